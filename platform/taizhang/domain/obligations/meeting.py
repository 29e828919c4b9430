"""Meeting: a fact does what was owed, once or once more."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.names import SubjectId
from taizhang.domain.obligations import events as e
from taizhang.domain.obligations.duty import Duty
from taizhang.domain.obligations.names import DUE, OBLIGATION, duty_of
from taizhang.domain.obligations.owing import of_subject
from taizhang.domain.obligations.page_events import PeriodOpened
from taizhang.domain.obligations.standing import OfDuties
from taizhang.tenancy.roles import Role


class MeetDuty(Command, name="obligations.meet", title="记入已办的应办事项"):
    """Say that a fact has met what was owed; does nothing where nothing was.

    `last`: the last day of the period that holds the fact's day, where it recurs.
    """

    obligation: Annotated[str, Meta(title="应办事项")]
    subject: SubjectId | None
    key: Annotated[str, Meta(title="期次或事由")]
    source: Annotated[int, Meta(title="所据记录")]
    day: Annotated[date, Meta(title="办理日期")]
    last: Annotated[date | None, Meta(title="本期末日")] = None


@decides(MeetDuty, by=Role.SYSTEM)
class Meeting(OfDuties[MeetDuty]):
    """One fact counts once, and no more is counted than is owed.

    A fact may be older than the opening of its period: on the first day, or while the opening goes
    on page by page. It is kept for the opening to count.
    """

    opened = False

    def consistency_boundary(self) -> list[Selector]:
        ask = self.ask
        own = of_subject(ask.obligation, ask.subject, ask.key)
        if ask.last is None:
            return own
        ahead = [Selector([e.ObligationMetAhead], each.tags) for each in own]
        period = [DUE(ask.last.isoformat()), OBLIGATION(ask.obligation)]
        return [*own, *ahead, Selector([PeriodOpened], period)]

    @event(PeriodOpened)
    def _opened(self, key: str, next: str | None) -> None:
        self.opened |= key == self.ask.key and next is None

    def execute(self) -> None:
        ask = self.ask
        self.require_key(ask.obligation, ask.key)
        duty = self._duty()
        if duty is not None:
            if not duty.over and ask.source not in duty.met:
                self.count(duty, ask.obligation, ask.source, ask.day)
        elif ask.last and not self.opened:
            self._keep(ask.last)

    def _duty(self) -> Duty | None:
        """What is still to be done first: a successor may bear its own and another's."""
        ask, id = self.ask, duty_of(self.ask.obligation, self.ask.subject, self.ask.key)
        mine = [
            each
            for each in self.duties.values()
            if each.key == ask.key and (each.subject == ask.subject or each.id == id)
        ]
        return min(mine, key=lambda duty: duty.over, default=None)

    def _keep(self, last: date) -> None:
        ask, id = self.ask, duty_of(self.ask.obligation, self.ask.subject, self.ask.key)
        if ask.source in self.ahead.get(id, {}):
            return
        self.record(
            e.ObligationMetAhead(
                duty=id,
                obligation=ask.obligation,
                subject=ask.subject,
                key=ask.key,
                due=last,
                source=ask.source,
                day=ask.day,
            )
        )
