"""Papers: what was ticked by hand enters the box by two people, sealed like any ballot.

The second reads the paper anew, and the entry holds only if both have read the same. Until the
close nobody sees more than the papers in their own hands.
"""

from taizhang.commands.slice import Selector, Slice, decides, event
from taizhang.domain.ballots import paper_refusals, refusals
from taizhang.domain.ballots.commands import ConfirmPaper, CountPapers, EnterPaper, RejectPaper
from taizhang.domain.ballots.events import BallotCast, BoxClosed, BoxOpened
from taizhang.domain.ballots.paper_events import (
    PaperConfirmed,
    PaperEntered,
    PaperRejected,
    PapersCounted,
)
from taizhang.domain.ballots.questions import Question
from taizhang.domain.ballots.sealing import sealed_size
from taizhang.domain.ballots.slip_codes import slip_of
from taizhang.domain.ballots.slip_standing import C, OfSlips
from taizhang.domain.names import BOX
from taizhang.tenancy.roles import Role

_BY = (Role.CLERK, Role.TELLER)


class _OfPaper(OfSlips[C]):
    state = "未开箱"
    size = 0

    def consistency_boundary(self) -> list[Selector]:
        return [Selector([BoxOpened, BoxClosed], [BOX(self.box)]), *self.of_slips()]

    @event(BoxOpened)
    def _opened(self, questions: list[Question]) -> None:
        self.state, self.size = "已开箱", sealed_size(len(questions))

    @event(BoxClosed)
    def _closed(self) -> None:
        self.state = "已封箱"

    def require_open(self) -> None:
        """Papers may be entered from the opening to the close."""
        not_open = paper_refusals.NO_PAPERS(box=self.box, state=self.state)
        self.refuse_unless(self.state == "已开箱", not_open)

    def entry_of_another(self) -> PaperEntered:
        """The entry that waits. Raises Refused if there is none, or it is the actor's own."""
        self.require_open()
        entry = self.standing.entry
        self.refuse_unless(entry is not None, paper_refusals.NO_ENTRY())
        assert entry is not None
        own = paper_refusals.OWN_ENTRY(by=entry.by)
        self.refuse_unless(entry.by != self.context.actor, own)
        return entry


@decides(EnterPaper, by=_BY)
class PaperEntry(_OfPaper[EnterPaper]):
    """A paper is entered once, while its slip has neither voted by phone nor become void."""

    def __init__(self, ask: EnterPaper) -> None:
        super().__init__(ask, ask.box, slip_of(ask.box, ask.proof))

    def execute(self) -> None:
        ask, size = self.ask, len(self.ask.sealed)
        self.require_open()
        self.require_unused()
        wrong_size = refusals.WRONG_SIZE(required=self.size, given=size)
        self.refuse_unless(size == self.size, wrong_size)
        entered = PaperEntered(
            box=ask.box, slip=self.slip, sealed=ask.sealed, check=ask.check, by=self.context.actor
        )
        self.record(entered)


@decides(ConfirmPaper, by=_BY)
class PaperConfirmation(_OfPaper[ConfirmPaper]):
    """Another person has read the same from the paper: its ballot is cast."""

    def __init__(self, ask: ConfirmPaper) -> None:
        super().__init__(ask, ask.box, slip_of(ask.box, ask.proof))

    def execute(self) -> None:
        entry = self.entry_of_another()
        self.refuse_unless(
            entry.check == self.ask.check, paper_refusals.READ_OTHERWISE(by=entry.by)
        )
        self.record(BallotCast(box=self.box, slip=self.slip, sealed=entry.sealed))
        self.record(PaperConfirmed(box=self.box, slip=self.slip, by=self.context.actor))


@decides(RejectPaper, by=_BY)
class PaperRejection(_OfPaper[RejectPaper]):
    """The entry is nothing; the paper may be entered again, by anybody."""

    def __init__(self, ask: RejectPaper) -> None:
        super().__init__(ask, ask.box, ask.slip)

    def execute(self) -> None:
        self.entry_of_another()
        rejected = PaperRejected(
            box=self.box, slip=self.slip, by=self.context.actor, reason=self.ask.reason
        )
        self.record(rejected)


@decides(CountPapers, by=_BY)
class PaperCount(Slice[CountPapers]):
    """Counted by hand. More back than given out is a fact: it makes the vote invalid."""

    state = "未开箱"

    def consistency_boundary(self) -> list[Selector]:
        return [Selector([BoxOpened, BoxClosed], [BOX(self.ask.box)])]

    @event(BoxOpened)
    def _(self) -> None:
        self.state = "已开箱"

    @event(BoxClosed)
    def _(self) -> None:
        self.state = "已封箱"

    def execute(self) -> None:
        ask = self.ask
        not_open = paper_refusals.NO_PAPERS(box=ask.box, state=self.state)
        self.refuse_unless(self.state == "已开箱", not_open)
        fits = ask.set_aside <= ask.returned and (ask.note is not None or not ask.set_aside)
        self.refuse_unless(
            fits, paper_refusals.SET_ASIDE(returned=ask.returned, aside=ask.set_aside)
        )
        self.record(
            PapersCounted(
                box=ask.box,
                given_out=ask.given_out,
                returned=ask.returned,
                set_aside=ask.set_aside,
                note=ask.note,
            )
        )
