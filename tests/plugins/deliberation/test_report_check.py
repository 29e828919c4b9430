"""A village's report while a resolution of it is undisclosed: as the tenant chose (S0-23)."""

from typing import Any

import pytest

from taizhang.core import OpinionsGathered
from taizhang.domain.cycles.opening import OpenCycle
from taizhang.domain.reports.commands import SubmitReport
from taizhang.domain.reports.events import Section

pytestmark = [pytest.mark.rule("S0-23"), pytest.mark.rule("S2-10")]
CODE = "deliberation.undisclosed"
SECTIONS = [Section(head=1, kind="achievement", text="党建工作有台账。")]


@pytest.fixture
def reporting(opened: Any) -> Any:
    """The village is to debrief, has listened to people, and has a matter that is resolved."""
    opened.town.do(OpenCycle(cycle="c", year=2015, title="述职", subjects=["jingui", "shiqiao"]))
    for unit in ("jingui", "shiqiao"):
        opened.town.given(
            OpinionsGathered(
                consultation=f"h-{unit}",
                cycle="c",
                organisation=unit,
                purpose="report",
                way="座谈会",
                heard={"党员": 5},
                opinions="路灯不足",
                inputs=[],
                attachment=None,
            )
        )
    opened.through("村民决议")
    return opened


def submission(unit: str = "jingui") -> SubmitReport:
    return SubmitReport(cycle="c", organisation=unit, sections=SECTIONS)


def choose(story: Any, choice: str) -> None:
    story.adopt(lambda section: section["reporting"].update(undisclosed=choice))


def told(story: Any, unit: str = "jingui") -> list[Any]:
    """The warnings of the scheme on a report that is accepted."""
    warnings = story.town.warnings(submission(unit))
    return [reason for reason in warnings if reason.refusal.code == CODE]


def test_a_report_is_warned_of_what_is_resolved_and_undisclosed(reporting: Any) -> None:
    [warning] = told(reporting)
    assert (warning.values["name"], warning.values["matters"]) == ("金桂村", "硬化村道")
    assert warning.clause == "本单位的选择：文件未写述职与决议公开的关系，演示选择只提醒"


def test_it_is_refused_where_the_tenant_chose_so(reporting: Any) -> None:
    choose(reporting, "refuse")
    reason = reporting.refused(submission())
    assert (reason.refusal.code, reason.refusal.status) == (CODE, 409)
    assert reason.values["matters"] == "硬化村道"


def test_it_is_off_where_the_tenant_chose_so(reporting: Any) -> None:
    choose(reporting, "off")
    assert told(reporting) == []


def test_disclosed_it_stands_in_no_ones_way(reporting: Any) -> None:
    reporting.town.do(reporting.disclosure())
    assert told(reporting) == []


def test_what_is_not_resolved_owes_no_disclosure(reporting: Any) -> None:
    reporting.town.do(reporting.disclosure())
    reporting.open(matter="m-2")
    assert told(reporting) == []


def test_another_villages_report_is_left_alone(reporting: Any) -> None:
    choose(reporting, "refuse")
    assert told(reporting, "shiqiao") == []
