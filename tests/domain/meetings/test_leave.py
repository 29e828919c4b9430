"""Only who is present can leave."""

from typing import Any

import pytest

from taizhang.domain.meetings.attendance import Leave
from taizhang.domain.meetings.events import AttendeeCheckedIn, AttendeeLeft

COMMAND = Leave(meeting="m", number="7")


@pytest.fixture
def present(town: Any) -> Any:
    return town.given(AttendeeCheckedIn(meeting="m", attendee="7", category="群众代表"))


def test_departure_is_recorded(present: Any) -> None:
    assert present.do(COMMAND, "teller") == [AttendeeLeft(meeting="m", attendee="7")]


def test_who_never_came_cannot_leave(present: Any) -> None:
    reason = present.refusal(Leave(meeting="m", number="8"))
    assert reason.refusal.code == "domain.unknown"
    assert reason.values == {"kind": "在场人员", "id": "8"}


def test_nobody_leaves_twice(present: Any) -> None:
    present.do(COMMAND)
    assert present.code_of(COMMAND) == "domain.unknown"


def test_who_is_at_another_meeting_cannot_leave_this_one(present: Any) -> None:
    present.meeting(meeting="m2")
    assert present.code_of(Leave(meeting="m2", number="7")) == "domain.unknown"


def test_meeting_must_have_been_called(present: Any) -> None:
    assert present.refusal(Leave(meeting="m9", number="7")).values["kind"] == "会议"
