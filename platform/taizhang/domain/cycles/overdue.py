"""Overdue: the clock reminds of a cycle's deadline, and flags what is not concluded by it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypeVar

from taizhang.commands.command import Command
from taizhang.commands.policy import Occasion, policy
from taizhang.commands.slice import Selector, Slice, decides, event
from taizhang.domain.clock.deadlines import SetDeadline
from taizhang.domain.clock.events import DeadlineReached
from taizhang.domain.cycles.deadline_events import CycleDeadlineNear, CycleOverdueFlagged
from taizhang.domain.cycles.events import CycleOpened
from taizhang.domain.cycles.rules import CycleRules
from taizhang.domain.cycles.standing import CycleCommand
from taizhang.domain.names import CYCLE
from taizhang.domain.results.events import ResultsConcluded
from taizhang.tenancy.roles import Role

NEAR = "cycles.near"
DUE = "cycles.due"


class RemindOfDeadline(CycleCommand, name="cycles.remind", title="提醒考核时限"):
    """Say that the deadline comes near; nothing once it has passed, or all is concluded."""


class FlagCycleOverdue(CycleCommand, name="cycles.flag_overdue", title="标记考核周期超期"):
    """Flag the cycle if its deadline has passed and it is not concluded; else do nothing."""


Ask = TypeVar("Ask", bound=CycleCommand)


class OfDeadline(Slice[Ask]):
    """When the cycle ends, and what was said of that."""

    deadline = date.max
    known = False
    concluded = False

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.told: set[int] = set()
        """Days to the deadline (negative: after it) at which somebody was told."""

    def consistency_boundary(self) -> list[Selector]:
        kinds = (CycleOpened, CycleDeadlineNear, CycleOverdueFlagged, ResultsConcluded)
        return [Selector(kinds, [CYCLE(self.ask.cycle)])]

    @event(CycleOpened)
    def _opened(self, deadline: date) -> None:
        self.deadline, self.known = deadline, True

    @event(CycleDeadlineNear)
    def _reminded(self, days: int) -> None:
        self.told.add(days)

    @event(CycleOverdueFlagged)
    def _flagged(self, days: int) -> None:
        self.told.add(-days)

    @event(ResultsConcluded)
    def _concluded(self) -> None:
        self.concluded = True

    @property
    def days(self) -> int:
        """How many days are left; negative once it is overdue."""
        return (self.deadline - self.context.on).days

    @property
    def due(self) -> bool:
        """Whether there is anything to tell today that was not told yet."""
        return self.known and not self.concluded and self.days not in self.told


@decides(RemindOfDeadline, by=Role.SYSTEM)
class Reminding(OfDeadline[RemindOfDeadline]):
    """Once for each of the tenant's days."""

    def execute(self) -> None:
        if self.due and self.days >= 0:
            cycle, deadline = self.ask.cycle, self.deadline
            self.record(CycleDeadlineNear(cycle=cycle, deadline=deadline, days=self.days))


@decides(FlagCycleOverdue, by=Role.SYSTEM)
class Flagging(OfDeadline[FlagCycleOverdue]):
    """Once, or again and again where the tenant chose so. “一般” makes it a warning (S0-02)."""

    def execute(self) -> None:
        rule = self.context.rules.of(CycleRules).deadline
        flagged = any(days < 0 for days in self.told)
        if not self.due or self.days >= 0 or (flagged and rule.again is None):
            return
        self.record(
            CycleOverdueFlagged(
                cycle=self.ask.cycle,
                deadline=self.deadline,
                days=-self.days,
                soft=rule.hardness == "soft",
            )
        )


@policy("cycles.watch_opened", on=CycleOpened)
def watch_opened(event: CycleOpened, occasion: Occasion) -> Iterable[Command]:
    """Look again on the tenant's days before the deadline, and when its day is over."""
    rules = occasion.rules.find(CycleRules)
    for days in sorted(set(rules.deadline.remind or ()) if rules else (), reverse=True):
        day = event.deadline - timedelta(days=days)
        yield SetDeadline(day=day, kind=NEAR, subject=event.cycle)
    yield SetDeadline(day=event.deadline + timedelta(days=1), kind=DUE, subject=event.cycle)


@policy("cycles.watch_overdue", on=CycleOverdueFlagged)
def watch_overdue(event: CycleOverdueFlagged, occasion: Occasion) -> Iterable[Command]:
    """Look again after as many days as the tenant chose, counted from the first day overdue."""
    rules = occasion.rules.find(CycleRules)
    if rules and (again := rules.deadline.again):
        ahead = again - (event.days - 1) % again
        day = event.deadline + timedelta(days=event.days + ahead)
        yield SetDeadline(day=day, kind=DUE, subject=event.cycle)


@policy("cycles.at_deadline", on=DeadlineReached)
def at_deadline(event: DeadlineReached, occasion: Occasion) -> Iterable[Command]:
    """The day has come."""
    if event.kind == NEAR:
        yield RemindOfDeadline(cycle=event.subject)
    if event.kind == DUE:
        yield FlagCycleOverdue(cycle=event.subject)
