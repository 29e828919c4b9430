"""Who is present: arrivals and departures."""

from typing import Annotated

from msgspec import Meta, Struct

from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.meetings.calling import Ask, InMeeting, MeetingCommand
from taizhang.domain.meetings.events import AttendeeCheckedIn, AttendeeLeft, MeetingCalled
from taizhang.domain.meetings.rules import MeetingRules
from taizhang.domain.names import MEETING, Text
from taizhang.domain.refusals import unknown
from taizhang.errors import Refusal, Refused
from taizhang.events.event import Event
from taizhang.suggest import nearest
from taizhang.tenancy.roles import Role

ATTENDANCE: tuple[type[Event], ...] = (MeetingCalled, AttendeeCheckedIn, AttendeeLeft)
UNKNOWN_CATEGORY = Refusal(
    "meetings.unknown_category",
    zh="参会类别“{category}”不在规定范围内:{allowed}{hint}",
    en="{category!r} is none of the attendee categories: {allowed}",
    rule="S0-07",
)


class Attendee(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody present, by the number on the invitation, in a category of attendees."""

    number: Annotated[str, Meta(min_length=1, max_length=32)]
    category: Text


class CheckIn(MeetingCommand, name="meetings.check_in", title="签到"):
    """Record who is present. Checking in twice changes nothing."""

    attendees: Annotated[list[Attendee], Meta(min_length=1, max_length=2000)]


class Leave(MeetingCommand, name="meetings.leave", title="离会"):
    """Record that somebody has left before the end."""

    number: Annotated[str, Meta(min_length=1, max_length=32)]


class Attending(InMeeting[Ask]):
    """Knows who is present."""

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.present: set[str] = set()

    def consistency_boundary(self) -> list[Selector]:
        return [Selector(ATTENDANCE, [MEETING(self.ask.meeting)])]

    @event(AttendeeCheckedIn)
    def _arrived(self, attendee: str) -> None:
        self.present.add(attendee)

    @event(AttendeeLeft)
    def _departed(self, attendee: str) -> None:
        self.present.discard(attendee)


@decides(CheckIn, by=(Role.CLERK, Role.TELLER))
class Arrival(Attending[CheckIn]):
    """Categories are those of the tenant's document; the committee's are its own."""

    def execute(self) -> None:
        self.require_called()
        if self.kind == "review":
            self._check_categories()
        for attendee in self.ask.attendees:
            if attendee.number not in self.present:
                self.record(
                    AttendeeCheckedIn(
                        meeting=self.ask.meeting,
                        attendee=attendee.number,
                        category=attendee.category,
                    )
                )

    def _check_categories(self) -> None:
        attendees = self.context.rules.of(MeetingRules).attendees
        foreign = {a.category for a in self.ask.attendees} - set(attendees.categories)
        if foreign:
            category = min(foreign)
            near = nearest(category, attendees.categories)
            raise Refused(
                UNKNOWN_CATEGORY(
                    clause=attendees.basis("categories"),
                    category=category,
                    allowed="、".join(attendees.categories),
                    hint=f";是否指“{near}”?" if near else "",
                )
            )


@decides(Leave, by=(Role.CLERK, Role.TELLER))
class Departure(Attending[Leave]):
    """Only who is present can leave."""

    def execute(self) -> None:
        self.require_called()
        number = self.ask.number
        self.refuse_unless(number in self.present, unknown("在场人员", number))
        self.record(AttendeeLeft(meeting=self.ask.meeting, attendee=number))
