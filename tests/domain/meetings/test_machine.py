"""Whatever is asked in whatever order, a meeting goes its way, and its rows show where it is."""

from datetime import date
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from msgspec.structs import replace

from taizhang.domain.ballots.events import BoxClosed
from taizhang.domain.ballots.slip_codes import proof_of
from taizhang.domain.meetings.attendance import CheckIn, CheckInByCode, Leave
from taizhang.domain.meetings.comments import GiveComment
from taizhang.domain.meetings.concluding import ConcludeMeeting
from taizhang.domain.meetings.debrief_rows import Debrief
from taizhang.domain.meetings.debriefs import HoldDebrief
from taizhang.domain.meetings.events import AttendeeCheckedIn, AttendeeLeft, MeetingConcluded
from taizhang.domain.meetings.invitation_codes import new_invitation
from taizhang.domain.meetings.inviting import Invite, Invitee
from taizhang.domain.meetings.minutes import RecordMinutes, SignMinutes
from taizhang.domain.meetings.putting_off import CancelMeeting, PostponeMeeting
from taizhang.domain.meetings.roll import Attendee
from taizhang.domain.meetings.rows import Attendance, Meeting
from taizhang.errors import Refused

NUMBERS = st.sampled_from("12345")
CODES = {number: new_invitation("m", number) for number in "12345"}
NEEDED = 3


class Meetings(RuleBasedStateMachine):
    """A plain model beside the town: the stage, who is here, and how far the agenda has gone."""

    ended: ClassVar[int] = 0

    def __init__(self, town: Any, opening: Any, sealed_slips: Any) -> None:
        super().__init__()
        self.town = town.given(sealed_slips)
        self.opening = opening
        self.stage = "called"
        self.here: set[str] = set()
        self.came: set[str] = set()
        self.invited: set[str] = set()
        self.debriefed = self.commented = False
        self.box = "none"
        self.minuted = False
        self.signers: set[str] = set()

    @property
    def sits(self) -> bool:
        return self.stage in ("called", "today")

    @property
    def settled(self) -> bool:
        return self.stage in ("cancelled", "concluded")

    def asks(self, command: Any, fine: bool, actor: str = "clerk") -> list[Any] | None:
        """What a command recorded; None when it was refused, which must be as `fine` says."""
        try:
            new: list[Any] = self.town.do(command, actor)
        except Refused:
            assert not fine
            return None
        assert fine
        return new

    @rule(number=NUMBERS)
    def invite(self, number: str) -> None:
        invitee = Invitee(number=number, category="群众代表", code=CODES[number][1])
        fine = not self.settled and number not in self.here
        if self.asks(Invite(meeting="m", invitees=[invitee]), fine) is not None:
            self.invited.add(number)

    @rule(number=NUMBERS)
    def arrive(self, number: str) -> None:
        people = [Attendee(number=number, category="群众代表")]
        if self.asks(CheckIn(meeting="m", attendees=people), self.sits) is not None:
            self.here.add(number)
            self.came.add(number)

    @rule(number=NUMBERS, code=NUMBERS)
    def arrive_by_code(self, number: str, code: str) -> None:
        command = CheckInByCode(meeting="m", number=number, proof=proof_of(CODES[code][0]))
        fine = self.sits and number in self.invited and code == number
        if self.asks(command, fine, "nobody") is not None:
            self.here.add(number)
            self.came.add(number)

    @rule(number=NUMBERS)
    def leave(self, number: str) -> None:
        fine = self.sits and number in self.here
        if self.asks(Leave(meeting="m", number=number), fine) is not None:
            self.here.remove(number)

    @rule()
    def debrief(self) -> None:
        command = HoldDebrief(meeting="m", organisation="jingui")
        held_before = self.debriefed
        if self.asks(command, self.sits and (held_before or self.box == "none")) is not None:
            self.debriefed = True

    @rule()
    def comment(self) -> None:
        about = {"meeting": "m", "organisation": "jingui"}
        command = GiveComment(**about, praised="好", problems="少", direction="多")
        fine = self.sits and self.debriefed and (self.commented or self.box == "none")
        if self.asks(command, fine, "secretary") is not None:
            self.commented = True

    @rule()
    def open_box(self) -> None:
        in_turn = self.debriefed and self.commented
        fine = self.sits and self.box == "none" and len(self.here) >= NEEDED and in_turn
        if opened := self.asks(self.opening, fine):
            self.box = "open"
            assert opened[0].present == len(self.here)  # whoever left does not count

    @rule()
    def close_box(self) -> None:
        if self.box == "open":
            self.box = "closed"
            self.town.given(
                BoxClosed(
                    box="b", meeting="m", cycle="c", entitled=5, checked_in=5, cast=0, valid=True
                )
            )

    @rule(day=st.sampled_from(["never", "today", "later"]), sure=st.integers(0, 3))
    def postpone(self, day: str, sure: int) -> None:
        if sure and day != "today":  # seldom, or hardly any meeting would sit
            return
        to = {"never": None, "today": self.town.today, "later": date(2016, 3, 1)}[day]
        fine = not self.settled and not self.came
        if self.asks(PostponeMeeting(meeting="m", to=to, reason="改期"), fine) is not None:
            self.stage = "today" if day == "today" else "postponed"

    @rule(sure=st.integers(0, 7))
    def cancel(self, sure: int) -> None:
        if sure:  # seldom, or hardly any meeting would get far
            return
        fine = not self.settled and self.box == "none"
        if self.asks(CancelMeeting(meeting="m", reason="取消"), fine) is not None:
            self.stage = "cancelled"

    @rule()
    def conclude(self) -> None:
        voted = self.box == "closed" or not self.debriefed
        fine = self.sits and self.box != "open" and voted and bool(self.signers)
        if concluded := self.asks(ConcludeMeeting(meeting="m"), fine):
            self.stage = "concluded"
            type(self).ended += 1
            assert concluded[0].present == len(self.here)

    @rule(signed=st.booleans())
    def take_minutes(self, signed: bool) -> None:
        command = RecordMinutes(meeting="m", text="略")
        if self.asks(command, self.stage != "cancelled") is not None:
            self.minuted, self.signers = True, set()
            if signed:
                self.sign("secretary")

    @rule()
    def write_up_and_conclude(self) -> None:
        self.close_box()
        self.take_minutes(signed=True)
        self.conclude()

    @rule(actor=st.sampled_from(["clerk", "secretary"]))
    def sign_minutes(self, actor: str) -> None:
        self.sign(actor)

    def sign(self, actor: str) -> None:
        fine = self.stage != "cancelled" and self.minuted
        if self.asks(SignMinutes(meeting="m"), fine, actor) is not None:
            self.signers.add(actor)

    @invariant()
    def rows_agree_with_the_model(self) -> None:
        row = self.town.folded(Meeting)["m",]
        shown = {"today": "postponed"}.get(self.stage, self.stage)
        assert (row.state, row.present) == (shown, len(self.here))
        sheet = self.town.folded(Attendance)
        assert {n for (_, n), each in sheet.items() if each.state == "present"} == self.here
        assert {n for (_, n), each in sheet.items() if each.invited} == self.invited
        assert (("m", "jingui") in self.town.folded(Debrief)) == self.debriefed
        assert set(row.signed_by) == self.signers

    @invariant()
    def nobody_comes_to_what_is_settled(self) -> None:
        """Whatever was asked, the number at the end stays the number at the end."""
        if self.stage == "concluded":
            [end] = [e for e in self.town.history if isinstance(e, MeetingConcluded)]
            assert end.present == len(self.here)
            assert self.town.history.index(end) > max(self.positions_of_arrivals(), default=-1)

    def positions_of_arrivals(self) -> list[int]:
        kinds = (AttendeeCheckedIn, AttendeeLeft)
        return [n for n, event in enumerate(self.town.history) if isinstance(event, kinds)]


@pytest.mark.hypothesis
def test_meetings_go_their_way(santangjie: Any, opening: Any, sealed_slips: Any) -> None:
    town = santangjie.assessing("jingui").meeting()
    town.amend("meetings.attendance", minimum=NEEDED)
    town.amend("meetings.agenda", hardness="hard")
    town.amend("meetings.minutes", required=True, signatures=1)
    one = replace(opening, questions=opening.questions[:1])

    class Called(Meetings):
        def __init__(self) -> None:
            super().__init__(town.copy(), one, sealed_slips)

    run_state_machine_as_test(
        Called,
        settings=settings(
            max_examples=50,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert Called.ended > 1  # what comes after the end was tried as well
