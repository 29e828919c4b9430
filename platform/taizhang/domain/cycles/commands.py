"""Opening a cycle, and how it is decided."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, Slice, decides, event
from taizhang.domain.cycles.events import YEAR, CycleOpened, SubjectEnrolled
from taizhang.domain.cycles.rules import CycleRules
from taizhang.domain.names import CYCLE, ORGANISATION, CycleId, OrganisationId, Text
from taizhang.domain.organisations.events import OrganisationRegistered
from taizhang.domain.refusals import TAKEN, unknown
from taizhang.errors import Refusal, Refused
from taizhang.tenancy.roles import Role

ONCE_A_YEAR = Refusal(
    "cycles.once_a_year",
    zh="{year} 年已开展 {held} 次,规定每年 {allowed} 次",
    en="{year} has had {held} cycles; the rules allow {allowed}",
    rule="S0-03",
)


class OpenCycle(Command, name="cycles.open", title="启动考核周期"):
    """Open the assessment of a year for the units that are assessed."""

    cycle: CycleId
    year: Annotated[int, Meta(ge=1949, le=2200)]
    title: Text
    subjects: Annotated[list[OrganisationId], Meta(min_length=1, max_length=5000)]


@decides(OpenCycle, by=Role.CLERK)
class CycleOpening(Slice[OpenCycle]):
    """The units must be registered, and the year must have a cycle left."""

    def __init__(self, ask: OpenCycle) -> None:
        super().__init__(ask)
        self.units: set[str] = set()
        self.cycles: list[str] = []

    def consistency_boundary(self) -> list[Selector]:
        units = [
            Selector([OrganisationRegistered], [ORGANISATION(unit)]) for unit in self.ask.subjects
        ]
        return [
            Selector([CycleOpened], [CYCLE(self.ask.cycle)]),
            Selector([CycleOpened], [YEAR(str(self.ask.year))]),
            *units,
        ]

    @event(OrganisationRegistered)
    def _(self, organisation: str) -> None:
        self.units.add(organisation)

    @event(CycleOpened)
    def _(self, cycle: str) -> None:
        self.cycles.append(cycle)

    def execute(self) -> None:
        ask, rules = self.ask, self.context.rules.of(CycleRules)
        self.refuse_unless(ask.cycle not in self.cycles, TAKEN(kind="考核周期", id=ask.cycle))
        if missing := [unit for unit in ask.subjects if unit not in self.units]:
            raise Refused(*(unknown("单位", unit) for unit in missing))
        self._check_recurrence(rules)
        subjects = list(dict.fromkeys(ask.subjects))
        deadline = date(ask.year, rules.deadline.month, rules.deadline.day)
        self.record(
            CycleOpened(
                cycle=ask.cycle,
                year=str(ask.year),
                title=ask.title,
                deadline=deadline,
                subjects=len(subjects),
            )
        )
        for unit in subjects:
            self.record(SubjectEnrolled(cycle=ask.cycle, organisation=unit))

    def _check_recurrence(self, rules: CycleRules) -> None:
        allowed, held = rules.recurrence.a_year, len(self.cycles)
        clause = rules.recurrence.basis("a_year")
        self.refuse_unless(
            held < allowed,
            ONCE_A_YEAR(clause=clause, year=self.ask.year, held=held, allowed=allowed),
        )
