"""A soft quota gives way to a recorded exception, a hard one to nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.grades.confirming import ConfirmGrades
from taizhang.domain.grades.drafting import DraftGrades
from taizhang.domain.grades.events import QuotaExcepted
from taizhang.domain.grades.excepting import ExceptFromQuota
from taizhang.domain.grades.list_rows import GradeList

COMMAND = ConfirmGrades(cycle="c", meeting="k")
EXCEPT = ExceptFromQuota(cycle="c", grade="好", most=8, reason="两村合力创建示范村")
Draft = Callable[..., DraftGrades]


@pytest.fixture
def soft(ready: Any, requote: Callable[..., Any]) -> Any:
    return requote(ready, hardness="soft")


@pytest.mark.rule("S2-15")
def test_soft_quota_without_an_exception_is_refused_with_the_figures(
    soft: Any, draft: Draft
) -> None:
    soft.do(draft(8))
    [reason] = soft.reasons(COMMAND, "secretary")
    assert reason.refusal.code == "grades.exception_missing"
    shown = {key: reason.values[key] for key in ("held", "most", "excepted")}
    assert shown == {"held": 8, "most": 7, "excepted": 0}
    assert reason.clause == "好等次不能超过30%"


@pytest.mark.rule("S2-15")
def test_recorded_exception_lets_so_many_pass_and_no_more(soft: Any, draft: Draft) -> None:
    [recorded] = soft.do(EXCEPT, "secretary")
    assert recorded == QuotaExcepted(
        cycle="c", grade="好", group=None, most=8, reason="两村合力创建示范村"
    )
    soft.do(draft(9))
    assert soft.refusal(COMMAND, "secretary").values["excepted"] == 8
    soft.do(draft(8))
    assert soft.do(COMMAND, "secretary")[-1].held["好"] == 8


def test_draft_is_warned_of_an_excepted_quota_all_the_same(soft: Any, draft: Draft) -> None:
    soft.do(EXCEPT, "secretary")
    assert [r.refusal.code for r in soft.warnings(draft(8))] == ["grades.over_quota"]


@pytest.mark.rule("S2-15")
def test_hard_quota_takes_no_exception(ready: Any) -> None:
    reason = ready.refusal(EXCEPT, "secretary")
    assert (reason.refusal.code, reason.values) == (
        "grades.quota_is_hard",
        {"grade": "好", "limit": "30%"},
    )
    assert reason.clause == "好等次不能超过30%"


@pytest.mark.rule("S2-15")
def test_quota_that_was_hardened_since_forgets_its_exception(
    soft: Any, draft: Draft, requote: Callable[..., Any]
) -> None:
    soft.do(EXCEPT, "secretary")
    soft.do(draft(8))
    requote(soft, hardness="hard")
    assert soft.code_of(COMMAND, "secretary") == "grades.over_quota"


@pytest.mark.parametrize("asked", [replace(EXCEPT, grade="差"), replace(EXCEPT, group="村")])
def test_exception_from_what_is_not_limited_is_refused(soft: Any, asked: ExceptFromQuota) -> None:
    assert soft.code_of(asked, "secretary") == "domain.unknown"


def test_exception_of_one_class_is_good_for_that_class(
    soft: Any, requote: Callable[..., Any], boundary: Any
) -> None:
    requote(soft, spread="by_class")
    asked = ExceptFromQuota(cycle="c", grade="好", most=8, reason="理由", group="村")
    soft.do(asked, "secretary")
    assert soft.standing(COMMAND).sheet.exceptions == {("好", "村"): 8}
    assert soft.code_of(EXCEPT, "secretary") == "domain.unknown"


def test_clerk_excepts_nothing(soft: Any) -> None:
    assert soft.code_of(EXCEPT, "clerk") == "commands.forbidden"


def test_exception_is_shown_on_the_list_with_its_reason(soft: Any, draft: Draft) -> None:
    soft.do(EXCEPT, "secretary")
    soft.do(draft(8))
    told = soft.folded(GradeList)["c", "units"].exceptions
    assert told == ["“好”准许 8 个：两村合力创建示范村"]
