"""The area of meetings."""

from taizhang.domain.meetings import attendance, calling, debriefs, minutes, rows, rules
from taizhang.domain.meetings import events as e
from taizhang.scheme import Scheme

SCHEME = Scheme(
    name="meetings",
    title="会议",
    core=True,
    events=(
        e.MeetingCalled,
        e.AttendeeCheckedIn,
        e.AttendeeLeft,
        e.DebriefHeld,
        e.CommentGiven,
        e.MinutesRecorded,
    ),
    commands=(
        calling.CallMeeting,
        attendance.CheckIn,
        attendance.Leave,
        debriefs.HoldDebrief,
        debriefs.GiveComment,
        minutes.RecordMinutes,
    ),
    rows=(rows.Meeting, rows.Comment),
    rules=rules.MeetingRules,
)
