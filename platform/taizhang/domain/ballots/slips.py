"""Slips: registered before the box opens, so that none can be added while votes are cast."""

from collections.abc import Iterable

from taizhang.commands.slice import Selector, Slice, decides, event
from taizhang.domain.ballots import refusals
from taizhang.domain.ballots.commands import RegisterSlips, VoidSlip
from taizhang.domain.ballots.events import (
    BallotCast,
    BoxClosed,
    SlipsRegistered,
    SlipsSealed,
    SlipVoided,
)
from taizhang.domain.ballots.merkle import merkle_root
from taizhang.domain.meetings.events import MeetingCalled
from taizhang.domain.names import BOX, MEETING, SLIP
from taizhang.domain.refusals import TAKEN, unknown, wrong_state
from taizhang.tenancy.roles import Role

#: Each hash is a tag, and the log takes 64 tags an event.
BATCH = 40


def slips_root(hashes: Iterable[str]) -> str:
    """The Merkle root of the sorted hashes, in hex."""
    return merkle_root([bytes.fromhex(each) for each in sorted(hashes)]).hex()


@decides(RegisterSlips, by=(Role.CLERK, Role.TELLER))
class SlipRegistration(Slice[RegisterSlips]):
    """The slips of a box are registered once and all together."""

    called = False
    sealed = False

    def consistency_boundary(self) -> list[Selector]:
        return [
            Selector([MeetingCalled], [MEETING(self.ask.meeting)]),
            Selector([SlipsSealed], [BOX(self.ask.box)]),
        ]

    @event(MeetingCalled)
    def _(self) -> None:
        self.called = True

    @event(SlipsSealed)
    def _(self) -> None:
        self.sealed = True

    def execute(self) -> None:
        ask, root = self.ask, slips_root(self.ask.hashes)
        self.refuse_unless(self.called, unknown("会议", ask.meeting))
        self.refuse_unless(not self.sealed, TAKEN(kind="票箱的选票", id=ask.box))
        self.refuse_unless(len(set(ask.hashes)) == len(ask.hashes), refusals.SLIP_TWICE())
        self.refuse_unless(ask.root == root, refusals.WRONG_ROOT(root=root))
        self._record_batches(sorted(ask.hashes))
        count = len(ask.hashes)
        self.record(SlipsSealed(box=ask.box, meeting=ask.meeting, count=count, root=root))

    def _record_batches(self, hashes: list[str]) -> None:
        for batch, start in enumerate(range(0, len(hashes), BATCH), start=1):
            self.record(
                SlipsRegistered(
                    box=self.ask.box,
                    meeting=self.ask.meeting,
                    batch=batch,
                    hashes=hashes[start : start + BATCH],
                )
            )


@decides(VoidSlip, by=(Role.CLERK, Role.TELLER))
class SlipVoiding(Slice[VoidSlip]):
    """A slip may be voided until it is used or its box is closed."""

    known = False
    void = False
    spent = False
    closed = False

    def consistency_boundary(self) -> list[Selector]:
        return [
            Selector([BoxClosed], [BOX(self.ask.box)]),
            Selector([SlipsRegistered, SlipVoided, BallotCast], [SLIP(self.ask.slip)]),
        ]

    @event(BoxClosed)
    def _(self) -> None:
        self.closed = True

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
        ask = self.ask
        closed = wrong_state("票箱", ask.box, "已封箱", "未封箱")
        self.refuse_unless(not self.closed, closed)
        self.refuse_unless(self.known, refusals.SLIP_UNKNOWN(box=ask.box))
        self.refuse_unless(not self.void, refusals.SLIP_VOID())
        self.refuse_unless(not self.spent, refusals.SLIP_SPENT())
        self.record(SlipVoided(box=ask.box, slip=ask.slip, reason=ask.reason))
