"""New codes for those invited, to print: made outside the log, which learns their hashes only."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from taizhang.domain.meetings.attending import ATTENDANCE
from taizhang.domain.meetings.events import (
    AttendeeCheckedIn,
    AttendeeInvited,
    AttendeeLeft,
    MeetingCalled,
)
from taizhang.domain.meetings.invitation_codes import new_invitation
from taizhang.domain.meetings.inviting import Invite, Invitee
from taizhang.domain.meetings.roll import Roll
from taizhang.domain.names import MEETING
from taizhang.domain.refusals import unknown
from taizhang.errors import Refusal, Refused
from taizhang.events.event import Event
from taizhang.log.model import Selector

NOBODY_TO_PRINT = Refusal(
    "meetings.nobody_to_print",
    zh="会议“{meeting}”没有已受邀而未签到的人，没有可打印的邀请函",
    en="nobody is invited to {meeting!r} who has not come yet",
    status=409,
)


class Printed(NamedTuple):
    """One invitation on paper: the only place where its code stands."""

    number: str
    category: str
    code: str


class Invitations(NamedTuple):
    """What to ask for, so that the codes are good, and what to print afterwards."""

    command: Invite
    printed: list[Printed]
    place: str


def calling_of(meeting: str) -> list[Selector]:
    """The part of the log that tells where a meeting is, who is invited and who has come."""
    types: tuple[type[Event], ...] = (MeetingCalled, *ATTENDANCE)
    kinds = tuple(kind.event_name for kind in types)
    return [Selector(kinds, (MEETING(meeting),))]


def new_invitations(
    meeting: str, happened: Iterable[object], numbers: Sequence[str] | None = None
) -> Invitations:
    """New codes for all who are expected, or for these numbers; older codes are good no more.

    Raises Refused for a meeting or a number that is not there.
    """
    roll, place = _read(meeting, happened)
    expected = {n: each for n, each in roll.invited.items() if n not in roll.present}
    if strange := [number for number in numbers or () if number not in expected]:
        raise Refused(*(unknown("未签到的受邀人员", number) for number in strange))
    wanted = dict.fromkeys(expected if numbers is None else numbers)
    if not wanted:
        raise Refused(NOBODY_TO_PRINT(meeting=meeting))
    invitees, printed = [], []
    for number in wanted:
        code, known = new_invitation(meeting, number)
        printed.append(Printed(number, expected[number], code))
        invitees.append(Invitee(number=number, category=expected[number], code=known))
    return Invitations(Invite(meeting=meeting, invitees=invitees), printed, place)


def _read(meeting: str, happened: Iterable[object]) -> tuple[Roll, str]:
    roll, place = Roll(), None
    for event in happened:
        match event:
            case MeetingCalled():
                place = event.place
            case AttendeeInvited():
                roll.invite(event.attendee, event.category, event.code)
            case AttendeeCheckedIn():
                roll.arrive(event.attendee, event.category)
            case AttendeeLeft():
                roll.leave(event.attendee)
    if place is None:
        raise Refused(unknown("会议", meeting))
    return roll, place
