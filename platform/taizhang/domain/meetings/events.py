"""What can happen to a review meeting (述职评议会) or a meeting of the committee."""

from datetime import date
from typing import Annotated, Any, Literal

from msgspec import Meta

from taizhang.domain.names import CycleId, MeetingId, OrganisationId, PersonId
from taizhang.events.event import Event
from taizhang.events.tags import Tag

REVIEW, COMMITTEE = "review", "committee"
MeetingKind = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=64,
        title="会议类型",
        description="review, committee, or one of the tenant's own kinds of review meeting",
    ),
]
Mode = Literal["in_person", "written"]

ATTENDEE = Tag("attendee")
"""One number on an invitation, so that two people check in without waiting for each other."""


class MeetingCalled(Event, name="meetings.called", title="召集会议", corrects=("place",)):
    """A meeting was called, for one cycle."""

    meeting: MeetingId
    cycle: CycleId
    kind: MeetingKind
    place: str


class MeetingPostponed(Event, name="meetings.postponed", title="会议改期", final="再次改期"):
    """A meeting that nobody had come to yet was put off; `to` is None while no day is set."""

    meeting: MeetingId
    cycle: CycleId
    to: date | None
    reason: str


class MeetingCancelled(Event, name="meetings.cancelled", title="取消会议", final="重新召集会议"):
    """A meeting does not take place, or is broken off before any box was opened."""

    meeting: MeetingId
    cycle: CycleId
    reason: str


class MeetingConcluded(Event, name="meetings.concluded", title="会议结束", final="重新召集会议"):
    """A meeting ended with all that its rules ask for; so many were present at the end."""

    meeting: MeetingId
    cycle: CycleId
    present: int


class AttendeeInvited(Event, name="meetings.attendee_invited", title="邀请参会", final="重新邀请"):
    """Somebody is expected (应到), in a category. `code` is what the log knows of the code."""

    meeting: MeetingId
    attendee: Annotated[str, ATTENDEE]
    category: str
    code: str | None


class AttendeeCheckedIn(Event, name="meetings.attendee_checked_in", title="签到", final="登记离会"):
    """Somebody invited is present. Attendees are numbered within the meeting, not named."""

    meeting: MeetingId
    attendee: Annotated[str, ATTENDEE]
    category: str


class AttendeeLeft(Event, name="meetings.attendee_left", title="离会", final="重新签到"):
    """Somebody has left before the end."""

    meeting: MeetingId
    attendee: Annotated[str, ATTENDEE]


def _by_nobody_named(body: dict[str, Any]) -> dict[str, Any]:
    return body | {"debriefer": None, "stand_in_reason": None, "mode": "in_person"}


class DebriefHeld(
    Event,
    name="meetings.debrief_held",
    title="述职",
    version=2,
    upcasts={1: _by_nobody_named},
    corrects=("stand_in_reason",),
    annuls=True,
):
    """A unit has debriefed before the meeting (述职), by its secretary or somebody for them."""

    meeting: MeetingId
    cycle: CycleId
    organisation: OrganisationId
    debriefer: PersonId | None = None
    stand_in_reason: str | None = None
    mode: Mode = "in_person"


class CommentGiven(
    Event,
    name="meetings.comment_given",
    title="点评",
    corrects=("praised", "problems", "direction"),
    annuls=True,
):
    """The committee's secretary commented on one debrief, on three points (S0-10)."""

    meeting: MeetingId
    cycle: CycleId
    organisation: OrganisationId
    praised: str
    problems: str
    direction: str


class MinutesRecorded(
    Event,
    name="meetings.minutes_recorded",
    title="形成会议记录",
    version=2,
    upcasts={1: lambda body: body | {"taken_by": None}},
    final="重新形成会议记录",
):
    """What was discussed and decided, in writing (S2-17). A new text is unsigned."""

    meeting: MeetingId
    cycle: CycleId
    text: str
    taken_by: str | None = None


class MinutesSigned(
    Event, name="meetings.minutes_signed", title="会议记录签字", final="重新形成会议记录"
):
    """Somebody signed the minutes as they stood then."""

    meeting: MeetingId
    cycle: CycleId
    signer: str
