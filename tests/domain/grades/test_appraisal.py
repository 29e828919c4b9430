"""The appraisal stands among the inputs of a grade as it was counted, and nobody writes it."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from taizhang.domain.ballots.count_events import SubjectTally, Tallied
from taizhang.domain.grades.events import Input
from taizhang.domain.grades.rows import GradeSheet
from taizhang.domain.grades.rules import GradeRules
from taizhang.domain.grades.weighing import RecordInputs
from taizhang.rules.in_force import read

DIMENSIONS = ("基层党建工作履职情况", "重点任务完成情况", "整改措施落实情况")


def record(*names: str, unit: str = "jingui") -> RecordInputs:
    inputs = [Input(name=name, finding="较好") for name in names]
    return RecordInputs(cycle="c", subject=unit, inputs=inputs)


def tallied(unit: str, *items: str, box: str = "b", cycle: str = "c") -> Tallied:
    counts = [
        SubjectTally(subject=unit, item=item, counts={"好": 60, "差": 3}, blank=1, invalid=2)
        for item in items
    ]
    return Tallied(
        box=box, cycle=cycle, meeting="m", subjects=[unit], counts=counts, list_hash="0" * 64
    )


@pytest.fixture
def assessed(santangjie: Any) -> Any:
    return santangjie.assessing("jingui", "shiqiao")


@pytest.fixture
def counted(assessed: Any) -> Any:
    return assessed.given(tallied("jingui", ""))


@pytest.mark.rule("S0-15")
def test_sheet_has_the_three_dimensions_and_the_figures_of_the_count(counted: Any) -> None:
    counted.do(record(*DIMENSIONS))
    row = counted.folded(GradeSheet)["c", "jingui"]
    assert list(row.inputs) == [*DIMENSIONS, "述职评议结果"]
    assert row.inputs["述职评议结果"] == "好 60 票、差 3 票，空白 1 票，无效 2 票"


@pytest.mark.rule("S0-15")
def test_figures_of_the_count_are_not_typed(counted: Any) -> None:
    reason = counted.refusal(record(*DIMENSIONS, "述职评议结果"))
    assert (reason.refusal.code, reason.refusal.rule) == ("grades.input_from_count", "S0-15")
    assert reason.values == {"input": "述职评议结果"}
    assert reason.clause.startswith("本单位的选择：文件未写评议结果怎样计入考核")


@pytest.mark.rule("S0-15")
@pytest.mark.parametrize("other", [{"unit": "shiqiao"}, {"unit": "jingui", "cycle": "c2014"}])
def test_nothing_is_recorded_before_the_ballots_were_counted(
    assessed: Any, other: dict[str, str]
) -> None:
    assessed.given(tallied(other.pop("unit"), "", **other))
    reason = assessed.refusal(record(*DIMENSIONS))
    assert (reason.refusal.code, reason.refusal.status) == ("grades.appraisal_missing", 409)
    assert reason.values == {"name": "金桂村", "input": "述职评议结果"}


def test_each_item_of_the_ballot_and_each_box_is_told(counted: Any) -> None:
    counted.given(tallied("jingui", "班子", "党组织书记", box="b2"))
    [recorded] = counted.do(record(*DIMENSIONS))
    told = recorded.inputs[-1].finding.split("；")
    assert [each[:3] for each in told] == ["好 6", "班子：", "党组织"]


def test_choices_are_told_in_the_order_of_the_ballot(counted: Any) -> None:
    """A stored count is sorted by its words' code points: 差 would come before 较好."""
    counted.given(
        Tallied(
            box="b3",
            cycle="c",
            meeting="m",
            subjects=["jingui"],
            counts=[
                SubjectTally(
                    subject="jingui",
                    item="",
                    counts={"一般": 2, "好": 50, "差": 1, "较好": 9},
                    blank=0,
                    invalid=0,
                )
            ],
            list_hash="0" * 64,
        )
    )
    [recorded] = counted.do(record(*DIMENSIONS))
    assert "好 50 票、较好 9 票、一般 2 票、差 1 票" in recorded.inputs[-1].finding


def test_votes_are_never_weighted(counted: Any) -> None:
    inputs = [*DIMENSIONS, "述职评议结果"]
    counted.amend("grades.composite", inputs=inputs, weights=["25%"] * 4)
    adopted = counted.authority.adoptions[-1].event.sections["grades"]
    [fault] = read(GradeRules, adopted).incoherences({})
    assert fault.at == ("rules", "grades", "composite", "weights")
    assert "“述职评议结果”是票数" in fault.expected.zh


def test_weighted_dimensions_leave_the_appraisal_beside_them(counted: Any) -> None:
    counted.amend("grades.composite", weights=["50%", "30%", "20%"])
    inputs = [Input(name=name, finding="较好", score=Decimal(80)) for name in DIMENSIONS]
    [recorded] = counted.do(RecordInputs(cycle="c", subject="jingui", inputs=inputs))
    assert recorded.worked.endswith("= 80")
    assert recorded.inputs[-1].score is None


@pytest.mark.rule("S1-15")
def test_departments_fourth_input_is_the_count(
    university: Any, committee: Callable[..., Any]
) -> None:
    committee(university.assessing("jiaogong-1")).given(tallied("jiaogong-1", ""))
    university.do(record("平时掌握", "调研了解", "领导点评", unit="jiaogong-1"))
    row = university.folded(GradeSheet)["c", "jiaogong-1"]
    assert list(row.inputs) == ["平时掌握", "调研了解", "领导点评", "现场测评"]
    assert row.inputs["现场测评"].startswith("好 60 票")


def test_tenant_without_any_input_records_none(hunan: Any) -> None:
    hunan.assessing("qingshan")
    assert hunan.code_of(record(unit="qingshan")) == "grades.foreign_input"
