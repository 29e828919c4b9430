"""A meeting that was called off: nothing more happens in it."""

from typing import Any

import pytest

from taizhang.domain.meetings.attendance import CheckIn, Leave
from taizhang.domain.meetings.concluding import ConcludeMeeting
from taizhang.domain.meetings.debriefs import HoldDebrief
from taizhang.domain.meetings.events import MeetingCancelled, MeetingConcluded
from taizhang.domain.meetings.minutes import RecordMinutes
from taizhang.domain.meetings.putting_off import CancelMeeting, PostponeMeeting
from taizhang.domain.meetings.roll import Attendee
from taizhang.domain.meetings.rows import Meeting

COMMAND = CancelMeeting(meeting="m", reason="到会不足80人")
LATER = [
    CheckIn(meeting="m", attendees=[Attendee(number="9", category="群众代表")]),
    Leave(meeting="m", number="1"),
    HoldDebrief(meeting="m", organisation="jingui"),
    RecordMinutes(meeting="m", text="无"),
    PostponeMeeting(meeting="m", reason="改期"),
    ConcludeMeeting(meeting="m"),
    COMMAND,
]


@pytest.mark.rule("S0-08")
def test_meeting_without_a_quorum_is_called_off(town: Any, here: Any) -> None:
    town.given(*(here(n) for n in range(79)))
    assert town.do(COMMAND) == [MeetingCancelled(meeting="m", cycle="c", reason="到会不足80人")]
    assert town.folded(Meeting)["m",].state == "cancelled"


@pytest.mark.parametrize("command", LATER, ids=lambda c: c.command_name)
def test_nothing_more_happens_in_it(town: Any, here: Any, command: Any) -> None:
    town.given(here(1)).do(COMMAND)
    reason = town.refusal(command)
    assert (reason.refusal.code, reason.values["state"]) == ("domain.wrong_state", "已取消")


def test_no_box_is_opened_in_it(town: Any, opening: Any, sealed_slips: Any, here: Any) -> None:
    town.given(sealed_slips, *(here(n) for n in range(80))).do(COMMAND)
    reason = town.refusal(opening)
    assert (reason.refusal.code, reason.values["state"]) == ("domain.wrong_state", "已取消")


def test_what_was_voted_on_is_not_called_off(town: Any, opened_box: Any) -> None:
    reason = town.given(opened_box).refusal(COMMAND)
    assert (reason.refusal.code, reason.values["box"]) == ("meetings.box_used", "b")


def test_what_is_over_is_not_called_off(town: Any) -> None:
    town.given(MeetingConcluded(meeting="m", cycle="c", present=80))
    assert town.refusal(COMMAND).values["state"] == "已结束"
