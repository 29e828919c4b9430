"""Confirmed grades are published once, within a scope that the tenant uses."""

from typing import Any

import pytest

from taizhang.domain.grades.events import GradeAssigned, GradesDrafted
from taizhang.domain.results.commands import PublishAssessment
from taizhang.domain.results.events import AssessmentPublished
from taizhang.domain.results.rows import Assessment

SCOPE = "全镇党员和群众"
COMMAND = PublishAssessment(cycle="c", scope=SCOPE)


def grade(unit: str, word: str, cycle: str = "c") -> GradeAssigned:
    return GradeAssigned(cycle=cycle, organisation=unit, grade=word, rationale=None)


@pytest.fixture
def graded(santangjie: Any) -> Any:
    santangjie.assessing("jingui", "shiqiao")
    return santangjie.given(grade("jingui", "好"), grade("shiqiao", "差"))


@pytest.mark.rule("S0-16")
def test_all_grades_are_published_within_the_scope(graded: Any) -> None:
    grades = {"jingui": "好", "shiqiao": "差"}
    assert graded.do(COMMAND) == [AssessmentPublished(cycle="c", scope=SCOPE, grades=grades)]


@pytest.mark.rule("S0-16")
def test_foreign_scope_is_refused_with_what_it_rests_on(graded: Any) -> None:
    reason = graded.refusal(PublishAssessment(cycle="c", scope="全省"))
    assert (reason.refusal.code, reason.refusal.rule) == ("results.foreign_scope", "S0-16")
    assert reason.values == {"scope": "全省", "allowed": "全镇各村(社区)党组织、全镇党员和群众"}
    assert reason.clause.startswith("本单位的选择:文件只写“一定范围内”")


@pytest.mark.rule("S0-16")
def test_nothing_is_published_before_the_grades_are_confirmed(santangjie: Any) -> None:
    santangjie.assessing("jingui").given(
        GradesDrafted(cycle="c", lines=[]), grade("jingui", "好", cycle="c2014")
    )
    reason = santangjie.refusal(COMMAND)
    assert (reason.refusal.code, reason.values) == ("results.not_graded", {"cycle": "c"})


def test_grades_are_published_once(graded: Any) -> None:
    graded.do(COMMAND)
    reason = graded.refusal(COMMAND)
    assert (reason.refusal.code, reason.values["state"]) == ("domain.wrong_state", "已公布")


def test_village_publishes_nothing(graded: Any) -> None:
    assert graded.code_of(COMMAND, "village:jingui") == "commands.forbidden"


@pytest.mark.rule("S0-13")
@pytest.mark.rule("S0-16")
def test_publication_feeds_nothing_back(graded: Any) -> None:
    graded.do(COMMAND)
    row = graded.folded(Assessment)["c", "shiqiao"]
    assert (row.grade, row.scope, row.published_on) == ("差", SCOPE, graded.today)
    assert (row.appraisal, row.fed_back_on) == (None, None)


def test_units_outside_the_grades_are_not_touched(graded: Any) -> None:
    graded.assessing("liuxi", cycle="c").do(COMMAND)
    assert graded.folded(Assessment)["c", "liuxi"].published_on is None
