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


class Meeting(Row, key=("meeting",), title="会议"):
    """A review meeting, by the name of its kind, or a meeting of the committee."""

    meeting: MeetingId
    cycle: CycleId
    kind: Annotated[str, Meta(title="会议类型")]
    place: Annotated[str, Meta(title="地点")]
    state: Annotated[str, Meta(title="状态")] = "called"
    postponed_to: Annotated[date | None, Meta(title="改期至")] = None
    reason: Annotated[str | None, Meta(title="改期或取消原因")] = None
    present: Annotated[int, Meta(title="在场人数")] = 0
    minutes: Annotated[str | None, Meta(title="会议记录")] = None
    taken_by: Annotated[str | None, Meta(title="记录人")] = None
    signed_by: Annotated[list[str], Meta(title="签字人")] = []


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


class Attendance(Row, key=("meeting", "attendee"), title="参会人员"):
    """Somebody invited or present, by number: the sheet of a meeting's attendance."""

    meeting: MeetingId
    attendee: Annotated[str, Meta(title="编号")]
    category: Annotated[str, Meta(title="参会类别")]
    invited: Annotated[bool, Meta(title="受邀")] = False
    state: Annotated[str, Meta(title="到会情况")] = "expected"


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
