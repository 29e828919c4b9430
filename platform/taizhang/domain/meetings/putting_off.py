"""A meeting put off, or called off."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import decides
from taizhang.domain.meetings.attending import WithRoll
from taizhang.domain.meetings.boxes import WithBoxes
from taizhang.domain.meetings.events import (
    MeetingCancelled,
    MeetingPostponed,
)
from taizhang.domain.meetings.sitting import MeetingCommand
from taizhang.domain.names import Text
from taizhang.errors import Refusal
from taizhang.tenancy.roles import Role

BEGUN = Refusal(
    "meetings.begun",
    zh="会议“{meeting}”已有 {came} 人签到，不能改期；请取消后另行召集",
    en="{came} people have come to {meeting!r}; cancel it and call another",
    status=409,
)


class PostponeMeeting(MeetingCommand, name="meetings.postpone", title="会议改期"):
    """Put a meeting off to another day, or, without one, until further notice."""

    reason: Annotated[Text, Meta(title="改期原因")]
    to: Annotated[date | None, Meta(title="改期到")] = None


class CancelMeeting(MeetingCommand, name="meetings.cancel", title="取消会议"):
    """Call a meeting off."""

    reason: Annotated[Text, Meta(title="取消原因")]


@decides(PostponeMeeting, by=Role.CLERK)
class Postponing(WithRoll[PostponeMeeting]):
    """A meeting has one list of arrivals: once somebody has come, it is not put off."""

    def execute(self) -> None:
        ask = self.ask
        self.require_unconcluded()
        came = len(self.roll.came)
        self.refuse_unless(not came, BEGUN(meeting=ask.meeting, came=came))
        self.record(
            MeetingPostponed(meeting=ask.meeting, cycle=self.cycle, to=ask.to, reason=ask.reason)
        )


@decides(CancelMeeting, by=Role.CLERK)
class Cancelling(WithBoxes[CancelMeeting]):
    """What was voted on is not called off."""

    def execute(self) -> None:
        ask = self.ask
        self.require_unconcluded()
        self.require_boxes("取消")
        self.record(MeetingCancelled(meeting=ask.meeting, cycle=self.cycle, reason=ask.reason))
