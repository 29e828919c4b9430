"""Closing a box: the numbers of the vote are fixed, before anybody knows how it went."""

from taizhang.commands.slice import Selector, Slice, decides, event
from taizhang.domain.ballots import refusals
from taizhang.domain.ballots.commands import CloseBox
from taizhang.domain.ballots.events import (
    BallotCast,
    BoxClosed,
    BoxOpened,
    SlipsSealed,
    SlipVoided,
)
from taizhang.domain.meetings.events import AttendeeCheckedIn
from taizhang.domain.names import BOX, MEETING
from taizhang.domain.refusals import wrong_state
from taizhang.tenancy.roles import Role


@decides(CloseBox, by=(Role.CLERK, Role.TELLER))
class BoxClosing(Slice[CloseBox]):
    """More ballots than people who came make the vote invalid; that is a fact, not a refusal.

    Whoever voted and left has still come, so leaving takes nobody off the count.
    """

    state = "未开箱"
    meeting = ""
    cycle = ""
    entitled = 0
    cast = 0

    def __init__(self, ask: CloseBox) -> None:
        super().__init__(ask)
        self.came: set[str] = set()

    def consistency_boundary(self) -> list[Selector]:
        box, meeting = BOX(self.ask.box), MEETING(self.ask.meeting)
        return [
            Selector([SlipsSealed, SlipVoided, BoxOpened, BallotCast, BoxClosed], [box]),
            Selector([AttendeeCheckedIn], [meeting]),
        ]

    @event(SlipsSealed)
    def _(self, count: int) -> None:
        self.entitled += count

    @event(SlipVoided)
    def _(self) -> None:
        self.entitled -= 1

    @event(BoxOpened)
    def _(self, meeting: str, cycle: str) -> None:
        self.state, self.meeting, self.cycle = "已开箱", meeting, cycle

    @event(BallotCast)
    def _(self) -> None:
        self.cast += 1

    @event(BoxClosed)
    def _(self) -> None:
        self.state = "已封箱"

    @event(AttendeeCheckedIn)
    def _(self, attendee: str) -> None:
        self.came.add(attendee)

    def execute(self) -> None:
        ask, came = self.ask, len(self.came)
        not_open = wrong_state("票箱", ask.box, self.state, "已开箱")
        self.refuse_unless(self.state == "已开箱", not_open)
        other = refusals.OTHER_MEETING(box=ask.box, held=self.meeting, asked=ask.meeting)
        self.refuse_unless(self.meeting == ask.meeting, other)
        self.record(
            BoxClosed(
                box=ask.box,
                meeting=self.meeting,
                cycle=self.cycle,
                entitled=self.entitled,
                checked_in=came,
                cast=self.cast,
                valid=self.cast <= came,
            )
        )
