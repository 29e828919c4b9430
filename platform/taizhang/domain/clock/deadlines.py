"""Deadlines: set by the policies of any area, reached when their day begins."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.context import CHINA
from taizhang.commands.slice import Selector, Slice, decides, event
from taizhang.domain.clock.events import MONTH, DayBegan, DeadlineReached, DeadlineSet, month_of
from taizhang.domain.names import Text
from taizhang.domain.setup.events import SETUP, ClockMoved
from taizhang.tenancy.roles import Role

Deadline = tuple[date, str, str]


class SetDeadline(Command, name="clock.set_deadline", title="设定到期提醒"):
    """Ask to be told when a day begins; at once if it has begun. Set again, it changes nothing."""

    day: Annotated[date, Meta(title="到期日")]
    kind: Annotated[Text, Meta(title="提醒种类")]
    subject: Annotated[Text, Meta(title="提醒对象")]


class ReachDeadlines(Command, name="clock.reach_deadlines", title="处理到期事项"):
    """Reach every deadline of these days."""

    first: Annotated[date, Meta(title="起始日期")]
    last: Annotated[date, Meta(title="截止日期")]


@decides(SetDeadline, by=Role.SYSTEM)
class Setting(Slice[SetDeadline]):
    """A day that begins meanwhile, or a clock that leaps over it, makes a conflict: whoever comes
    second sees the other, so that no deadline is missed between them.
    """

    known = False
    begun = False

    def consistency_boundary(self) -> list[Selector]:
        month = [MONTH(month_of(self.ask.day))]
        return [Selector([DayBegan, DeadlineSet], month), Selector([ClockMoved], [SETUP])]

    @event(DeadlineSet)
    def _(self, day: date, kind: str, subject: str) -> None:
        ask = self.ask
        self.known |= (day, kind, subject) == (ask.day, ask.kind, ask.subject)

    @event(DayBegan)
    def _(self, day: date) -> None:
        self.begun |= day >= self.ask.day

    @event(ClockMoved)
    def _(self) -> None:
        """Only that it moved matters: the clock itself is handed in."""

    def execute(self) -> None:
        ask, month = self.ask, month_of(self.ask.day)
        if self.known:
            return
        today = self.context.now.astimezone(CHINA).date()
        self.record(DeadlineSet(day=ask.day, month=month, kind=ask.kind, subject=ask.subject))
        if self.begun or ask.day <= today:
            self.record(
                DeadlineReached(day=ask.day, month=month, kind=ask.kind, subject=ask.subject)
            )


@decides(ReachDeadlines, by=Role.SYSTEM)
class Reaching(Slice[ReachDeadlines]):
    """Each deadline is reached once, in the order of their days."""

    def __init__(self, ask: ReachDeadlines) -> None:
        super().__init__(ask)
        self.waiting: dict[Deadline, None] = {}

    def consistency_boundary(self) -> list[Selector]:
        months = _months(self.ask.first, self.ask.last)
        return [Selector([DeadlineSet, DeadlineReached], [MONTH(month)]) for month in months]

    @event(DeadlineSet)
    def _(self, day: date, kind: str, subject: str) -> None:
        if self.ask.first <= day <= self.ask.last:
            self.waiting[day, kind, subject] = None

    @event(DeadlineReached)
    def _(self, day: date, kind: str, subject: str) -> None:
        self.waiting.pop((day, kind, subject), None)

    def execute(self) -> None:
        for day, kind, subject in sorted(self.waiting):
            self.record(DeadlineReached(day=day, month=month_of(day), kind=kind, subject=subject))


def _months(first: date, last: date) -> list[str]:
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(start, end + 1)]
