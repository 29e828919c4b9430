"""A grade of the assessment is taken for performance pay, where the rules look at it."""

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from taizhang import Command, Occasion, Role, Selector, decides, event, policy
from taizhang.core import (
    CYCLE,
    PERSON,
    CycleId,
    CycleOpened,
    GradeAssigned,
    GradeCorrected,
    Naming,
    PersonEnrolled,
    SubjectId,
    is_person,
    person_of,
)
from taizhang_plugins.pay.performing import is_worth_something, part_of
from taizhang_plugins.pay.provisions import Performance
from taizhang_plugins.pay.rules import PayRules
from taizhang_plugins.pay.sheet_events import PerformanceRecorded


class TakePerformance(Command, name="pay.take_performance", title="采用考核等次"):
    """Take an assessment's grade for the performance pay of its year."""

    cycle: CycleId
    subject: SubjectId
    grade: Annotated[str, Meta(title="考核等次")]


@decides(TakePerformance, by=Role.SYSTEM)
class PerformanceTaking(Naming[TakePerformance]):
    """Nothing is recorded where the rules do not look at such a grade."""

    year: str | None = None
    organisation: str | None = None

    def consistency_boundary(self) -> list[Selector]:
        cycle, person = CYCLE(self.ask.cycle), person_of(self.ask.subject)
        enrolled = [Selector([PersonEnrolled], [cycle, PERSON(person)])] if person else []
        return [Selector([CycleOpened], [cycle]), *enrolled]

    @event(CycleOpened)
    def _opened(self, year: str) -> None:
        self.year = year

    @event(PersonEnrolled)
    def _enrolled(self, organisation: str) -> None:
        self.organisation = organisation

    def execute(self) -> None:
        ask = self.ask
        unit = self.organisation if is_person(ask.subject) else ask.subject
        if self.year is None or unit is None:
            return
        performance = self._looked_at()
        if performance and is_worth_something(ask.grade, performance):
            self.record(
                PerformanceRecorded(
                    year=self.year,
                    organisation=unit,
                    subject=ask.subject,
                    result=ask.grade,
                    source=f"考核周期“{ask.cycle}”审定的等次",
                )
            )

    def _looked_at(self) -> Performance | None:
        """The rules on performance, where they look at the grade of somebody like the subject."""
        rules = self.context.rules.find(PayRules)
        performance = part_of(rules) if rules else None
        whose = "person" if is_person(self.ask.subject) else "unit"
        fits = performance and (performance.by, performance.of) == ("grade", whose)
        return performance if fits else None


@policy("pay.performance_after_grade", on=GradeAssigned)
def performance_after_grade(event: GradeAssigned, occasion: Occasion) -> Iterator[TakePerformance]:
    """A confirmed grade may decide performance pay."""
    yield TakePerformance(cycle=event.cycle, subject=event.subject, grade=event.grade)


@policy("pay.performance_after_correction", on=GradeCorrected)
def performance_after_correction(
    event: GradeCorrected, occasion: Occasion
) -> Iterator[TakePerformance]:
    """So may the grade that another meeting put in its place."""
    yield TakePerformance(cycle=event.cycle, subject=event.subject, grade=event.grade)
