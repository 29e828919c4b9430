"""What is shown of meetings."""

from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.meetings.events import (
    AttendeeCheckedIn,
    AttendeeLeft,
    CommentGiven,
    MeetingCalled,
    MinutesRecorded,
)
from taizhang.domain.names import CycleId, MeetingId, OrganisationId
from taizhang.projections.row import At, Row, folds


class Meeting(Row, key=("meeting",), title="会议"):
    """A review meeting, or a meeting of the committee."""

    meeting: MeetingId
    cycle: CycleId
    kind: Annotated[str, Meta(title="类型")]
    place: Annotated[str, Meta(title="地点")]
    present: Annotated[int, Meta(title="在场人数")] = 0
    minutes: Annotated[str | None, Meta(title="会议记录")] = None


@folds(Meeting, MeetingCalled, "meeting")
def _(row: Meeting | None, event: MeetingCalled, at: At) -> Meeting:
    return Meeting(meeting=event.meeting, cycle=event.cycle, kind=event.kind, place=event.place)


@folds(Meeting, AttendeeCheckedIn, "meeting")
def _(row: Meeting | None, event: AttendeeCheckedIn, at: At) -> Meeting | None:
    return row and replace(row, present=row.present + 1)


@folds(Meeting, AttendeeLeft, "meeting")
def _(row: Meeting | None, event: AttendeeLeft, at: At) -> Meeting | None:
    return row and replace(row, present=row.present - 1)


@folds(Meeting, MinutesRecorded, "meeting")
def _(row: Meeting | None, event: MinutesRecorded, at: At) -> Meeting | None:
    return row and replace(row, minutes=event.text)


class Comment(Row, key=("meeting", "organisation"), title="点评"):
    """What the committee's secretary said of one debrief."""

    meeting: MeetingId
    organisation: OrganisationId
    cycle: CycleId
    praised: Annotated[str, Meta(title="经验做法")]
    problems: Annotated[str, Meta(title="突出问题")]
    direction: Annotated[str, Meta(title="努力方向")]


@folds(Comment, CommentGiven, ("meeting", "organisation"))
def _(row: Comment | None, event: CommentGiven, at: At) -> Comment:
    return Comment(
        meeting=event.meeting,
        organisation=event.organisation,
        cycle=event.cycle,
        praised=event.praised,
        problems=event.problems,
        direction=event.direction,
    )
