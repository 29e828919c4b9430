"""What a decision about attendees reads: of each of them their own events, and no one else's.

So two people check in without waiting for each other, and only where the numbers matter (at the
opening of a box, at the end) is everybody's attendance read.
"""

from collections.abc import Iterable

from taizhang.commands.slice import Selector, event
from taizhang.domain.meetings.events import (
    ATTENDEE,
    AttendeeCheckedIn,
    AttendeeInvited,
    AttendeeLeft,
)
from taizhang.domain.meetings.roll import Roll
from taizhang.domain.meetings.sitting import Ask, InMeeting
from taizhang.domain.names import MEETING
from taizhang.events.event import Event

ATTENDANCE: tuple[type[Event], ...] = (AttendeeInvited, AttendeeCheckedIn, AttendeeLeft)


class WithRoll(InMeeting[Ask]):
    """Knows everybody who is invited or present."""

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.roll = Roll()

    def consistency_boundary(self) -> list[Selector]:
        return [
            *super().consistency_boundary(),
            Selector(ATTENDANCE, [MEETING(self.ask.meeting)]),
        ]

    @event(AttendeeInvited)
    def _invited(self, attendee: str, category: str, code: str | None) -> None:
        self.roll.invite(attendee, category, code)

    @event(AttendeeCheckedIn)
    def _arrived(self, attendee: str, category: str) -> None:
        self.roll.arrive(attendee, category)

    @event(AttendeeLeft)
    def _departed(self, attendee: str) -> None:
        self.roll.leave(attendee)


class Attending(WithRoll[Ask]):
    """Knows the attendees that it is about, and nobody else."""

    def numbers(self) -> Iterable[str]:
        """The attendees that the decision is about."""
        raise NotImplementedError

    def consistency_boundary(self) -> list[Selector]:
        meeting = MEETING(self.ask.meeting)
        own = (Selector(ATTENDANCE, [meeting, ATTENDEE(n)]) for n in dict.fromkeys(self.numbers()))
        return [*InMeeting.consistency_boundary(self), *own]
