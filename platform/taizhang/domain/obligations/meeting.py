"""Meeting: a fact does what was owed, once or once more."""

from datetime import date

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

    obligation: str
    subject: SubjectId | None
    key: str
    source: int
    day: date
    last: date | None = None


@decides(MeetDuty, by=Role.SYSTEM)
class Meeting(OfDuties[MeetDuty]):
    """One fact counts once, and no more is counted than is owed.

    A fact may be older than the opening of its period: on the first day, or while the opening goes
    on page by page. It is kept for the opening to count.
    """

    opened = False

    def __init__(self, ask: MeetDuty) -> None:
        super().__init__(ask)
        self.ahead: set[int] = set()

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

    @event(e.ObligationMetAhead)
    def _met_ahead(self, key: str, source: int) -> None:
        if key == self.ask.key:
            self.ahead.add(source)

    def execute(self) -> None:
        ask = self.ask
        self.require_key(ask.obligation, ask.key)
        duty = self._duty()
        if duty is not None:
            if not duty.over and ask.source not in duty.met:
                self.count(duty, ask.obligation, ask.source, ask.day)
        elif ask.last and not self.opened and ask.source not in self.ahead:
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
        ask = self.ask
        self.record(
            e.ObligationMetAhead(
                duty=duty_of(ask.obligation, ask.subject, ask.key),
                obligation=ask.obligation,
                subject=ask.subject,
                key=ask.key,
                due=last,
                source=ask.source,
                day=ask.day,
            )
        )
