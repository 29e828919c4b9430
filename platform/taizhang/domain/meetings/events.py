"""What can happen to a review meeting (述职评议会) or a meeting of the committee."""

from typing import Literal

from taizhang.domain.names import CycleId, MeetingId, OrganisationId
from taizhang.events.event import Event

MeetingKind = Literal["review", "committee"]


class MeetingCalled(Event, name="meetings.called"):
    """A meeting was called, for one cycle."""

    meeting: MeetingId
    cycle: CycleId
    kind: MeetingKind
    place: str


class AttendeeCheckedIn(Event, name="meetings.attendee_checked_in"):
    """Somebody invited is present. Attendees are numbered within the meeting, not named."""

    meeting: MeetingId
    attendee: str
    category: str


class AttendeeLeft(Event, name="meetings.attendee_left"):
    """Somebody has left before the end."""

    meeting: MeetingId
    attendee: str


class DebriefHeld(Event, name="meetings.debrief_held"):
    """A unit's secretary has debriefed before the meeting (述职)."""

    meeting: MeetingId
    cycle: CycleId
    organisation: OrganisationId


class CommentGiven(Event, name="meetings.comment_given"):
    """The committee's secretary commented on one debrief, on three points (S0-10)."""

    meeting: MeetingId
    cycle: CycleId
    organisation: OrganisationId
    praised: str
    problems: str
    direction: str


class MinutesRecorded(Event, name="meetings.minutes_recorded"):
    """What was discussed and decided, in writing (S2-17)."""

    meeting: MeetingId
    cycle: CycleId
    text: str
