"""A report that misses a content head cannot pass."""

from collections.abc import Callable
from typing import Any

import pytest

from taizhang.domain.reports.commands import AcceptReport
from taizhang.domain.reports.contents import Answer
from taizhang.domain.reports.events import ReportAccepted, ReportSubmitted

COMMAND = AcceptReport(cycle="c", organisation="jingui")


@pytest.mark.rule("S0-04")
@pytest.mark.rule("S0-06")
def test_complete_report_passes(villages: Any, report: Callable[..., Any]) -> None:
    villages.do(report("jingui", range(1, 7)), "village:jingui")
    accepted = ReportAccepted(cycle="c", organisation="jingui", version=1)
    assert villages.do(COMMAND, "secretary") == [accepted]


@pytest.mark.rule("S0-04")
def test_every_missing_head_is_named_with_the_clause(
    villages: Any, report: Callable[..., Any]
) -> None:
    villages.do(report("jingui", [1, 3, 4, 6]), "village:jingui")
    reasons = villages.reasons(COMMAND, "secretary")
    assert [reason.values["head"] for reason in reasons] == [2, 5]
    assert {reason.refusal.code for reason in reasons} == {"reports.head_missing"}
    assert {reason.clause for reason in reasons} == {
        "村(社区)支部书记抓基层党建工作述职评议考核的主要内容"
    }


@pytest.mark.rule("S1-03")
def test_university_lets_pass_what_covers_its_five(
    branches: Any, report: Callable[..., Any]
) -> None:
    branches.do(report("jiaogong-1", range(1, 6)), "branch:jiaogong-1")
    answers = [Answer(check=check, passed=True) for check in range(1, 5)]
    command = AcceptReport(cycle="c", organisation="jiaogong-1", answers=answers)
    assert branches.do(command, "secretary")


@pytest.mark.rule("S0-06")
def test_only_the_committees_secretary_reviews(villages: Any, report: Callable[..., Any]) -> None:
    villages.do(report("jingui", range(1, 7)), "village:jingui")
    assert villages.code_of(COMMAND, "village:jingui") == "commands.forbidden"


def test_report_passes_once(villages: Any, report: Callable[..., Any]) -> None:
    villages.do(report("jingui", range(1, 7)), "village:jingui")
    villages.do(COMMAND, "secretary")
    assert villages.refusal(COMMAND, "secretary").values["state"] == "已审阅"


def test_report_that_was_not_submitted_is_refused(villages: Any) -> None:
    assert villages.refusal(COMMAND, "secretary").values["state"] == "未提交"


def test_version_handed_in_meanwhile_makes_a_conflict(boundary: Any, selected: Any) -> None:
    submitted = ReportSubmitted(
        cycle="c",
        organisation="jingui",
        version=2,
        sections=[],
        characters=0,
        achievement_characters=0,
    )
    assert selected(boundary(COMMAND), submitted)
