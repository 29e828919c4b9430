"""Only a meeting that took place decides: not cancelled, not put off, minutes taken and signed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from taizhang.domain.grades.confirming import ConfirmGrades
from taizhang.domain.grades.drafting import DraftGrades
from taizhang.domain.meetings.events import (
    MeetingCancelled,
    MeetingConcluded,
    MeetingPostponed,
    MinutesRecorded,
    MinutesSigned,
)

COMMAND = ConfirmGrades(cycle="c", meeting="k")
CANCELLED = MeetingCancelled(meeting="k", cycle="c", reason="防汛")


@pytest.fixture
def drafted(ready: Any, draft: Callable[..., DraftGrades]) -> Any:
    ready.do(draft(0))
    return ready


def signed(signer: str) -> MinutesSigned:
    return MinutesSigned(meeting="k", cycle="c", signer=signer)


@pytest.mark.rule("S2-15")
def test_cancelled_meeting_confirms_nothing(drafted: Any) -> None:
    reason = drafted.given(CANCELLED).refusal(COMMAND, "secretary")
    assert (reason.refusal.code, reason.values["state"]) == ("domain.wrong_state", "已取消")


@pytest.mark.rule("S2-15")
def test_meeting_that_is_cancelled_meanwhile_makes_a_conflict(boundary: Any, selected: Any) -> None:
    assert selected(boundary(COMMAND), CANCELLED)


@pytest.mark.rule("S2-15")
def test_meeting_that_was_put_off_confirms_nothing_before_its_day(drafted: Any) -> None:
    day = drafted.today + timedelta(days=3)
    drafted.given(MeetingPostponed(meeting="k", cycle="c", to=day, reason="防汛"))
    reason = drafted.refusal(COMMAND, "secretary")
    assert (reason.refusal.code, reason.values["to"]) == ("meetings.postponed", day.isoformat())
    drafted.now += timedelta(days=3)
    assert drafted.do(COMMAND, "secretary")


def test_meeting_that_has_ended_is_still_confirmed_from_its_minutes(drafted: Any) -> None:
    drafted.given(MeetingConcluded(meeting="k", cycle="c", present=6))
    assert drafted.do(COMMAND, "secretary")


@pytest.mark.rule("S2-17")
def test_minutes_are_signed_as_often_as_the_tenant_asks(drafted: Any) -> None:
    drafted.amend("meetings.minutes", signatures=2)
    drafted.given(signed("secretary"), signed("secretary"))
    reason = drafted.refusal(COMMAND, "secretary")
    assert reason.refusal.code == "meetings.minutes_unsigned"
    assert (reason.values["signed"], reason.values["required"]) == (1, 2)
    assert reason.clause.startswith("本单位的选择：文件未写会议记录由谁签字")
    drafted.given(signed("clerk"))
    assert drafted.copy().do(COMMAND, "secretary")
    drafted.given(MinutesRecorded(meeting="k", cycle="c", text="另一份会议记录。"))
    assert drafted.code_of(COMMAND, "secretary") == "meetings.minutes_unsigned"
