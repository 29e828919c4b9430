"""Voiding a slip, and giving out a spare one in its place."""

from typing import TypeVar

from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.ballots import slip_refusals
from taizhang.domain.ballots.commands import ReissueSlip, VoidSlip
from taizhang.domain.ballots.events import BoxClosed
from taizhang.domain.ballots.slip_events import SlipReissued, SlipVoided
from taizhang.domain.ballots.slip_standing import OfSlips
from taizhang.domain.names import BOX
from taizhang.domain.refusals import wrong_state
from taizhang.tenancy.roles import Role

C = TypeVar("C", VoidSlip, ReissueSlip)


class _Voiding(OfSlips[C]):
    closed = False

    def consistency_boundary(self) -> list[Selector]:
        return [Selector([BoxClosed], [BOX(self.ask.box)]), *self.of_slips()]

    @event(BoxClosed)
    def _closed(self) -> None:
        self.closed = True

    def void(self) -> None:
        """A used slip stays used, and after the close the numbers stand."""
        ask = self.ask
        closed = wrong_state("票箱", ask.box, "已封箱", "未封箱")
        self.refuse_unless(not self.closed, closed)
        self.require_unused()
        self.record(SlipVoided(box=ask.box, slip=ask.slip, reason=ask.reason))


@decides(VoidSlip, by=(Role.CLERK, Role.TELLER))
class SlipVoiding(_Voiding[VoidSlip]):
    """A slip may be voided until it is used or its box is closed."""

    def __init__(self, ask: VoidSlip) -> None:
        super().__init__(ask, ask.box, ask.slip)

    def execute(self) -> None:
        self.void()


@decides(ReissueSlip, by=(Role.CLERK, Role.TELLER))
class SlipReissuing(_Voiding[ReissueSlip]):
    """A spare comes from the slips that were sealed before the opening: none is ever added."""

    def __init__(self, ask: ReissueSlip) -> None:
        super().__init__(ask, ask.box, ask.slip, ask.spare)

    def execute(self) -> None:
        ask = self.ask
        self.refuse_unless(ask.slip != ask.spare, slip_refusals.OWN_SPARE())
        self.void()
        self.record(SlipReissued(box=ask.box, slip=ask.spare, void=ask.slip, reason=ask.reason))
