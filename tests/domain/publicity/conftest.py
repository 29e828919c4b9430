"""Reports that were accepted: a branch of the university department, and a village of the town."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.meetings.events import DebriefHeld, MeetingConcluded
from taizhang.domain.publicity.reports import PublishReport
from taizhang.domain.reports.contents import Commitment
from taizhang.domain.reports.events import ReportAccepted, ReportSubmitted, Section

BRANCHES = ("jiaogong-1", "jiaogong-2")


def submitted_report(unit: str, version: int = 1, text: str = "抓了组织生活") -> ReportSubmitted:
    return ReportSubmitted(
        cycle="c",
        organisation=unit,
        version=version,
        sections=[
            Section(head=2, kind="measure", text="补上台账", problem=1),
            Section(head=1, kind="achievement", text=text),
        ],
        characters=10,
        achievement_characters=6,
        commitments=[Commitment(number=1, text="每月一次主题党日")],
        entered_by="clerk",
    )


@pytest.fixture
def submitted() -> Callable[..., ReportSubmitted]:
    """Makes a version of a report, typed by a clerk."""
    return submitted_report


@pytest.fixture
def accepted() -> Callable[..., tuple[Any, Any]]:
    """Makes a version of a report, and its acceptance."""

    def made(unit: str, version: int = 1, text: str = "抓了组织生活") -> tuple[Any, Any]:
        taken = ReportAccepted(cycle="c", organisation=unit, version=version)
        return submitted_report(unit, version, text), taken

    return made


@pytest.fixture
def heard() -> Callable[..., DebriefHeld]:
    """Makes a debrief."""
    return lambda unit, meeting="m": DebriefHeld(meeting=meeting, cycle="c", organisation=unit)


@pytest.fixture
def over() -> MeetingConcluded:
    """The review meeting is over."""
    return MeetingConcluded(meeting="m", cycle="c", present=30)


@pytest.fixture
def branches(university: Any, accepted: Any, heard: Any, over: Any) -> Any:
    """Two branches whose reports were accepted, and heard in a meeting that is over."""
    town = university.assessing(*BRANCHES).meeting()
    for unit in BRANCHES:
        town.given(*accepted(unit), heard(unit))
    return town.given(over)


@pytest.fixture
def village(santangjie: Any, accepted: Any) -> Any:
    """A village whose report was accepted; no meeting was held."""
    return santangjie.assessing("jingui").given(*accepted("jingui"))


@pytest.fixture
def notice() -> PublishReport:
    """Puts the first branch's report on notice."""
    return PublishReport(
        publication="n-1", act="notice", cycle="c", scope="全系党员", organisation="jiaogong-1"
    )


@pytest.fixture
def disclosure() -> PublishReport:
    """Discloses the village's report."""
    return PublishReport(
        publication="d-1",
        act="disclosure",
        cycle="c",
        scope="全镇各村(社区)党组织",
        organisation="jingui",
    )


@pytest.fixture
def noticed(branches: Any, notice: PublishReport) -> Any:
    """The first branch's report is on notice since 1 December 2022, a Thursday, for five days."""
    branches.do(notice)
    return branches


@pytest.fixture
def rearranged() -> Callable[..., Any]:
    """Adopts the rules anew, with other parameters of the one arrangement, or more of them."""

    def adopted(town: Any, *more: dict[str, Any], **parameters: Any) -> Any:
        last = town.authority.adoptions[-1].event
        section = last.sections["publicity"]
        changed = [each | parameters for each in section["arrangements"]]
        publicity = section | {"arrangements": [*changed, *more]}
        return town.given(replace(last, sections=last.sections | {"publicity": publicity}))

    return adopted
