"""A report may be taken back before it is reviewed, where the tenant allows it."""

from collections.abc import Callable
from typing import Any

import pytest

from taizhang.domain.reports.commands import AcceptReport, ReturnReport, WithdrawReport
from taizhang.domain.reports.events import ReportWithdrawn
from taizhang.domain.reports.rows import Report

UNIT = "jingui"
ACTOR = "village:jingui"
COMMAND = WithdrawReport(cycle="c", organisation=UNIT, reason="数字有误")


@pytest.fixture
def submitted(villages: Any, report: Callable[..., Any]) -> Any:
    """金桂村 has handed in a complete report."""
    villages.do(report(UNIT, range(1, 7)), ACTOR)
    return villages


@pytest.mark.parametrize("actor", [ACTOR, "clerk"])
def test_submitted_report_is_withdrawn_with_the_reason(submitted: Any, actor: str) -> None:
    withdrawn = ReportWithdrawn(cycle="c", organisation=UNIT, version=1, reason="数字有误")
    assert submitted.do(COMMAND, actor) == [withdrawn]
    assert submitted.folded(Report)["c", UNIT].state == "withdrawn"


def test_withdrawn_report_is_handed_in_as_the_next_version(
    submitted: Any, report: Callable[..., Any]
) -> None:
    submitted.do(COMMAND, ACTOR)
    assert submitted.do(report(UNIT), ACTOR)[0].version == 2


def test_withdrawn_report_is_not_reviewed(submitted: Any) -> None:
    submitted.do(COMMAND, ACTOR)
    command = AcceptReport(cycle="c", organisation=UNIT)
    assert submitted.refusal(command, "secretary").values["state"] == "已撤回"


@pytest.mark.parametrize(
    ("review", "state"),
    [
        (AcceptReport(cycle="c", organisation=UNIT), "已审阅"),
        (ReturnReport(cycle="c", organisation=UNIT, reason="重写"), "已退回"),
    ],
)
def test_reviewed_report_is_not_withdrawn(submitted: Any, review: Any, state: str) -> None:
    submitted.do(review, "secretary")
    reason = submitted.refusal(COMMAND, ACTOR)
    assert reason.refusal.code == "domain.wrong_state"
    assert (reason.values["state"], reason.values["needed"]) == (state, "已提交")


def test_tenant_that_does_not_allow_it_refuses_with_its_choice(submitted: Any) -> None:
    submitted.amend("reports.withdrawal", allowed=False)
    reason = submitted.refusal(COMMAND, ACTOR)
    assert reason.refusal.code == "reports.no_withdrawal"
    assert reason.clause == "本单位的选择：文件未写能否撤回，演示选择审阅前可以撤回"


def test_another_units_secretary_withdraws_nothing(submitted: Any) -> None:
    assert submitted.code_of(COMMAND, "village:shiqiao") == "commands.not_your_unit"
