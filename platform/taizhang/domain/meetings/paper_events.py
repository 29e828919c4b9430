"""What happens to a check-in list kept on paper (签到表), entered after the meeting."""

from datetime import date

from taizhang.domain.meetings.roll import Attendee
from taizhang.domain.names import MeetingId
from taizhang.events.event import Event


class SheetEntered(
    Event, name="meetings.sheet_entered", title="录入签到表", final="退回后重新录入"
):
    """One clerk typed a list of those who had come on a day; nobody counts yet."""

    meeting: MeetingId
    sheet: str
    day: date
    attendees: list[Attendee]
    clerk: str


class SheetConfirmed(
    Event, name="meetings.sheet_confirmed", title="核对签到表", final="签到、登记离会"
):
    """Another clerk counted the paper and found the list to be right."""

    meeting: MeetingId
    sheet: str
    clerk: str


class SheetRejected(
    Event, name="meetings.sheet_rejected", title="退回签到表", final="重新录入签到表"
):
    """Another clerk found the list to differ from the paper; it may be typed anew."""

    meeting: MeetingId
    sheet: str
    clerk: str
    reason: str
