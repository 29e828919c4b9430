"""Performance pay follows a grade or score, of the person or the unit, as the tenant chose."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from taizhang.core import CycleOpened, GradeAssigned, PersonEnrolled
from taizhang_plugins.pay.computing import ComputePay
from taizhang_plugins.pay.drawing import DrawSheet
from taizhang_plugins.pay.performing import RecordPerformance
from taizhang_plugins.pay.sheet_events import PerformanceRecorded

SHEET = DrawSheet(year=2012, organisation="v")
CHOSEN = {"share": "试", "of": "试", "by": "试", "bands": "试", "factors": "试"}
GRADES = {"好": "1.2", "一般": "1", "较差": "0"}


def ask(subject: str, result: str) -> RecordPerformance:
    return RecordPerformance(
        year=2012, organisation="v", subject=subject, result=result, source="年度考核"
    )


@pytest.fixture
def performing(village: Any, income: Any) -> Any:
    """The village, where 30% of pay follows a grade or score; a is due 5100 in all at factor 1."""

    def make(of: str, by: str = "grade", **more: Any) -> Any:
        stated = {"share": "30%", "of": of, "by": by, "bands": None, "factors": GRADES} | more
        village.amend("pay.performance", **stated, choices=CHOSEN)
        village.given(income(2011, "3000")).do(ComputePay(year=2012), "finance")
        return village

    return make


def of_secretary(town: Any) -> tuple[Decimal, Decimal | None]:
    """Base and performance of the secretary by a new sheet."""
    [drawn] = town.do(SHEET, "finance")
    return drawn.lines[0].base, drawn.lines[0].performance


def test_until_the_result_is_known_the_base_is_paid(performing: Any) -> None:
    assert of_secretary(performing("unit")) == (Decimal(3570), None)


@pytest.mark.parametrize(("grade", "yuan"), [("好", "1836"), ("一般", "1530"), ("较差", "0")])
def test_the_grade_of_the_unit_decides_for_everybody(
    performing: Any, grade: str, yuan: str
) -> None:
    town = performing("unit")
    town.do(ask("v", grade), "finance")
    [drawn] = town.do(SHEET, "finance")
    assert drawn.lines[0].performance == Decimal(yuan)
    assert all(line.performance is not None for line in drawn.lines)


def test_the_grade_of_a_person_decides_for_that_person_alone(performing: Any) -> None:
    town = performing("person")
    town.do(ask("person:a", "好"), "finance")
    [drawn] = town.do(SHEET, "finance")
    assert [line.performance for line in drawn.lines] == [Decimal(1836), None, None]


@pytest.mark.parametrize(
    ("score", "yuan"), [("90", "1530"), ("89.99", "765"), ("70", "765"), ("69.9", "0")]
)
def test_a_score_counts_by_its_half_open_band(performing: Any, score: str, yuan: str) -> None:
    bands = [
        {"name": "优", "low": "90"},
        {"name": "中", "low": "70", "below": "90"},
        {"name": "差", "below": "70"},
    ]
    factors = {"优": "1", "中": "0.5", "差": "0"}
    town = performing("unit", "score", bands=bands, factors=factors)
    town.do(ask("v", score), "finance")
    assert of_secretary(town)[1] == Decimal(yuan)


def test_a_confirmed_grade_of_the_assessment_is_taken(performing: Any) -> None:
    town = performing("unit")
    town.given(_cycle(), GradeAssigned(cycle="c", subject="v", grade="好", rationale=None))
    town.answer()
    assert of_secretary(town)[1] == Decimal(1836)


def test_a_confirmed_grade_of_a_person_is_taken_in_the_unit_of_the_enrolment(
    performing: Any,
) -> None:
    town = performing("person")
    enrolled = PersonEnrolled(
        cycle="c", person="a", organisation="v", post="村党支部书记", group="干部"
    )
    grade = GradeAssigned(cycle="c", subject="person:a", grade="好", rationale=None)
    town.given(_cycle(), enrolled, grade).answer()
    [taken] = [e for e in town.history if isinstance(e, PerformanceRecorded)]
    assert (taken.year, taken.organisation, taken.result) == ("2012", "v", "好")


@pytest.mark.parametrize("of", ["person", None])
def test_a_grade_that_the_rules_do_not_look_at_is_not_taken(performing: Any, of: Any) -> None:
    town = performing(of or "unit", **({} if of else {"share": None}))
    town.given(_cycle(), GradeAssigned(cycle="c", subject="v", grade="好", rationale=None))
    town.answer()
    assert [e for e in town.history if isinstance(e, PerformanceRecorded)] == []


def test_without_a_performance_part_no_result_is_recorded(village: Any) -> None:
    reason = village.refusal(ask("v", "好"), "finance")
    assert reason.refusal.code == "pay.no_performance"
    assert reason.clause == (
        "本单位的选择：文件只写“基本报酬”，未写绩效报酬，演示选择全部为基本报酬"
    )


@pytest.mark.parametrize(
    ("of", "subject", "name"),
    [("unit", "person:a", "a"), ("unit", "xianzhi-1", "xianzhi-1"), ("person", "v", "示例村")],
)
def test_the_result_of_anybody_else_is_refused(
    performing: Any, of: str, subject: str, name: str
) -> None:
    reason = performing(of).refusal(ask(subject, "好"), "finance")
    assert (reason.refusal.code, reason.clause) == ("pay.other_subject", "本单位的选择：试")
    assert (reason.values["of"], reason.values["name"]) == (of, name)


@pytest.mark.parametrize("result", ["优秀", "", "NaN"])
def test_a_result_that_is_worth_nothing_stated_is_refused(performing: Any, result: str) -> None:
    reason = performing("unit").refusal(ask("v", result), "finance")
    assert (reason.refusal.code, reason.clause) == ("pay.unknown_result", "本单位的选择：试")
    assert (reason.values["result"], reason.values["known"]) == (result, "一般、好、较差")


@pytest.mark.parametrize("score", ["好", "NaN", "sNaN", "Infinity"])
def test_what_is_no_score_is_refused(performing: Any, score: str) -> None:
    bands, factors = [{"name": "全部"}], {"全部": "1"}
    town = performing("unit", "score", bands=bands, factors=factors)
    assert town.code_of(ask("v", score), "finance") == "pay.unknown_result"


def _cycle() -> CycleOpened:
    return CycleOpened(
        cycle="c", year="2012", title="2012 年考核", deadline=date(2012, 12, 31), subjects=1
    )
