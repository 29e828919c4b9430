"""A confirmed grade is replaced by a new decision, which names the one that it replaces."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.grades.confirmation_events import GradeAssigned, GradeCorrected
from taizhang.domain.grades.confirming import ConfirmGrades
from taizhang.domain.grades.correcting import CorrectGrade
from taizhang.domain.grades.drafting import DraftGrades
from taizhang.domain.grades.list_rows import GradeList
from taizhang.domain.grades.recusing import RecuseMember
from taizhang.domain.grades.rows import GradeSheet
from taizhang.domain.results.rows import Assessment

Draft = Callable[..., DraftGrades]


def correct(unit: str, grade: str = "一般", **fields: Any) -> CorrectGrade:
    asked = {"cycle": "c", "meeting": "k2", "reason": "异议成立", "rationale": "理由"} | fields
    return CorrectGrade(subject=unit, grade=grade, **asked)


@pytest.fixture
def confirmed(ready: Any, draft: Draft, committee: Callable[..., Any]) -> Any:
    """Seven of twenty-four are 好, and the committee meets again."""
    ready.do(draft(7))
    ready.do(ConfirmGrades(cycle="c", meeting="k"), "secretary")
    return committee(ready, meeting="k2")


@pytest.mark.rule("S2-15")
def test_correction_names_the_decision_that_it_replaces(confirmed: Any, units: list[str]) -> None:
    assert confirmed.do(correct(units[0]), "secretary") == [
        GradeCorrected(
            cycle="c",
            subject=units[0],
            was="好",
            grade="一般",
            reason="异议成立",
            meeting="k2",
            corrects="k",
        ),
        GradeAssigned(cycle="c", subject=units[0], grade="一般", rationale="理由"),
    ]


def test_second_correction_names_the_first(
    confirmed: Any, units: list[str], committee: Callable[..., Any]
) -> None:
    confirmed.do(correct(units[0]), "secretary")
    committee(confirmed, meeting="k3")
    again = correct(units[0], "较好", meeting="k3")
    assert confirmed.do(again, "secretary")[0].corrects == "k2"


@pytest.mark.rule("S2-15")
def test_correction_over_the_quota_is_refused_with_the_figures(
    confirmed: Any, units: list[str]
) -> None:
    reason = confirmed.refusal(correct(units[-1], "好"), "secretary")
    assert (reason.refusal.code, reason.values["held"]) == ("grades.over_quota", 8)
    confirmed.do(correct(units[0]), "secretary")
    assert confirmed.do(correct(units[-1], "好"), "secretary")


@pytest.mark.rule("S2-18")
def test_correction_needs_its_rationale(confirmed: Any, units: list[str]) -> None:
    command = correct(units[0], "差", rationale=None)
    assert confirmed.code_of(command, "secretary") == "grades.rationale_missing"


def test_correction_stays_on_the_scale(confirmed: Any, units: list[str], name: Any) -> None:
    reason = confirmed.refusal(correct(units[0], "优秀"), "secretary")
    assert (reason.refusal.code, reason.values["name"]) == ("grades.off_scale", name(units[0]))


@pytest.mark.rule("S2-15")
def test_meeting_that_decided_first_does_not_correct_itself(
    confirmed: Any, units: list[str]
) -> None:
    reason = confirmed.refusal(correct(units[0], meeting="k"), "secretary")
    assert (reason.refusal.code, reason.values) == ("grades.same_meeting", {"meeting": "k"})


def test_same_grade_is_no_correction(confirmed: Any, units: list[str]) -> None:
    assert confirmed.code_of(correct(units[0], "好"), "secretary") == "grades.same_grade"


@pytest.mark.rule("S2-17")
def test_correction_needs_a_recorded_meeting(confirmed: Any, units: list[str]) -> None:
    command = correct(units[0], meeting="k9")
    assert confirmed.code_of(command, "secretary") == "grades.not_the_committee"
    confirmed.meeting("committee", meeting="k9")
    assert confirmed.code_of(command, "secretary") == "grades.committee_quorum"


def test_recusal_binds_a_correction(confirmed: Any, units: list[str]) -> None:
    recused = RecuseMember(cycle="c", meeting="k2", subject=units[0], member="0", reason="亲属")
    confirmed.do(recused)
    assert confirmed.code_of(correct(units[0]), "secretary") == "grades.recusal_quorum"
    assert confirmed.do(correct(units[1]), "secretary")


def test_nothing_is_corrected_before_it_is_confirmed(
    ready: Any, units: list[str], committee: Callable[..., Any]
) -> None:
    committee(ready, meeting="k2")
    assert ready.code_of(correct(units[0]), "secretary") == "domain.wrong_state"


def test_unit_of_no_list_is_not_corrected(confirmed: Any) -> None:
    assert confirmed.code_of(correct("nowhere"), "secretary") == "grades.not_a_subject"


def test_rows_show_both_states(confirmed: Any, units: list[str]) -> None:
    confirmed.do(correct(units[0]), "secretary")
    board = confirmed.folded(Assessment)["c", units[0]]
    assert (board.grade, board.corrected_from) == ("一般", "好")
    sheet = confirmed.folded(GradeSheet)["c", units[0]]
    assert sheet.corrections == [f"{confirmed.today}：由“好”更正为“一般”，异议成立"]
    assert confirmed.folded(GradeList)["c", "units"].held == {"好": 6, "较好": 17, "一般": 1}


def test_clerk_corrects_nothing(confirmed: Any, units: list[str]) -> None:
    assert confirmed.code_of(correct(units[0]), "clerk") == "commands.forbidden"


def test_other_correction_makes_a_conflict(
    confirmed: Any, units: list[str], boundary: Any, selected: Any
) -> None:
    first, assigned = confirmed.copy().do(correct(units[0]), "secretary")
    other = boundary(replace(correct(units[1]), meeting="k3"))
    assert selected(other, first)
    assert selected(other, assigned)
