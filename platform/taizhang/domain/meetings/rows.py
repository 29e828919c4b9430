"""What is shown of meetings: where each stands, who came, who debriefed, what was said of it."""

from datetime import date
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.meetings.events import (
    AttendeeCheckedIn,
    AttendeeInvited,
    AttendeeLeft,
    MeetingCalled,
    MeetingCancelled,
    MeetingConcluded,
    MeetingPostponed,
    MinutesRecorded,
    MinutesSigned,
)
from taizhang.domain.names import CycleId, MeetingId
from taizhang.projections.row import At, Row, folds


class Meeting(Row, key=("meeting",), title="会议", rules=("S0-08", "S0-09", "S2-11")):
    """A review meeting, by the name of its kind, or a meeting of the committee."""

    meeting: MeetingId
    cycle: CycleId
    kind: Annotated[str, Meta(title="会议类型", description="The name of its kind")]
    place: Annotated[str, Meta(title="地点", description="Where")]
    state: Annotated[
        str,
        Meta(
            title="状态",
            description="called 已召集，postponed 已延期，cancelled 已取消，concluded 已结束",
        ),
    ] = "called"
    postponed_to: Annotated[
        date | None, Meta(title="改期至", description="The day it was put off to")
    ] = None
    reason: Annotated[
        str | None, Meta(title="改期或取消原因", description="Why it was put off or called off")
    ] = None
    present: Annotated[int, Meta(title="在场人数", description="How many are present")] = 0
    minutes: Annotated[str | None, Meta(title="会议记录", description="What was recorded")] = None
    taken_by: Annotated[str | None, Meta(title="记录人", description="Who took the minutes")] = None
    signed_by: Annotated[list[str], Meta(title="签字人", description="Who signed the minutes")] = []


@folds(Meeting, MeetingCalled, "meeting")
def _(row: Meeting | None, event: MeetingCalled, at: At) -> Meeting:
    return Meeting(meeting=event.meeting, cycle=event.cycle, kind=event.kind, place=event.place)


@folds(Meeting, MeetingPostponed, "meeting")
def _(row: Meeting | None, event: MeetingPostponed, at: At) -> Meeting | None:
    changed = {"state": "postponed", "postponed_to": event.to, "reason": event.reason}
    return row and replace(row, **changed)


@folds(Meeting, MeetingCancelled, "meeting")
def _(row: Meeting | None, event: MeetingCancelled, at: At) -> Meeting | None:
    return row and replace(row, state="cancelled", reason=event.reason)


@folds(Meeting, MeetingConcluded, "meeting")
def _(row: Meeting | None, event: MeetingConcluded, at: At) -> Meeting | None:
    return row and replace(row, state="concluded")


@folds(Meeting, AttendeeCheckedIn, "meeting")
def _(row: Meeting | None, event: AttendeeCheckedIn, at: At) -> Meeting | None:
    return row and replace(row, present=row.present + 1)


@folds(Meeting, AttendeeLeft, "meeting")
def _(row: Meeting | None, event: AttendeeLeft, at: At) -> Meeting | None:
    return row and replace(row, present=row.present - 1)


@folds(Meeting, MinutesRecorded, "meeting")
def _(row: Meeting | None, event: MinutesRecorded, at: At) -> Meeting | None:
    return row and replace(row, minutes=event.text, taken_by=event.taken_by, signed_by=[])


@folds(Meeting, MinutesSigned, "meeting")
def _(row: Meeting | None, event: MinutesSigned, at: At) -> Meeting | None:
    return row and replace(row, signed_by=[*row.signed_by, event.signer])


class Attendance(
    Row, key=("meeting", "attendee"), title="参会人员", rules=("S0-07", "S0-08", "S1-11")
):
    """Somebody invited or present, by number: the sheet of a meeting's attendance."""

    meeting: MeetingId
    attendee: Annotated[str, Meta(title="编号", description="The number on the list")]
    category: Annotated[str, Meta(title="参会类别", description="The category of attendees")]
    invited: Annotated[bool, Meta(title="受邀", description="Whether invited")] = False
    state: Annotated[
        str, Meta(title="到会情况", description="expected 应到，present 到会，left 已离会")
    ] = "expected"


_ATTENDEE = ("meeting", "attendee")


@folds(Attendance, AttendeeInvited, _ATTENDEE)
def _(row: Attendance | None, event: AttendeeInvited, at: At) -> Attendance:
    return Attendance(
        meeting=event.meeting,
        attendee=event.attendee,
        category=event.category,
        invited=True,
        state=row.state if row else "expected",
    )


@folds(Attendance, AttendeeCheckedIn, _ATTENDEE)
def _(row: Attendance | None, event: AttendeeCheckedIn, at: At) -> Attendance:
    return Attendance(
        meeting=event.meeting,
        attendee=event.attendee,
        category=event.category,
        invited=row.invited if row else False,
        state="present",
    )


@folds(Attendance, AttendeeLeft, _ATTENDEE)
def _(row: Attendance | None, event: AttendeeLeft, at: At) -> Attendance | None:
    return row and replace(row, state="left")
