"""The results of a cycle are not concluded before its reports were on notice (S1-13)."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.grades.confirmation_events import GradeAssigned
from taizhang.domain.publicity.events import PublicityWithdrawn
from taizhang.domain.results.concluding import ConcludeResults

COMMAND = ConcludeResults(cycle="c")
CLAUSE = "述职评议会后,述职报告在一定范围内公示,接受党员群众监督"


@pytest.fixture
def graded(branches: Any) -> Any:
    """Both branches have their grades; nothing else is asked of the department's results."""
    for unit in ("jiaogong-1", "jiaogong-2"):
        branches.given(GradeAssigned(cycle="c", subject=unit, grade="好", rationale="综合"))
    return branches


@pytest.mark.rule("S1-13")
def test_results_wait_for_the_mandatory_notice(graded: Any) -> None:
    [reason] = graded.reasons(COMMAND)
    assert (reason.refusal.code, reason.refusal.rule) == ("publicity.missing", "S1-13")
    assert reason.values["names"] == "教工第一党支部、教工第二党支部"
    assert reason.clause == CLAUSE


@pytest.mark.rule("S1-13")
def test_results_are_concluded_once_every_notice_is_over(graded: Any, notice: Any) -> None:
    graded.do(notice)
    graded.do(replace(notice, publication="n-2", organisation="jiaogong-2"))
    assert {r.refusal.code for r in graded.reasons(COMMAND)} == {"publicity.running"}
    graded.begin(date(2022, 12, 9))
    assert graded.do(COMMAND)


@pytest.mark.rule("S0-14")
def test_town_that_may_disclose_reports_concludes_without(village: Any, rearranged: Any) -> None:
    village.amend("results.feedback", required=False, acknowledged=False)
    village.amend("results.publication", required=False)
    village.given(GradeAssigned(cycle="c", subject="jingui", grade="好", rationale=None))
    assert village.decide(COMMAND, "clerk").new_decisions
    [reason] = rearranged(village, required=True).reasons(COMMAND)
    assert reason.values["act"] == "公开"


def test_withdrawal_while_it_is_concluded_makes_the_decision_be_taken_again(
    boundary: Any, selected: Any
) -> None:
    withdrawn = PublicityWithdrawn(publication="n", cycle="c", organisation=None, reason="有误")
    assert selected(boundary(COMMAND), withdrawn)
    assert not selected(boundary(COMMAND), replace(withdrawn, cycle="another"))
