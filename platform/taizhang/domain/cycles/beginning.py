"""Beginning a cycle: what opening one and cloning one have in common."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, TypeVar

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, event
from taizhang.domain.cycles import refusals
from taizhang.domain.cycles.events import YEAR, CycleOpened, SubjectEnrolled
from taizhang.domain.cycles.register import OfUnits, units
from taizhang.domain.cycles.rules import CycleRules, Deadline, Recurrence
from taizhang.domain.cycles.season import season
from taizhang.domain.cycles.steps import steps_of
from taizhang.domain.names import CYCLE, CycleId, Text
from taizhang.domain.refusals import TAKEN


class BeginCommand(Command):
    """Asks for a cycle of a year."""

    cycle: CycleId
    year: Annotated[int, Meta(ge=1949, le=2200, title="年度")]
    title: Annotated[Text, Meta(title="名称")]


Ask = TypeVar("Ask", bound=BeginCommand)


class Beginning(OfUnits[Ask]):
    """The identifier must be free, the year have a cycle left, and the season have come."""

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.cycles: dict[str, str] = {}
        """The year of each cycle that was read of."""

    def consistency_boundary(self) -> list[Selector]:
        return [
            Selector([CycleOpened], [CYCLE(self.ask.cycle)]),
            Selector([CycleOpened], [YEAR(str(self.ask.year))]),
            *units(),
        ]

    @event(CycleOpened)
    def _opened(self, cycle: str, year: str) -> None:
        self.cycles[cycle] = year

    @property
    def rules(self) -> CycleRules:
        """The tenant's rules on cycles."""
        return self.context.rules.of(CycleRules)

    def require_free(self) -> None:
        """Raise Refused if the identifier was given to another cycle."""
        id = self.ask.cycle
        self.refuse_unless(id not in self.cycles, TAKEN(kind="考核周期", id=id))

    def require_turn(self) -> None:
        """Raise Refused unless the year has a cycle left, and this is its season (S0-03)."""
        rule, year = self.rules.recurrence, self.ask.year
        allowed, held = rule.a_year, list(self.cycles.values()).count(str(year))
        clause = rule.basis("a_year")
        many = refusals.ONCE_A_YEAR(clause=clause, year=year, held=held, allowed=allowed)
        self.refuse_unless(held < allowed, many)
        self._check_season(rule)

    def begin(self, subjects: list[str]) -> None:
        """Record the cycle and its subjects; tell which units that should be there are not."""
        ask, rules = self.ask, self.rules
        self.warn_of_left_out(subjects)
        self.record(
            CycleOpened(
                cycle=ask.cycle,
                year=str(ask.year),
                title=ask.title,
                deadline=last_day(rules.deadline, ask.year),
                subjects=len(subjects),
                organiser=rules.organiser.body,
                level=rules.organiser.level,
                steps=steps_of(self.context.rules),
            )
        )
        for unit in subjects:
            self.record(SubjectEnrolled(cycle=ask.cycle, organisation=unit))

    def warn_of_left_out(self, subjects: Iterable[str]) -> None:
        """S0-01: of the kinds that the rules name, each is assessed."""
        rule = self.rules.subjects
        if left := sorted(set(self.of_kinds(rule.kinds or ())) - set(subjects)):
            clause, names = rule.basis("kinds"), self.named(left)
            self.warn(refusals.LEFT_OUT(clause=clause, count=len(left), names=names))

    def _check_season(self, rule: Recurrence) -> None:
        time, on = season(rule, self.ask.year), self.context.on
        if time is None or time.holds(on):
            return
        reason = refusals.OUT_OF_SEASON(
            clause=rule.basis("months"),
            year=self.ask.year,
            season=time.name,
            first=time.first.isoformat(),
            last=time.last.isoformat(),
            on=on.isoformat(),
        )
        self.refuse_unless(rule.hardness == "soft", reason)
        self.warn(reason)


def last_day(deadline: Deadline, year: int) -> date:
    """The day by whose end the cycle of a year is to be concluded."""
    return date(year, deadline.month, deadline.day)
