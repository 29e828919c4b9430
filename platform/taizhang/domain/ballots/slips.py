"""Slips: registered before the box opens, so that none can be added while votes are cast."""

from collections.abc import Iterable

from taizhang.commands.slice import Selector, Slice, decides, event
from taizhang.domain.ballots import slip_refusals
from taizhang.domain.ballots.commands import RegisterSlips
from taizhang.domain.ballots.merkle import merkle_root
from taizhang.domain.ballots.rules import BallotRules
from taizhang.domain.ballots.slip_events import SlipsRegistered, SlipsSealed
from taizhang.domain.meetings.events import MeetingCalled
from taizhang.domain.meetings.kinds import provisions_of
from taizhang.domain.meetings.rules import MeetingRules
from taizhang.domain.names import BOX, MEETING
from taizhang.domain.refusals import TAKEN, unknown
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
    kind = ""
    sealed = False
    batches = 0

    def consistency_boundary(self) -> list[Selector]:
        return [
            Selector([MeetingCalled], [MEETING(self.ask.meeting)]),
            Selector([SlipsSealed], [BOX(self.ask.box)]),
        ]

    @event(MeetingCalled)
    def _(self, kind: str) -> None:
        self.called, self.kind = True, kind

    @event(SlipsSealed)
    def _(self) -> None:
        self.sealed = True

    def execute(self) -> None:
        ask, root = self.ask, slips_root(self.ask.hashes)
        self.refuse_unless(self.called, unknown("会议", ask.meeting))
        self.refuse_unless(not self.sealed, TAKEN(kind="票箱的选票", id=ask.box))
        self.refuse_unless(len(set(ask.hashes)) == len(ask.hashes), slip_refusals.SLIP_TWICE())
        self.refuse_unless(ask.root == root, slip_refusals.WRONG_ROOT(root=root))
        for category, hashes in self._piles():
            self._record_batches(category, sorted(hashes))
        count = len(ask.hashes)
        self.record(SlipsSealed(box=ask.box, meeting=ask.meeting, count=count, root=root))

    def _piles(self) -> list[tuple[str | None, list[str]]]:
        """Every slip once: by category, or all together. Raises Refused for any other piles."""
        piles = self.ask.piles
        if not piles:
            return [(None, self.ask.hashes)]
        attendees = provisions_of(self.context.rules.of(MeetingRules), self.kind).attendees
        for category in piles:
            clause, known = attendees.basis("categories"), "、".join(attendees.categories)
            foreign = slip_refusals.FOREIGN_PILE(clause=clause, category=category, known=known)
            self.refuse_unless(category in attendees.categories, foreign)
            self._require_voters(category)
        piled = sorted(slip for hashes in piles.values() for slip in hashes)
        self.refuse_unless(piled == sorted(self.ask.hashes), slip_refusals.PILED_AMISS())
        return list(piles.items())

    def _require_voters(self, category: str) -> None:
        """Those assessed draw no slip where the tenant chose so."""
        rule = self.context.rules.of(BallotRules).voters
        clause = rule.basis("subjects_vote")
        assessed = slip_refusals.ASSESSED_PILE(clause=clause, category=category)
        self.refuse_unless(rule.may_vote(category), assessed)

    def _record_batches(self, category: str | None, hashes: list[str]) -> None:
        for start in range(0, len(hashes), BATCH):
            self.batches += 1
            self.record(
                SlipsRegistered(
                    box=self.ask.box,
                    meeting=self.ask.meeting,
                    batch=self.batches,
                    hashes=hashes[start : start + BATCH],
                    category=category,
                )
            )
