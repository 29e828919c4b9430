"""Opening a box: slips ready, officers named, enough people present."""

from collections import Counter

from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.ballots import refusals, slip_refusals
from taizhang.domain.ballots.asking import Asking
from taizhang.domain.ballots.box_keys import public_key
from taizhang.domain.ballots.commands import OpenBox
from taizhang.domain.ballots.events import BoxOpened, OfficerNamed
from taizhang.domain.ballots.rules import BallotRules
from taizhang.domain.ballots.slip_events import SlipsSealed
from taizhang.domain.enrolment import ENROLMENT
from taizhang.domain.meetings.attending import ATTENDANCE
from taizhang.domain.meetings.events import (
    AttendeeCheckedIn,
    AttendeeInvited,
    AttendeeLeft,
    CommentGiven,
    DebriefHeld,
)
from taizhang.domain.meetings.quorum import shortfalls
from taizhang.domain.meetings.roll import Roll
from taizhang.domain.meetings.sitting import LIFE
from taizhang.domain.names import BOX, CYCLE, MEETING
from taizhang.domain.naming import registered
from taizhang.domain.refusals import TAKEN
from taizhang.errors import Refused
from taizhang.tenancy.roles import Role


@decides(OpenBox, by=(Role.CLERK, Role.TELLER))
class BoxOpening(Asking):
    """Without a quorum there is no vote (S0-08, S2-11)."""

    opened = False

    def __init__(self, ask: OpenBox) -> None:
        super().__init__(ask)
        self.slips_for: str | None = None
        self.roll = Roll()
        self.duties: Counter[str] = Counter()

    def consistency_boundary(self) -> list[Selector]:
        ask = self.ask
        return [
            Selector([SlipsSealed, OfficerNamed, BoxOpened], [BOX(ask.box)]),
            Selector([*LIFE, *ATTENDANCE, DebriefHeld, CommentGiven], [MEETING(ask.meeting)]),
            Selector(ENROLMENT, [CYCLE(ask.cycle)]),
            *registered(),
        ]

    @event(SlipsSealed)
    def _(self, meeting: str) -> None:
        self.slips_for = meeting

    @event(OfficerNamed)
    def _(self, duty: str) -> None:
        self.duties[duty] += 1

    @event(BoxOpened)
    def _(self) -> None:
        self.opened = True

    @event(AttendeeInvited)
    def _(self, attendee: str, category: str, code: str | None) -> None:
        self.roll.invite(attendee, category, code)

    @event(AttendeeCheckedIn)
    def _(self, attendee: str, category: str) -> None:
        self.roll.arrive(attendee, category)

    @event(AttendeeLeft)
    def _(self, attendee: str) -> None:
        self.roll.leave(attendee)

    def execute(self) -> None:
        self.refuse_unless(not self.opened, TAKEN(kind="票箱", id=self.ask.box))
        self._check_meeting()
        self._check_quorum()
        self._check_officers()
        self.check_questions()
        self.check_agenda()
        self._check_key()
        self.record(
            BoxOpened(
                box=self.ask.box,
                meeting=self.ask.meeting,
                cycle=self.ask.cycle,
                public_key=self.ask.public_key,
                questions=self.ask.questions,
                present=len(self.roll.present),
            )
        )

    def _check_meeting(self) -> None:
        box, meeting, cycle = self.ask.box, self.ask.meeting, self.ask.cycle
        self.refuse_outside(meeting)
        self.refuse_before(meeting)
        other_cycle = refusals.OTHER_CYCLE(meeting=meeting, held=self.cycle, asked=cycle)
        self.refuse_unless(self.cycle == cycle, other_cycle)
        self.refuse_unless(self.slips_for is not None, slip_refusals.NO_SLIPS(box=box))
        other_meeting = refusals.OTHER_MEETING(box=box, held=self.slips_for, asked=meeting)
        self.refuse_unless(self.slips_for == meeting, other_meeting)

    def _check_quorum(self) -> None:
        """Of those present now, not of those who once came."""
        if short := list(shortfalls(self.roll, self.provisions)):
            raise Refused(*short)

    def _check_officers(self) -> None:
        rules, named = self.context.rules.of(BallotRules).officers, self.duties
        if rules is None:
            return
        short = refusals.OFFICERS(
            clause=rules.basis("scrutineers"),
            scrutineers=rules.scrutineers,
            counters=rules.counters,
            named=named["scrutineer"] + named["counter"],
        )
        enough = named["scrutineer"] >= rules.scrutineers and named["counter"] >= rules.counters
        self.refuse_unless(enough, short)

    def _check_key(self) -> None:
        try:
            public_key(self.ask.public_key)
        except ValueError:
            raise Refused(refusals.BAD_KEY()) from None
