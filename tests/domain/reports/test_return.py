"""A submitted report is returned with the reason and what it misses."""

from collections.abc import Callable
from typing import Any

import pytest

from taizhang.domain.reports.commands import AcceptReport, ReturnReport
from taizhang.domain.reports.events import ReportReturned

COMMAND = ReturnReport(cycle="c", organisation="jingui", reason="第五项没有写")


@pytest.mark.rule("S0-06")
def test_report_is_returned_with_its_gaps(villages: Any, report: Callable[..., Any]) -> None:
    villages.do(report("jingui", [1, 2, 3, 4, 6]))
    assert villages.do(COMMAND, "secretary") == [
        ReportReturned(
            cycle="c",
            organisation="jingui",
            version=1,
            reason="第五项没有写",
            missing_heads=[5],
        )
    ]


@pytest.mark.rule("S0-06")
def test_only_the_committees_secretary_reviews(villages: Any, report: Callable[..., Any]) -> None:
    villages.do(report("jingui"))
    reason = villages.refusal(COMMAND, "clerk")
    assert reason.refusal.code == "commands.forbidden"
    assert reason.values["needed"] == "committee_secretary"


def test_report_that_was_not_submitted_is_refused(villages: Any) -> None:
    reason = villages.refusal(COMMAND, "secretary")
    assert reason.refusal.code == "domain.wrong_state"
    assert (reason.values["state"], reason.values["needed"]) == ("未提交", "已提交")


def test_report_is_returned_once(villages: Any, report: Callable[..., Any]) -> None:
    villages.do(report("jingui"))
    villages.do(COMMAND, "secretary")
    assert villages.refusal(COMMAND, "secretary").values["state"] == "已退回"


def test_accepted_report_is_not_returned(villages: Any, report: Callable[..., Any]) -> None:
    villages.do(report("jingui", range(1, 7)), "village:jingui")
    villages.do(AcceptReport(cycle="c", organisation="jingui"), "secretary")
    assert villages.refusal(COMMAND, "secretary").values["state"] == "已审阅"


def test_report_of_another_unit_is_not_touched(villages: Any, report: Callable[..., Any]) -> None:
    villages.do(report("shiqiao"))
    assert villages.code_of(COMMAND, "secretary") == "domain.wrong_state"


def test_unit_outside_the_cycle_is_refused(villages: Any) -> None:
    command = ReturnReport(cycle="c", organisation="liuxi", reason="无")
    assert villages.code_of(command, "secretary") == "domain.not_assessed"
