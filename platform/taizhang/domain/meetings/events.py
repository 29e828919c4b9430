"""What can happen to a review meeting (述职评议会) or a meeting of the committee."""

from typing import Literal

from taizhang.domain.names import CycleId, MeetingId, OrganisationId
from taizhang.events.event import Event

MeetingKind = Literal["review", "committee"]


class MeetingCalled(Event, name="meetings.called", title="召集会议"):
    """A meeting was called, for one cycle."""

    meeting: MeetingId
    cycle: CycleId
    kind: MeetingKind
    place: str


class AttendeeCheckedIn(Event, name="meetings.attendee_checked_in", title="签到"):
    """Somebody invited is present. Attendees are numbered within the meeting, not named."""

    meeting: MeetingId
    attendee: str
    category: str


class AttendeeLeft(Event, name="meetings.attendee_left", title="离会"):
    """Somebody has left before the end."""

    meeting: MeetingId
    attendee: str


class DebriefHeld(Event, name="meetings.debrief_held", title="述职"):
    """A unit's secretary has debriefed before the meeting (述职)."""

    meeting: MeetingId
    cycle: CycleId
    organisation: OrganisationId


class CommentGiven(Event, name="meetings.comment_given", title="点评"):
    """The committee's secretary commented on one debrief, on three points (S0-10)."""

    meeting: MeetingId
    cycle: CycleId
    organisation: OrganisationId
    praised: str
    problems: str
    direction: str


class MinutesRecorded(Event, name="meetings.minutes_recorded", title="形成会议记录"):
    """What was discussed and decided, in writing (S2-17)."""

    meeting: MeetingId
    cycle: CycleId
    text: str
