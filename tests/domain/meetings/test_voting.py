"""Whoever debriefs is voted on, where the tenant's document says so (S0-11, S1-12)."""

from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.ballots.events import BoxClosed
from taizhang.domain.meetings.concluding import ConcludeMeeting
from taizhang.domain.meetings.events import DebriefHeld

COMMAND = ConcludeMeeting(meeting="m")
CLOSED = BoxClosed(box="b", meeting="m", cycle="c", entitled=90, checked_in=80, cast=80, valid=True)


def heard(unit: str, debriefer: str | None = None) -> DebriefHeld:
    return DebriefHeld(meeting="m", cycle="c", organisation=unit, debriefer=debriefer)


@pytest.mark.rule("S1-12")
def test_department_does_not_end_a_meeting_without_its_ballot(university: Any) -> None:
    university.assessing("jiaogong-1").meeting().given(heard("jiaogong-1"))
    reason = university.refusal(COMMAND)
    assert (reason.refusal.code, reason.refusal.rule) == ("meetings.not_voted_on", "S1-12")
    assert reason.values == {"count": 1, "names": "教工第一党支部"}
    assert reason.clause == "述职评议会上,要组织参会人员进行现场测评"


@pytest.mark.rule("S0-11")
def test_town_ends_its_meeting_once_all_were_appraised(town: Any, opened_box: Any) -> None:
    town.given(heard("jingui"), heard("shiqiao"), opened_box, CLOSED)
    assert town.do(COMMAND)


def test_unit_that_no_ballot_asked_about_is_told(town: Any, opened_box: Any) -> None:
    only_one = replace(opened_box, questions=opened_box.questions[:1])
    town.given(heard("jingui"), heard("shiqiao"), only_one, CLOSED)
    assert town.refusal(COMMAND).values["names"] == "石桥村"


def test_vote_that_is_not_valid_does_not_count(town: Any, opened_box: Any) -> None:
    town.given(heard("jingui"), opened_box, replace(CLOSED, valid=False))
    assert town.refusal(COMMAND).values["names"] == "金桂村"


def test_vote_on_whoever_debriefed_is_one_on_the_debrief(town: Any, opened_box: Any) -> None:
    asked = replace(opened_box.questions[0], subject="person:p-jingui")
    town.given(heard("jingui", "p-jingui"), replace(opened_box, questions=[asked]), CLOSED)
    assert town.do(COMMAND)


def test_nobody_is_voted_on_who_did_not_debrief(town: Any) -> None:
    assert town.do(COMMAND)


def test_tenant_that_asks_for_no_vote_ends_without(town: Any) -> None:
    town.amend("meetings.voting", required=False).given(heard("jingui"))
    assert town.do(COMMAND)
