"""A meeting is called for a cycle that is open."""

from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.meetings.calling import CallMeeting
from taizhang.domain.meetings.events import MeetingCalled, MeetingCancelled
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


def test_meetings_of_two_cycles_are_called_without_waiting_for_each_other(
    town: Any, boundary: Any, selected: Any
) -> None:
    [other] = town.do(replace(COMMAND, meeting="m3"))
    assert selected(boundary(COMMAND), other)
    assert not selected(boundary(COMMAND), replace(other, cycle="c2014"))


@pytest.mark.rule("S0-09")
def test_second_gathered_meeting_is_warned_of_with_the_clause(town: Any) -> None:
    [warning] = town.warnings(COMMAND)
    assert (warning.refusal.code, warning.refusal.rule) == ("meetings.not_gathered", "S0-09")
    assert warning.values == {"cycle": "c", "meetings": "m"}
    assert warning.clause == "采取集中召开会议方式"


@pytest.mark.rule("S0-09")
def test_meeting_called_in_place_of_a_cancelled_one_is_the_one(town: Any) -> None:
    town.given(MeetingCancelled(meeting="m", cycle="c", reason="停电"))
    assert town.warnings(COMMAND) == []


@pytest.mark.parametrize(
    "changes", [{"kind": "committee"}, {"cycle": "c2014"}], ids=["committee", "another cycle"]
)
def test_other_meetings_are_not_gathered_into_one(town: Any, changes: dict[str, str]) -> None:
    town.assessing("jingui", cycle="c2014")
    assert town.warnings(replace(COMMAND, **changes)) == []


def test_meeting_of_the_committee_is_no_other_review(santangjie: Any) -> None:
    santangjie.assessing("jingui").meeting("committee")
    assert santangjie.warnings(COMMAND) == []


def test_tenant_whose_document_gathers_nothing_calls_as_many_as_it_likes(university: Any) -> None:
    university.assessing("jiaogong-1").meeting()
    assert university.warnings(COMMAND) == []
