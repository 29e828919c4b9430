"""What the rules make mandatory is done before the results of a cycle are concluded."""

from datetime import timedelta
from typing import Any

import pytest

from taizhang.domain.grades.confirmation_events import GradeAssigned, GradeCorrected
from taizhang.domain.results.concluding import ConcludeResults
from taizhang.domain.results.events import ObjectionAnswered, ObjectionReceived, ResultsConcluded
from taizhang.domain.results.publishing import PublishAssessment

COMMAND = ConcludeResults(cycle="c")
OBJECTED = ObjectionReceived(objection="o-1", cycle="c", subject="shiqiao", text="异议")


def answered(upheld: bool) -> ObjectionAnswered:
    return ObjectionAnswered(
        objection="o-1", cycle="c", subject="shiqiao", upheld=upheld, answer="答复"
    )


def codes(town: Any) -> list[str]:
    return [reason.refusal.code for reason in town.reasons(COMMAND)]


@pytest.fixture
def over(published: Any) -> Any:
    """The period for objections has passed."""
    published.now += timedelta(days=6)
    return published


@pytest.mark.rule("S0-13")
@pytest.mark.rule("S0-16")
def test_results_that_were_told_and_published_are_concluded_once(over: Any) -> None:
    assert over.do(COMMAND) == [ResultsConcluded(cycle="c")]
    assert over.code_of(COMMAND) == "domain.wrong_state"


@pytest.mark.rule("S0-16")
def test_mandatory_publication_is_missed_with_the_clause(settled: Any) -> None:
    [reason] = settled.reasons(COMMAND)
    assert (reason.refusal.code, reason.refusal.rule) == ("results.publication_missing", "S0-16")
    assert reason.clause == "考核结果要在一定范围内公布"


@pytest.mark.rule("S0-16")
def test_tenant_that_need_not_publish_concludes_without(settled: Any) -> None:
    settled.amend("results.publication", required=False)
    assert settled.do(COMMAND)


@pytest.mark.rule("S0-13")
def test_mandatory_feedback_is_missed_with_the_clause(settled: Any) -> None:
    settled.given(GradeAssigned(cycle="c", subject="liuxi", grade="好", rationale=None))
    reason = settled.refusal(COMMAND)
    assert (reason.refusal.code, reason.values["names"]) == ("results.feedback_missing", "柳溪村")
    assert reason.clause == "评议结果要向村党组织反馈"


@pytest.mark.rule("S0-16")
def test_period_must_be_over(published: Any) -> None:
    published.now += timedelta(days=5)
    assert codes(published) == ["results.objection_period_runs"]


@pytest.mark.rule("S0-16")
def test_objection_must_be_answered(over: Any) -> None:
    over.given(OBJECTED)
    assert codes(over) == ["results.objections_unanswered"]
    over.given(answered(upheld=False))
    assert over.do(COMMAND)


@pytest.mark.rule("S0-16")
def test_upheld_objection_must_lead_to_a_correction_that_is_published(over: Any) -> None:
    over.given(OBJECTED, answered(upheld=True))
    assert codes(over) == ["results.correction_missing"]
    corrected = GradeCorrected(
        cycle="c",
        subject="shiqiao",
        was="差",
        grade="一般",
        reason="异议成立",
        meeting="k2",
        corrects="k",
    )
    graded = GradeAssigned(cycle="c", subject="shiqiao", grade="一般", rationale=None)
    over.given(corrected, graded)
    assert codes(over) == ["results.publication_missing"]
    over.do(PublishAssessment(cycle="c", scope="全镇党员和群众"))
    over.now += timedelta(days=6)
    assert over.do(COMMAND)


def test_nothing_is_concluded_before_the_grades_are_confirmed(santangjie: Any) -> None:
    assert santangjie.assessing("jingui").code_of(COMMAND) == "results.not_graded"


@pytest.mark.parametrize("actor", ["village:jingui", "supervisor"])
def test_others_conclude_nothing(over: Any, actor: str) -> None:
    assert over.code_of(COMMAND, actor) == "commands.forbidden"
