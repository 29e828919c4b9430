"""A meeting is called for a cycle that is open."""

from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.meetings.calling import CallMeeting
from taizhang.domain.meetings.events import MeetingCalled
from taizhang.events.tags import tags_of

COMMAND = CallMeeting(meeting="m2", cycle="c", kind="review", place="镇政府礼堂")


@pytest.mark.rule("S0-09")
def test_meeting_is_called_with_its_place(town: Any) -> None:
    [called] = town.do(COMMAND)
    assert called == MeetingCalled(meeting="m2", cycle="c", kind="review", place="镇政府礼堂")
    assert set(tags_of(called)) == {"meeting:m2", "cycle:c"}


def test_committee_meets_as_well(town: Any) -> None:
    assert town.do(replace(COMMAND, kind="committee"))[0].kind == "committee"


def test_cycle_must_be_open(town: Any) -> None:
    reason = town.refusal(replace(COMMAND, cycle="c2014"))
    assert reason.refusal.code == "domain.unknown"
    assert reason.values == {"kind": "考核周期", "id": "c2014"}


def test_identifier_is_given_once(town: Any) -> None:
    reason = town.refusal(replace(COMMAND, meeting="m"))
    assert (reason.refusal.code, reason.values["id"]) == ("domain.taken", "m")


def test_only_a_clerk_calls(town: Any) -> None:
    assert town.code_of(COMMAND, "secretary") == "commands.forbidden"


def test_two_meetings_are_called_without_waiting_for_each_other(
    town: Any, boundary: Any, selected: Any
) -> None:
    [other] = town.do(replace(COMMAND, meeting="m3"))
    assert not selected(boundary(COMMAND), other)
