"""Casting: rests on the box's state and one slip, so that no voter waits for another."""

from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.ballots import refusals, slip_refusals
from taizhang.domain.ballots.commands import CastBallot
from taizhang.domain.ballots.events import BallotCast, BoxClosed, BoxOpened, CastingEnded
from taizhang.domain.ballots.questions import Question
from taizhang.domain.ballots.sealing import sealed_size
from taizhang.domain.ballots.slip_codes import slip_of
from taizhang.domain.ballots.slip_standing import OfSlips
from taizhang.domain.names import BOX
from taizhang.tenancy.roles import ANYONE


@decides(CastBallot, by=ANYONE)
class Casting(OfSlips[CastBallot]):
    """A slip is good for one ballot, and only while its box is open (S0-11, S1-12).

    That no more ballots are cast than people came is checked at the close: here it would make
    every ballot wait for every other.
    """

    def __init__(self, ask: CastBallot) -> None:
        super().__init__(ask, ask.box, slip_of(ask.box, ask.proof))
        self.state = "未开箱"
        self.size = 0

    def consistency_boundary(self) -> list[Selector]:
        box = Selector([BoxOpened, CastingEnded, BoxClosed], [BOX(self.ask.box)])
        return [box, *self.of_slips()]

    @event(BoxOpened)
    def _(self, questions: list[Question]) -> None:
        self.state = "已开箱"
        self.size = sealed_size(len(questions))

    @event(CastingEnded)
    def _(self) -> None:
        self.state = "已停止投票"

    @event(BoxClosed)
    def _(self) -> None:
        self.state = "已封箱"

    def execute(self) -> None:
        ask, size = self.ask, len(self.ask.sealed)
        closed = refusals.NOT_OPEN(box=ask.box, state=self.state)
        self.refuse_unless(self.state == "已开箱", closed)
        self.require_unused()
        self.refuse_unless(not self.standing.returned, slip_refusals.ON_PAPER())
        wrong_size = refusals.WRONG_SIZE(required=self.size, given=size)
        self.refuse_unless(size == self.size, wrong_size)
        self.record(BallotCast(box=ask.box, slip=self.slip, sealed=ask.sealed))
