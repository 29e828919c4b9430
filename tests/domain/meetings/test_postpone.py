"""A meeting that nobody came to yet is put off; nothing happens in it before its new day."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.meetings.attendance import CheckIn
from taizhang.domain.meetings.calling import CallMeeting
from taizhang.domain.meetings.events import MeetingPostponed
from taizhang.domain.meetings.putting_off import PostponeMeeting
from taizhang.domain.meetings.roll import Attendee
from taizhang.domain.meetings.rows import Meeting

COMMAND = PostponeMeeting(meeting="m", to=date(2016, 1, 5), reason="大雪封路")
ARRIVAL = CheckIn(meeting="m", attendees=[Attendee(number="1", category="群众代表")])


@pytest.mark.rule("S0-09")
def test_meeting_is_put_off_with_its_reason(town: Any) -> None:
    [event] = town.do(COMMAND)
    assert event == MeetingPostponed(meeting="m", cycle="c", to=date(2016, 1, 5), reason="大雪封路")
    row = town.folded(Meeting)["m",]
    assert (row.state, row.postponed_to) == ("postponed", date(2016, 1, 5))


def test_nobody_checks_in_before_the_new_day(town: Any) -> None:
    town.do(COMMAND)
    reason = town.refusal(ARRIVAL)
    assert reason.refusal.code == "meetings.postponed"
    assert (reason.values["to"], reason.values["on"]) == ("2016-01-05", town.today.isoformat())


def test_people_check_in_on_the_new_day(town: Any) -> None:
    town.do(replace(COMMAND, to=town.today))
    assert town.do(ARRIVAL)


def test_meeting_without_a_new_day_waits_for_one(town: Any) -> None:
    town.do(replace(COMMAND, to=None))
    assert town.refusal(ARRIVAL).values["to"] == "另行通知的日期"
    town.do(replace(COMMAND, to=town.today))
    assert town.do(ARRIVAL)


def test_box_stays_shut_before_the_new_day(town: Any, opening: Any, sealed_slips: Any) -> None:
    town.given(sealed_slips).amend("meetings.attendance", minimum=None).do(COMMAND)
    assert town.code_of(opening) == "meetings.postponed"


def test_meeting_that_somebody_came_to_is_not_put_off(town: Any, here: Any) -> None:
    town.given(here(1))
    reason = town.refusal(COMMAND)
    assert (reason.refusal.code, reason.values) == ("meetings.begun", {"meeting": "m", "came": 1})


def test_arrival_makes_the_decision_be_taken_again(
    town: Any, boundary: Any, selected: Any, here: Any
) -> None:
    assert selected(boundary(COMMAND), here(1))
    [put_off] = town.do(COMMAND)
    assert selected(boundary(ARRIVAL), put_off)


def test_meeting_must_have_been_called(town: Any) -> None:
    assert town.code_of(replace(COMMAND, meeting="m9")) == "domain.unknown"


def test_put_off_meeting_keeps_its_identifier(town: Any) -> None:
    town.do(COMMAND)
    again = CallMeeting(meeting="m", cycle="c", kind="review", place="礼堂")
    assert town.code_of(again) == "domain.taken"
