"""How slips stand: what every decision on a slip has to know of it."""

from typing import Any, TypeVar

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, Slice, event
from taizhang.domain.ballots import slip_refusals
from taizhang.domain.ballots.events import BallotCast
from taizhang.domain.ballots.paper_events import PaperEntered, PaperRejected
from taizhang.domain.ballots.slip_events import SlipsRegistered, SlipVoided
from taizhang.domain.names import SLIP

C = TypeVar("C", bound=Command)
_KINDS: list[Any] = [SlipsRegistered, SlipVoided, BallotCast, PaperEntered, PaperRejected]


class Standing:
    """One slip. Used ones stay used, void ones void, and a paper that came back is a paper."""

    def __init__(self) -> None:
        self.known = self.void = self.spent = self.returned = False
        self.entry: PaperEntered | None = None
        """The entry of its paper that nobody has confirmed or rejected yet."""


class OfSlips(Slice[C]):
    """A decision on one slip of a box, or two."""

    def __init__(self, ask: C, box: str, *slips: str) -> None:
        super().__init__(ask)
        self.box, self.slip = box, slips[0]
        self.standings = {slip: Standing() for slip in slips}

    @property
    def standing(self) -> Standing:
        """Of the first slip."""
        return self.standings[self.slip]

    def of_slips(self) -> list[Selector]:
        """All that ever happens to these slips."""
        return [Selector(_KINDS, [SLIP(slip)]) for slip in self.standings]

    @event(SlipsRegistered)
    def _registered(self, box: str, hashes: list[str]) -> None:
        for slip in self.standings.keys() & set(hashes):
            self.standings[slip].known |= box == self.box

    @event(SlipVoided)
    def _voided(self, box: str, slip: str) -> None:
        self.standings[slip].void |= box == self.box

    @event(BallotCast)
    def _used(self, slip: str) -> None:
        self.standings[slip].spent, self.standings[slip].entry = True, None

    @event(PaperEntered)
    def _entered(self, box: str, slip: str, sealed: bytes, check: str, by: str) -> None:
        entry = PaperEntered(box=box, slip=slip, sealed=sealed, check=check, by=by)
        self.standings[slip].returned, self.standings[slip].entry = True, entry

    @event(PaperRejected)
    def _rejected(self, slip: str) -> None:
        self.standings[slip].entry = None

    def require_unused(self) -> None:
        """All are of this box, neither void nor used, and no entry of their papers waits."""
        for standing in self.standings.values():
            self.refuse_unless(standing.known, slip_refusals.SLIP_UNKNOWN(box=self.box))
            self.refuse_unless(not standing.void, slip_refusals.SLIP_VOID())
            self.refuse_unless(not standing.spent, slip_refusals.SLIP_SPENT())
            self.refuse_unless(standing.entry is None, slip_refusals.PAPER_WAITS())
