"""A unit without a grade (不定等次) is neither on the list nor in the quota's base."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.grades.confirming import ConfirmGrades
from taizhang.domain.grades.drafting import DraftGrades
from taizhang.domain.grades.undetermined import LeaveUndetermined, TakeUpAgain
from taizhang.domain.results.rows import Assessment

COMMAND = ConfirmGrades(cycle="c", meeting="k")
GROUND = "书记任职不满六个月"
Draft = Callable[..., DraftGrades]


def left(unit: str, ground: str = GROUND) -> LeaveUndetermined:
    return LeaveUndetermined(cycle="c", subject=unit, ground=ground, reason="九月到任")


@pytest.fixture
def one_less(ready: Any, units: list[str]) -> Any:
    """Twenty-three are graded: 30 % of 23 is 6.9."""
    ready.do(left(units[-1]))
    return ready


@pytest.fixture
def shorter(draft: Draft) -> Draft:
    """Makes a list without the last unit."""
    return lambda best: replace(draft(best), lines=draft(best).lines[:-1])


@pytest.mark.rule("S2-15")
def test_quota_is_taken_on_those_who_get_a_grade(one_less: Any, shorter: Draft) -> None:
    one_less.do(shorter(7))
    reason = one_less.refusal(COMMAND, "secretary")
    assert (reason.values["base"], reason.values["most"]) == (23, 6)
    one_less.do(shorter(6))
    confirmed = one_less.do(COMMAND, "secretary")[-1]
    assert confirmed.held == {"好": 6, "较好": 17}


def test_unit_without_a_grade_is_not_listed(one_less: Any, draft: Draft, name: Any) -> None:
    reason = one_less.refusal(draft(0))
    assert reason.refusal.code == "grades.undetermined"
    assert name(reason.values["subject"]) in reason.sentence()


def test_unit_that_drops_out_after_the_draft_blocks_the_list(
    ready: Any, draft: Draft, units: list[str]
) -> None:
    ready.do(draft(0))
    ready.do(left(units[0]))
    assert ready.code_of(COMMAND, "secretary") == "grades.undetermined"


def test_ground_must_be_one_of_the_tenants(ready: Any, units: list[str]) -> None:
    reason = ready.refusal(left(units[0], "书记请假"))
    assert (reason.refusal.code, reason.values["ground"]) == ("grades.foreign_ground", "书记请假")
    assert reason.clause.startswith("本单位的选择：文件未写不定等次的情形")


def test_unit_that_is_taken_up_again_is_graded(
    one_less: Any, draft: Draft, units: list[str]
) -> None:
    again = TakeUpAgain(cycle="c", subject=units[-1], reason="任职时间核实为八个月")
    one_less.do(again)
    one_less.do(draft(7))
    assert one_less.do(COMMAND, "secretary")
    assert one_less.folded(Assessment)["c", units[-1]].undetermined is None


def test_only_who_dropped_out_is_taken_up_again(ready: Any, units: list[str], name: Any) -> None:
    reason = ready.refusal(TakeUpAgain(cycle="c", subject=units[0], reason="理由"))
    assert (reason.refusal.code, reason.values["name"]) == ("domain.wrong_state", name(units[0]))


def test_ground_is_shown_on_the_board(one_less: Any, units: list[str]) -> None:
    row = one_less.folded(Assessment)["c", units[-1]]
    assert (row.undetermined, row.grade) == (GROUND, None)


def test_nobody_drops_out_twice(one_less: Any, units: list[str]) -> None:
    assert one_less.code_of(left(units[-1])) == "grades.undetermined"


def test_nobody_drops_out_of_a_confirmed_list(ready: Any, draft: Draft, units: list[str]) -> None:
    ready.do(draft(0))
    ready.do(COMMAND, "secretary")
    assert ready.code_of(left(units[0])) == "domain.wrong_state"
