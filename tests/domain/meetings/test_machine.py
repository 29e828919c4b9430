"""Whatever is asked in whatever order, a meeting goes its way, and its rows show where it is."""

from datetime import date
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from msgspec.structs import replace

from taizhang.domain.ballots.events import BoxClosed
from taizhang.domain.meetings.attendance import CheckIn, Leave
from taizhang.domain.meetings.comments import GiveComment
from taizhang.domain.meetings.concluding import ConcludeMeeting
from taizhang.domain.meetings.debrief_rows import Debrief
from taizhang.domain.meetings.debriefs import HoldDebrief
from taizhang.domain.meetings.inviting import Invite, Invitee
from taizhang.domain.meetings.minutes import RecordMinutes
from taizhang.domain.meetings.putting_off import CancelMeeting, PostponeMeeting
from taizhang.domain.meetings.roll import Attendee
from taizhang.domain.meetings.rows import Attendance, Meeting
from taizhang.errors import Refused

NUMBERS = st.sampled_from("12345")
NEEDED = 3


class Meetings(RuleBasedStateMachine):
    """A plain model beside the town: the stage, who is here, and how far the agenda has gone."""

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

    @property
    def sits(self) -> bool:
        return self.stage in ("called", "today")

    def asks(self, command: Any, fine: bool, actor: str = "clerk") -> bool:
        try:
            self.town.do(command, actor)
        except Refused:
            assert not fine
            return False
        assert fine
        return True

    @rule(number=NUMBERS)
    def invite(self, number: str) -> None:
        command = Invite(meeting="m", invitees=[Invitee(number=number, category="群众代表")])
        fine = self.stage not in ("cancelled", "concluded") and number not in self.here
        if self.asks(command, fine):
            self.invited.add(number)

    @rule(number=NUMBERS)
    def arrive(self, number: str) -> None:
        people = [Attendee(number=number, category="群众代表")]
        if self.asks(CheckIn(meeting="m", attendees=people), self.sits):
            self.here.add(number)
            self.came.add(number)

    @rule(number=NUMBERS)
    def leave(self, number: str) -> None:
        if self.asks(Leave(meeting="m", number=number), self.sits and number in self.here):
            self.here.remove(number)

    @rule()
    def debrief(self) -> None:
        command = HoldDebrief(meeting="m", organisation="jingui")
        held_before = self.debriefed
        if self.asks(command, self.sits and (held_before or self.box == "none")):
            self.debriefed = True

    @rule()
    def comment(self) -> None:
        about = {"meeting": "m", "organisation": "jingui"}
        command = GiveComment(**about, praised="好", problems="少", direction="多")
        fine = self.sits and self.debriefed and (self.commented or self.box == "none")
        if self.asks(command, fine, "secretary"):
            self.commented = True

    @rule()
    def open_box(self) -> None:
        in_turn = self.debriefed and self.commented
        fine = self.sits and self.box == "none" and len(self.here) >= NEEDED and in_turn
        if self.asks(self.opening, fine):
            self.box = "open"

    @rule()
    def close_box(self) -> None:
        if self.box == "open":
            self.box = "closed"
            self.town.given(
                BoxClosed(
                    box="b", meeting="m", cycle="c", entitled=5, checked_in=5, cast=0, valid=True
                )
            )

    @rule(day=st.sampled_from(["never", "today", "later"]))
    def postpone(self, day: str) -> None:
        to = {"never": None, "today": self.town.today, "later": date(2016, 3, 1)}[day]
        fine = self.stage not in ("cancelled", "concluded") and not self.came
        if self.asks(PostponeMeeting(meeting="m", to=to, reason="改期"), fine):
            self.stage = "today" if day == "today" else "postponed"

    @rule(sure=st.integers(0, 7))
    def cancel(self, sure: int) -> None:
        if sure:  # seldom, or hardly any meeting would get far
            return
        fine = self.stage not in ("cancelled", "concluded") and self.box == "none"
        if self.asks(CancelMeeting(meeting="m", reason="取消"), fine):
            self.stage = "cancelled"

    @rule(sure=st.integers(0, 3))
    def conclude(self, sure: int) -> None:
        if sure:
            return
        if self.asks(ConcludeMeeting(meeting="m"), self.sits and self.box != "open"):
            self.stage = "concluded"

    @rule()
    def take_minutes(self) -> None:
        self.asks(RecordMinutes(meeting="m", text="略"), self.stage != "cancelled")

    @invariant()
    def rows_agree_with_the_model(self) -> None:
        row = self.town.folded(Meeting)["m",]
        shown = {"today": "postponed"}.get(self.stage, self.stage)
        assert (row.state, row.present) == (shown, len(self.here))
        sheet = self.town.folded(Attendance)
        assert {n for (_, n), each in sheet.items() if each.state == "present"} == self.here
        assert {n for (_, n), each in sheet.items() if each.invited} == self.invited
        assert (("m", "jingui") in self.town.folded(Debrief)) == self.debriefed


def test_meetings_go_their_way(santangjie: Any, opening: Any, sealed_slips: Any) -> None:
    town = santangjie.assessing("jingui").meeting()
    town.amend("meetings.attendance", minimum=NEEDED)
    town.amend("meetings.agenda", hardness="hard")
    one = replace(opening, questions=opening.questions[:1])

    class Called(Meetings):
        def __init__(self) -> None:
            super().__init__(town.copy(), one, sealed_slips)

    run_state_machine_as_test(
        Called,
        settings=settings(
            max_examples=40,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
