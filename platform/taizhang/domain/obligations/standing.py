"""Where duties stand: folded from whatever a boundary holds of them."""

from datetime import date
from typing import TypeVar

from taizhang.commands.command import Command
from taizhang.commands.slice import Slice, event
from taizhang.domain.obligations import events as e
from taizhang.domain.obligations.duty import Duty
from taizhang.domain.obligations.names import LONGEST_KEY
from taizhang.domain.obligations.succession_events import (
    Done,
    ObligationHandedOver,
    ObligationLapsed,
)
from taizhang.errors import Refusal
from taizhang.events.event import Event

Ask = TypeVar("Ask", bound=Command)
OF_DUTY: tuple[type[Event], ...] = (
    e.ObligationOwed,
    e.ObligationMet,
    e.ObligationMissed,
    e.ObligationWaived,
    e.ObligationTakenBack,
    ObligationHandedOver,
    ObligationLapsed,
)
UNFIT_KEY = Refusal(
    "obligations.unfit_key",
    zh="“{obligation}”区分各项的 key 应在 {most} 个字以内，不含空字符；现有 {length} 个字",
    en="a key of {obligation} takes {most} characters and no NUL; this one has {length}",
)


class OfDuties(Slice[Ask]):
    """Knows the duties that its boundary holds, and records what was done of them."""

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.duties: dict[str, Duty] = {}
        self.ahead: dict[str, dict[int, date]] = {}
        """By duty, what was done before its period was opened."""

    @event(e.ObligationOwed)
    def _owed(
        self,
        duty: str,
        title: str,
        subject: str | None,
        key: str,
        first: date | None,
        due: date,
        times: int,
        source: int | None,
    ) -> None:
        known = self.duties.get(duty)
        met, bearer = (known.met, known.subject) if known else ({}, subject)
        self.duties[duty] = Duty(duty, title, bearer, key, first, due, times, source, met)

    @event(e.ObligationMet)
    def _met(self, duty: str, source: int, day: date) -> None:
        if known := self.duties.get(duty):
            known.met[source] = day

    @event(e.ObligationMetAhead)
    def _met_ahead(self, duty: str, source: int, day: date) -> None:
        self.ahead.setdefault(duty, {})[source] = day

    @event(e.ObligationMissed)
    def _missed(self, duty: str, due: date) -> None:
        if (known := self.duties.get(duty)) and known.due == due:
            known.missed = True

    @event(e.ObligationWaived)
    def _waived(self, duty: str) -> None:
        if known := self.duties.get(duty):
            known.waived = True

    @event(e.ObligationTakenBack)
    def _taken_back(self, duty: str, source: int, owed: bool) -> None:
        known = self.duties.get(duty)
        if known is not None and owed and known.source == source:
            del self.duties[duty]
        elif known is not None and not owed:
            known.met.pop(source, None)
        if not owed:
            self.ahead.get(duty, {}).pop(source, None)

    @event(ObligationHandedOver)
    def _handed_over(
        self,
        duty: str,
        title: str,
        subject: str,
        key: str,
        first: date | None,
        due: date,
        times: int,
        source: int | None,
        met: list[Done],
        missed: bool,
    ) -> None:
        done = {each.source: each.day for each in met}
        self.duties[duty] = Duty(duty, title, subject, key, first, due, times, source, done, missed)

    @event(ObligationLapsed)
    def _lapsed(self, duty: str) -> None:
        if known := self.duties.get(duty):
            known.lapsed = True

    def require_key(self, obligation: str, key: str) -> None:
        """Refuse a key that no tag could hold: whoever declared the obligation must mend it."""
        fine = len(key) <= LONGEST_KEY and "\0" not in key
        wrong = UNFIT_KEY(obligation=obligation, most=LONGEST_KEY, length=len(key))
        self.refuse_unless(fine, wrong)

    def count(self, duty: Duty, obligation: str, source: int, day: date) -> None:
        """Record that a fact has met a duty, once more."""
        self.record(
            e.ObligationMet(
                duty=duty.id,
                obligation=obligation,
                subject=duty.subject,
                key=duty.key,
                due=duty.due,
                source=source,
                day=day,
                done=len(duty.met) + 1,
                times=duty.times,
                late=day > duty.due,
            )
        )
