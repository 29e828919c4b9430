"""Confirmed grades are published once, within a scope that the tenant uses."""

from datetime import timedelta
from typing import Any

import pytest

from taizhang.domain.grades.confirmation_events import GradeAssigned
from taizhang.domain.grades.events import GradesDrafted
from taizhang.domain.results.events import (
    AppraisalFedBack,
    AssessmentPublished,
    FeedbackAcknowledged,
)
from taizhang.domain.results.publishing import PublishAssessment
from taizhang.domain.results.rows import Assessment

SCOPE = "全镇党员和群众"
COMMAND = PublishAssessment(cycle="c", scope=SCOPE)


def grade(unit: str, word: str, cycle: str = "c") -> GradeAssigned:
    return GradeAssigned(cycle=cycle, subject=unit, grade=word, rationale=None)


def told(unit: str) -> list[Any]:
    """A unit was told its appraisal, and took note."""
    fed_back = AppraisalFedBack(cycle="c", subject=unit, box="b", counts=[], opinion=None)
    return [fed_back, FeedbackAcknowledged(cycle="c", subject=unit)]


@pytest.fixture
def graded(santangjie: Any) -> Any:
    santangjie.assessing("jingui", "shiqiao")
    return santangjie.given(
        grade("jingui", "好"), grade("shiqiao", "差"), *told("jingui"), *told("shiqiao")
    )


@pytest.mark.rule("S0-16")
def test_all_grades_are_published_within_the_scope(graded: Any) -> None:
    grades = {"jingui": "好", "shiqiao": "差"}
    until = graded.today + timedelta(days=5)
    assert graded.do(COMMAND) == [
        AssessmentPublished(cycle="c", scope=SCOPE, grades=grades, objections_until=until)
    ]


@pytest.mark.rule("S0-16")
def test_foreign_scope_is_refused_with_what_it_rests_on(graded: Any) -> None:
    reason = graded.refusal(PublishAssessment(cycle="c", scope="全省"))
    assert (reason.refusal.code, reason.refusal.rule) == ("results.foreign_scope", "S0-16")
    assert reason.values == {"scope": "全省", "allowed": "全镇各村(社区)党组织、全镇党员和群众"}
    assert reason.clause.startswith("本单位的选择：文件只写“一定范围内”")


@pytest.mark.rule("S0-16")
def test_nothing_is_published_before_the_grades_are_confirmed(santangjie: Any) -> None:
    santangjie.assessing("jingui").given(
        GradesDrafted(cycle="c", lines=[]), grade("jingui", "好", cycle="c2014")
    )
    reason = santangjie.refusal(COMMAND)
    values = {"cycle": "c", "list": "等次名单", "of": "units"}
    assert (reason.refusal.code, reason.values) == ("results.not_graded", values)
    assert reason.clause == "考核结果要在一定范围内公布"


def test_grades_are_published_once(graded: Any) -> None:
    graded.do(COMMAND)
    reason = graded.refusal(COMMAND)
    assert (reason.refusal.code, reason.values["state"]) == ("domain.wrong_state", "已公布")


def test_village_publishes_nothing(graded: Any) -> None:
    assert graded.code_of(COMMAND, "village:jingui") == "commands.forbidden"


@pytest.mark.rule("S0-16")
def test_corrected_grade_is_published_again(graded: Any) -> None:
    graded.do(COMMAND)
    graded.given(grade("shiqiao", "一般"))
    [again] = graded.do(COMMAND)
    assert again.grades == {"jingui": "好", "shiqiao": "一般"}


@pytest.mark.rule("S0-13")
def test_unit_that_was_not_told_holds_the_publication_up(graded: Any) -> None:
    graded.given(grade("liuxi", "好"))
    [reason] = graded.reasons(COMMAND)
    assert (reason.refusal.code, reason.refusal.rule) == ("results.feedback_missing", "S0-13")
    assert reason.values == {"count": 1, "subjects": "liuxi", "names": "柳溪村"}
    assert reason.clause == "评议结果要向村党组织反馈"
    graded.amend("results.feedback", required=False)
    assert graded.do(COMMAND)


@pytest.mark.rule("S0-13")
def test_unit_that_took_no_note_holds_the_publication_up(graded: Any) -> None:
    fed_back, noted = told("liuxi")
    graded.given(grade("liuxi", "好"), fed_back)
    [reason] = graded.reasons(COMMAND)
    assert (reason.refusal.code, reason.values["names"]) == (
        "results.acknowledgement_missing",
        "柳溪村",
    )
    assert reason.clause.startswith("本单位的选择：文件未写签收")
    graded.given(noted)
    assert graded.do(COMMAND)


@pytest.mark.rule("S0-16")
def test_tenant_without_a_period_publishes_without_one(graded: Any) -> None:
    graded.amend("results.objections", days=None)
    assert graded.do(COMMAND)[0].objections_until is None


@pytest.mark.rule("S0-13")
@pytest.mark.rule("S0-16")
def test_publication_feeds_nothing_back(graded: Any) -> None:
    graded.do(COMMAND)
    row = graded.folded(Assessment)["c", "shiqiao"]
    assert (row.grade, row.scope, row.published_on) == ("差", SCOPE, graded.today)
    assert row.appraisal == {}


def test_units_outside_the_grades_are_not_touched(graded: Any) -> None:
    graded.assessing("liuxi", cycle="c").do(COMMAND)
    assert graded.folded(Assessment)["c", "liuxi"].published_on is None
