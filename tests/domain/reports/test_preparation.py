"""Opinions are listened to first, and the report is written on them; what it must speak of."""

from collections.abc import Callable
from typing import Any

import pytest

from taizhang.domain.evidence.events import OpinionsGathered
from taizhang.domain.reports.commands import AcceptReport, SubmitReport

Report = Callable[..., SubmitReport]
SIX = range(1, 7)


@pytest.fixture
def unheard(source_town: Callable[[str], Any]) -> Any:
    """Villages that are assessed, and have listened to nobody yet."""
    return source_town("santangjie").assessing("jingui", "shiqiao")


@pytest.mark.rule("S0-05")
def test_report_before_anybody_was_listened_to_is_refused(unheard: Any, report: Report) -> None:
    reason = unheard.refusal(report("jingui", SIX), "village:jingui")
    assert (reason.refusal.code, reason.refusal.rule) == ("reports.too_few_consultations", "S0-05")
    assert reason.values == {"held": 0, "least": 1}
    assert reason.clause == (
        "本单位的选择：文件写“广泛听取意见，在此基础上撰写述职报告”，未写次数；"
        "演示选择提交前至少听取一次"
    )


@pytest.mark.rule("S0-05")
def test_report_after_opinions_were_heard_is_taken(
    unheard: Any, report: Report, listened: Callable[..., OpinionsGathered]
) -> None:
    unheard.given(listened("jingui"))
    assert unheard.do(report("jingui", SIX), "village:jingui")
    assert unheard.code_of(report("shiqiao", SIX)) == "reports.too_few_consultations"


@pytest.mark.rule("S0-05")
@pytest.mark.parametrize("other", [{"cycle": "c2014"}, {"purpose": "assessment"}])
def test_opinions_of_another_cycle_or_for_the_assessment_do_not_count(
    unheard: Any,
    report: Report,
    listened: Callable[..., OpinionsGathered],
    other: dict[str, str],
) -> None:
    unheard.given(listened("jingui", **other))
    assert unheard.refusal(report("jingui", SIX)).values == {"held": 0, "least": 1}


@pytest.mark.rule("S0-05")
def test_number_is_the_tenants(
    unheard: Any, report: Report, listened: Callable[..., OpinionsGathered]
) -> None:
    unheard.amend("evidence.preparation", least=2, choices={})
    unheard.given(listened("jingui"))
    reason = unheard.refusal(report("jingui", SIX))
    assert reason.values == {"held": 1, "least": 2}
    assert reason.clause == "要认真梳理分析、广泛听取意见,在此基础上撰写述职报告"
    assert unheard.given(listened("jingui", consultation="o-2")).do(report("jingui", SIX))


@pytest.mark.rule("S0-05")
def test_document_that_states_no_number_asks_for_none(branches: Any, report: Report) -> None:
    assert branches.do(report("jiaogong-1"))


def test_opinions_meanwhile_make_a_conflict(
    unheard: Any, report: Report, listened: Any, boundary: Any, selected: Any
) -> None:
    assert selected(boundary(report("jingui")), listened("jingui"))
    assert not selected(boundary(report("jingui")), listened("shiqiao"))


@pytest.mark.rule("S0-22", "S0-23")
@pytest.mark.parametrize("phrase", ["“四位一体”工作机制", "“四议两公开”"])
def test_report_that_passes_over_the_second_head_is_refused(
    villages: Any, report: Report, phrase: str
) -> None:
    """What the four in one are is not said here; that the report speaks of them is."""
    villages.do(report("jingui", [1, 3, 4, 5, 6]), "village:jingui")
    reason = villages.refusal(AcceptReport(cycle="c", organisation="jingui"), "secretary")
    assert reason.refusal.code == "reports.head_missing"
    assert (reason.values["head"], reason.values["heads"]) == (2, 6)
    assert phrase in reason.values["title"]
    assert phrase in reason.sentence()
    assert reason.clause == "村(社区)支部书记抓基层党建工作述职评议考核的主要内容"


@pytest.mark.rule("S0-22", "S0-23")
def test_report_that_speaks_of_the_second_head_passes(villages: Any, report: Report) -> None:
    villages.do(report("jingui", SIX), "village:jingui")
    assert villages.do(AcceptReport(cycle="c", organisation="jingui"), "secretary")
