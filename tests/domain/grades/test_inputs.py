"""What a grade rests on is recorded whole, weighted or judged, and shown beside the grade."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from taizhang.domain.ballots.count_events import SubjectTally, Tallied
from taizhang.domain.grades.confirming import ConfirmGrades
from taizhang.domain.grades.drafting import DraftGrades
from taizhang.domain.grades.events import Graded, Input, InputsRecorded
from taizhang.domain.grades.rows import GradeSheet
from taizhang.domain.grades.rules import Composite, GradeRules
from taizhang.domain.grades.weighing import RecordInputs, composites

THREE = ("平时掌握", "调研了解", "领导点评")
FOUR = (*THREE, "现场测评")
COMMAND = ConfirmGrades(cycle="c", meeting="k")


def record(unit: str, *names: str, score: str | None = None) -> RecordInputs:
    worth = None if score is None else Decimal(score)
    inputs = [Input(name=name, finding=f"{name}：较好", score=worth) for name in names]
    return RecordInputs(cycle="c", subject=unit, inputs=inputs)


def tallied(*units: str) -> Tallied:
    counts = [
        SubjectTally(subject=unit, counts={"好": 60, "较好": 20}, blank=1, invalid=2)
        for unit in units
    ]
    return Tallied(
        box="b", cycle="c", meeting="m", subjects=list(units), counts=counts, list_hash="0" * 64
    )


@pytest.fixture
def department(university: Any, committee: Callable[..., Any]) -> Any:
    """Two branches, graded by judgement on four inputs; the ballots were counted."""
    committee(university.assessing("jiaogong-1", "jiaogong-2"))
    return university.given(tallied("jiaogong-1", "jiaogong-2"))


@pytest.fixture
def weighted(department: Any) -> Any:
    """Had the department chosen to weigh, and to score the ballots itself."""
    department.amend("grades.appraisal", input=None)
    return department.amend("grades.composite", weights=["30%", "20%", "20%", "30%"])


@pytest.mark.rule("S1-15")
def test_judgement_rests_on_the_four_inputs_and_needs_no_score(department: Any) -> None:
    [recorded] = department.do(record("jiaogong-1", *THREE))
    assert isinstance(recorded, InputsRecorded)
    assert (recorded.worked, [each.name for each in recorded.inputs]) == (None, list(FOUR))


@pytest.mark.rule("S1-15")
@pytest.mark.parametrize("names", [THREE[:2], (*THREE, "印象"), (*THREE, "领导点评")])
def test_inputs_are_those_of_the_document_each_once(department: Any, names: Any) -> None:
    reason = department.refusal(record("jiaogong-1", *names))
    assert (reason.refusal.code, reason.refusal.rule) == ("grades.foreign_input", "S1-15")
    assert reason.values["allowed"] == "、".join(THREE)
    assert reason.clause == "综合平时掌握、调研了解和述职评议会上领导点评、现场测评等情况"


@pytest.mark.rule("S1-15")
def test_branch_without_its_inputs_is_not_graded(department: Any) -> None:
    department.do(record("jiaogong-1", *THREE))
    lines = [Graded(subject=f"jiaogong-{n}", grade="好", rationale="意见") for n in (1, 2)]
    draft = DraftGrades(cycle="c", lines=lines)
    assert [r.refusal.code for r in department.warnings(draft)] == ["grades.inputs_missing"]
    department.do(draft)
    [reason] = department.reasons(COMMAND, "secretary")
    assert reason.refusal.code == "grades.inputs_missing"
    assert (reason.values["subject"], reason.values["inputs"]) == (
        "jiaogong-2",
        "、".join(FOUR),
    )
    assert reason.clause == "综合平时掌握、调研了解和述职评议会上领导点评、现场测评等情况"
    department.do(record("jiaogong-2", *THREE))
    assert department.do(COMMAND, "secretary")


@pytest.mark.rule("S1-15")
def test_inputs_stand_beside_the_grade(department: Any) -> None:
    for unit in ("jiaogong-1", "jiaogong-2"):
        department.do(record(unit, *THREE))
    lines = [Graded(subject=f"jiaogong-{n}", grade="好", rationale="意见") for n in (1, 2)]
    department.do(DraftGrades(cycle="c", lines=lines))
    department.do(COMMAND, "secretary")
    row = department.folded(GradeSheet)["c", "jiaogong-1"]
    assert list(row.inputs) == list(FOUR)
    assert (row.inputs["领导点评"], row.draft_grade, row.grade) == ("领导点评：较好", "好", "好")


@pytest.mark.rule("S1-15")
def test_weighted_inputs_are_worked_out_in_writing(weighted: Any) -> None:
    [recorded] = weighted.do(record("jiaogong-1", *FOUR, score="85"))
    assert recorded.worked == (
        "综合得分 = 平时掌握 × 0.3 + 调研了解 × 0.2 + 领导点评 × 0.2 + 现场测评 × 0.3"
        " = 85 × 0.3 + 85 × 0.2 + 85 × 0.2 + 85 × 0.3 = 85"
    )
    row = weighted.folded(GradeSheet)["c", "jiaogong-1"]
    assert (row.worked, row.inputs["现场测评"]) == (recorded.worked, "85 分：现场测评：较好")


def test_weighted_input_needs_a_score(weighted: Any) -> None:
    reason = weighted.refusal(record("jiaogong-1", *FOUR))
    assert (reason.refusal.code, reason.values["inputs"]) == (
        "grades.score_missing",
        "、".join(FOUR),
    )
    assert reason.clause.startswith("本单位的选择：文件未写四项各占多少")


@pytest.mark.parametrize("score", ["-1", "1000001", "0.0000001", "NaN", "Infinity", "1e999999"])
def test_score_that_cannot_be_added_is_refused(weighted: Any, score: str) -> None:
    command = record("jiaogong-1", *FOUR, score=score)
    assert weighted.code_of(command) == "grades.score_unreadable"


def test_later_record_replaces_the_earlier(weighted: Any) -> None:
    weighted.do(record("jiaogong-1", *FOUR, score="70"))
    weighted.do(record("jiaogong-1", *FOUR, score="90"))
    sheet = weighted.standing(COMMAND).sheet
    rules = weighted.authority.rules(weighted.today).of(GradeRules)
    assert composites(sheet, rules.composite) == {"jiaogong-1": 90}


@pytest.mark.parametrize(
    "weights",
    [["30%", "20%", "20%", "20%"], ["50%", "50%", "0%", "0%"]],
    ids=["too little", "an input that counts for nothing"],
)
def test_weights_must_make_up_the_whole(weights: list[str]) -> None:
    with pytest.raises(ValueError, match="100%"):
        Composite(inputs=list(FOUR), weights=weights, required=True)


def test_no_input_is_called_like_the_score() -> None:
    with pytest.raises(ValueError, match="综合得分"):
        Composite(inputs=["综合得分", "民主评议"], weights=["50%", "50%"], required=True)


def test_inputs_of_a_unit_that_is_not_assessed_are_refused(department: Any) -> None:
    assert department.code_of(record("jiaogong-9", *FOUR)) == "grades.not_a_subject"
