"""Casting: rests on the box's state and one slip, so that no voter waits for another."""

from taizhang.commands.slice import Selector, Slice, decides, event
from taizhang.domain.ballots import refusals
from taizhang.domain.ballots.commands import CastBallot
from taizhang.domain.ballots.events import (
    BallotCast,
    BoxClosed,
    BoxOpened,
    Question,
    SlipsRegistered,
    SlipVoided,
)
from taizhang.domain.ballots.sealing import sealed_size
from taizhang.domain.ballots.slip_codes import slip_of
from taizhang.domain.names import BOX, SLIP
from taizhang.tenancy.roles import ANYONE


@decides(CastBallot, by=ANYONE)
class Casting(Slice[CastBallot]):
    """A slip is good for one ballot, and only while its box is open (S0-11, S1-12).

    That no more ballots are cast than people came is checked at the close: here it would make
    every ballot wait for every other.
    """

    known = False
    void = False
    spent = False

    def __init__(self, ask: CastBallot) -> None:
        super().__init__(ask)
        self.slip = slip_of(ask.box, ask.proof)
        self.state = "未开箱"
        self.size = 0

    def consistency_boundary(self) -> list[Selector]:
        return [
            Selector([BoxOpened, BoxClosed], [BOX(self.ask.box)]),
            Selector([SlipsRegistered, SlipVoided, BallotCast], [SLIP(self.slip)]),
        ]

    @event(BoxOpened)
    def _(self, questions: list[Question]) -> None:
        self.state = "已开箱"
        self.size = sealed_size(len(questions))

    @event(BoxClosed)
    def _(self) -> None:
        self.state = "已封箱"

    @event(SlipsRegistered)
    def _(self, box: str) -> None:
        self.known |= box == self.ask.box

    @event(SlipVoided)
    def _(self, box: str) -> None:
        self.void |= box == self.ask.box

    @event(BallotCast)
    def _(self) -> None:
        self.spent = True

    def execute(self) -> None:
        ask, size = self.ask, len(self.ask.sealed)
        closed = refusals.NOT_OPEN(box=ask.box, state=self.state)
        self.refuse_unless(self.state == "已开箱", closed)
        self.refuse_unless(self.known, refusals.SLIP_UNKNOWN(box=ask.box))
        self.refuse_unless(not self.void, refusals.SLIP_VOID())
        self.refuse_unless(not self.spent, refusals.SLIP_SPENT())
        wrong_size = refusals.WRONG_SIZE(required=self.size, given=size)
        self.refuse_unless(size == self.size, wrong_size)
        self.record(BallotCast(box=ask.box, slip=self.slip, sealed=ask.sealed))
