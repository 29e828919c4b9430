"""Who is present: arrivals and departures."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import decides
from taizhang.domain.meetings.admission import ALREADY_PRESENT, check_categories, check_invited
from taizhang.domain.meetings.attending import Attending
from taizhang.domain.meetings.events import AttendeeCheckedIn, AttendeeLeft
from taizhang.domain.meetings.invitation_codes import known_as
from taizhang.domain.meetings.roll import Attendee, Number
from taizhang.domain.meetings.sitting import MeetingCommand
from taizhang.domain.refusals import unknown
from taizhang.errors import Refusal
from taizhang.tenancy.roles import ANYONE, Role

WRONG_CODE = Refusal(
    "meetings.wrong_code",
    zh="签到码与 {number} 号的邀请不符，请对照邀请函重新输入",
    en="the code does not belong to number {number}; compare it with the invitation",
)


class CheckIn(MeetingCommand, name="meetings.check_in", title="签到"):
    """Record who is present. Checking in twice changes nothing, and is told."""

    attendees: Annotated[list[Attendee], Meta(min_length=1, max_length=2000, title="到会人员")]


class CheckInByCode(MeetingCommand, name="meetings.check_in_by_code", title="凭码签到"):
    """Check oneself in with the number on one's invitation, and the proof of its code: SHA-256."""

    number: Annotated[Number, Meta(title="参会人编号")]
    proof: Annotated[str, Meta(pattern="^[0-9a-f]{64}$", title="签到码凭证")]


class Leave(MeetingCommand, name="meetings.leave", title="离会"):
    """Record that somebody has left before the end."""

    number: Annotated[Number, Meta(title="参会人编号")]


@decides(CheckIn, by=(Role.CLERK, Role.TELLER))
class Arrival(Attending[CheckIn]):
    """Categories are those of the tenant's document; the committee's are its own."""

    def numbers(self) -> list[str]:
        return [each.number for each in self.ask.attendees]

    def execute(self) -> None:
        self.require_sitting()
        if self.is_review:
            rule = self.provisions.attendees
            check_categories((each.category for each in self.ask.attendees), rule)
            check_invited(self, self.ask.attendees, self.roll, rule)
        for attendee in self.ask.attendees:
            self._arrive(attendee)

    def _arrive(self, attendee: Attendee) -> None:
        number = attendee.number
        if number in self.roll.present:
            self.warn(ALREADY_PRESENT(number=number))
            return
        self.record(
            AttendeeCheckedIn(meeting=self.ask.meeting, attendee=number, category=attendee.category)
        )


@decides(CheckInByCode, by=ANYONE)
class ArrivalByCode(Attending[CheckInByCode]):
    """The code on the invitation says who it is, and in which category."""

    def numbers(self) -> list[str]:
        return [self.ask.number]

    def execute(self) -> None:
        self.require_sitting()
        number, roll = self.ask.number, self.roll
        fitting = roll.codes.get(number) == known_as(self.ask.meeting, number, self.ask.proof)
        self.refuse_unless(fitting, WRONG_CODE(number=number))
        if number in roll.present:
            self.warn(ALREADY_PRESENT(number=number))
            return
        category = roll.invited[number]
        self.record(AttendeeCheckedIn(meeting=self.ask.meeting, attendee=number, category=category))


@decides(Leave, by=(Role.CLERK, Role.TELLER))
class Departure(Attending[Leave]):
    """Only who is present can leave."""

    def numbers(self) -> list[str]:
        return [self.ask.number]

    def execute(self) -> None:
        self.require_sitting()
        number = self.ask.number
        self.refuse_unless(number in self.roll.present, unknown("在场人员", number))
        self.record(AttendeeLeft(meeting=self.ask.meeting, attendee=number))
