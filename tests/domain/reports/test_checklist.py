"""The reviewer answers the tenant's list item by item; the university's are four (S1-09)."""

from collections.abc import Callable
from typing import Any

import pytest

from taizhang.domain.reports.commands import AcceptReport, ReturnReport
from taizhang.domain.reports.contents import Answer
from taizhang.domain.reports.events import ReportAccepted, ReportChecked
from taizhang.domain.reports.rows import Report
from taizhang.domain.reports.versions import ReportEdition

pytestmark = pytest.mark.rule("S1-09")

BRANCH = "jiaogong-1"
CLAUSE = "注意防止只讲面上工作、不讲个人履职情况"


@pytest.fixture
def submitted(branches: Any, report: Callable[..., Any]) -> Any:
    """A branch has handed in all five heads."""
    branches.do(report(BRANCH, range(1, 6)), f"branch:{BRANCH}")
    return branches


def review(*answers: Answer) -> AcceptReport:
    return AcceptReport(cycle="c", organisation=BRANCH, answers=list(answers))


def test_all_four_passed_are_recorded_before_the_report_passes(
    submitted: Any, passed: list[Answer]
) -> None:
    checked = ReportChecked(cycle="c", organisation=BRANCH, version=1, answers=passed)
    accepted = ReportAccepted(cycle="c", organisation=BRANCH, version=1)
    assert submitted.do(review(*passed), "secretary") == [checked, accepted]


def test_each_item_that_is_not_answered_is_named_with_the_clause(
    submitted: Any, passed: list[Answer]
) -> None:
    reasons = submitted.reasons(review(passed[0], passed[3]), "secretary")
    assert [(r.refusal.code, r.values["check"]) for r in reasons] == [
        ("reports.check_unanswered", 2),
        ("reports.check_unanswered", 3),
    ]
    assert reasons[0].values["item"] == "防止只讲面下的问题、不讲自身的问题"
    assert reasons[0].values["checks"] == 4
    assert all(reason.clause.startswith(CLAUSE) for reason in reasons)


def test_item_that_did_not_pass_is_refused_with_the_note(
    submitted: Any, passed: list[Answer]
) -> None:
    failed = Answer(check=4, passed=False, note="只列了业务")
    [reason] = submitted.reasons(review(*passed[:3], failed), "secretary")
    assert (reason.refusal.code, reason.refusal.rule) == ("reports.check_failed", "S1-09")
    assert reason.values == {
        "check": 4,
        "checks": 4,
        "item": "防止简单罗列工作,以业务代替党组织书记主责落实",
        "note": "（只列了业务）",
    }
    assert reason.clause.startswith(CLAUSE)


def test_answer_to_an_item_that_there_is_not_is_refused(
    submitted: Any, passed: list[Answer]
) -> None:
    reason = submitted.refusal(review(*passed, Answer(check=5, passed=True)), "secretary")
    assert reason.refusal.code == "reports.unknown_check"
    assert reason.values == {"check": 5, "checks": 4}
    assert reason.clause.startswith(CLAUSE)


def test_two_answers_to_one_item_are_refused(submitted: Any, passed: list[Answer]) -> None:
    reason = submitted.refusal(review(*passed, Answer(check=2, passed=True)), "secretary")
    assert reason.refusal.code == "reports.check_answered_twice"
    assert reason.values == {"check": 2, "times": 2}


def test_what_was_found_goes_back_with_a_returned_report(submitted: Any) -> None:
    failed = [Answer(check=2, passed=False, note="没有讲自身的问题")]
    command = ReturnReport(cycle="c", organisation=BRANCH, reason="重写", answers=failed)
    submitted.do(command, "secretary")
    assert submitted.folded(Report)["c", BRANCH].answers == failed
    version = submitted.folded(ReportEdition)["c", BRANCH, 1]
    assert (version.state, version.answers) == ("returned", failed)


def test_return_needs_no_answers(submitted: Any) -> None:
    command = ReturnReport(cycle="c", organisation=BRANCH, reason="重写")
    [only] = submitted.do(command, "secretary")
    assert only.event_name == "reports.returned"


def test_tenant_without_a_list_asks_nothing(villages: Any, report: Callable[..., Any]) -> None:
    villages.do(report("jingui", range(1, 7)), "village:jingui")
    assert villages.do(AcceptReport(cycle="c", organisation="jingui"), "secretary")
