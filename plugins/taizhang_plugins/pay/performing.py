"""The grade or score that decides performance pay, recorded with its source."""

from decimal import Decimal, InvalidOperation
from typing import Annotated

from msgspec import Meta

from taizhang import Command, Refusal, Refused, Role, Selector, decides
from taizhang.core import (
    ORGANISATION,
    Naming,
    OrganisationId,
    SubjectId,
    is_person,
    person_of,
    registered,
    unknown,
)
from taizhang_plugins.pay.names import YEAR, Source, Year
from taizhang_plugins.pay.persons import factor_of
from taizhang_plugins.pay.provisions import Performance
from taizhang_plugins.pay.rules import PayRules, rules_for
from taizhang_plugins.pay.sheet_events import PerformanceRecorded

NO_PERFORMANCE = Refusal(
    "pay.no_performance",
    zh="本单位的报酬没有绩效部分，不登记绩效考核结果",
    en="pay has no performance part here, so no result is recorded for it",
)
OTHER_SUBJECT = Refusal(
    "pay.other_subject",
    zh="绩效报酬按{needed}的考核结果计算，“{name}”不是{needed}",
    en="performance pay follows the result of the {of}, which {name} is not",
)
NO_RESULT = Refusal(
    "pay.unknown_result",
    zh="绩效考核结果“{result}”没有对应的系数；可用的有：{known}",
    en="no factor is stated for the result {result!r}, only for {known}",
)
_OF = {"person": "个人", "unit": "单位"}


class RecordPerformance(Command, name="pay.record_performance", title="登记绩效考核结果"):
    """Record the grade or score that decides the performance pay of a year, with its source."""

    year: Year
    organisation: OrganisationId
    subject: SubjectId
    result: Annotated[str, Meta(min_length=1, max_length=50, title="等次或得分")]
    source: Source


@decides(RecordPerformance, by=(Role.FINANCE, Role.CLERK))
class PerformanceRecording(Naming[RecordPerformance]):
    """Only where the tenant has such a part, of whom it names, and with a factor that it states.

    What is recorded later holds.
    """

    def consistency_boundary(self) -> list[Selector]:
        return registered(self.ask.organisation)

    def execute(self) -> None:
        ask = self.ask
        self.refuse_unless(self.knows(ask.organisation), unknown("单位", ask.organisation))
        rules = rules_for(self.context, ask.year)
        performance = part_of(rules)
        if performance is None:
            clause = rules.performance.basis("share") if rules.performance else None
            raise Refused(NO_PERFORMANCE(clause=clause))
        self._check_subject(performance)
        self._check_result(performance)
        self.record(
            PerformanceRecorded(
                year=str(ask.year),
                organisation=ask.organisation,
                subject=ask.subject,
                result=ask.result,
                source=ask.source,
            )
        )

    def _check_subject(self, performance: Performance) -> None:
        ask, of = self.ask, performance.of or "unit"
        fits = is_person(ask.subject) if of == "person" else ask.subject == ask.organisation
        name = person_of(ask.subject) or self.name_of(ask.subject)
        clause = performance.basis("of")
        other = OTHER_SUBJECT(clause=clause, of=of, needed=_OF[of], subject=ask.subject, name=name)
        self.refuse_unless(fits, other)

    def _check_result(self, performance: Performance) -> None:
        known = "、".join(performance.factors or ())
        clause = performance.basis("factors")
        missing = NO_RESULT(clause=clause, result=self.ask.result, known=known)
        self.refuse_unless(is_worth_something(self.ask.result, performance), missing)


def part_of(rules: PayRules) -> Performance | None:
    """The rules on the performance part, where pay has one."""
    performance = rules.performance
    return performance if performance and performance.share is not None else None


def results_of(organisation: str, year: int) -> Selector:
    """The part of a boundary that holds the results of a unit and its people."""
    return Selector([PerformanceRecorded], [YEAR(str(year)), ORGANISATION(organisation)])


def is_worth_something(result: str, performance: Performance) -> bool:
    """Whether the rules state a factor for a grade or score."""
    try:
        if performance.by == "score" and not Decimal(result).is_finite():
            return False
        return factor_of(result, performance) is not None
    except (InvalidOperation, ValueError):
        return False
