"""Closing a box: the numbers of the vote are fixed, before anybody knows how it went."""

from typing import Any

from taizhang.commands.slice import Selector, Slice, decides, event
from taizhang.domain.ballots import paper_refusals, refusals
from taizhang.domain.ballots.commands import CloseBox
from taizhang.domain.ballots.events import BallotCast, BoxClosed, BoxOpened
from taizhang.domain.ballots.paper_events import (
    PaperConfirmed,
    PaperEntered,
    PaperRejected,
    PapersCounted,
)
from taizhang.domain.ballots.rules import BallotRules
from taizhang.domain.ballots.slip_events import SlipsSealed, SlipVoided
from taizhang.domain.meetings.events import AttendeeCheckedIn
from taizhang.domain.names import BOX, MEETING
from taizhang.domain.refusals import wrong_state
from taizhang.tenancy.roles import Role

_BOX_EVENTS: list[Any] = [
    SlipsSealed,
    SlipVoided,
    BoxOpened,
    BallotCast,
    PaperEntered,
    PaperConfirmed,
    PaperRejected,
    PapersCounted,
    BoxClosed,
]


@decides(CloseBox, by=(Role.CLERK, Role.TELLER))
class BoxClosing(Slice[CloseBox]):
    """More ballots than people who came make the vote invalid; that is a fact, not a refusal.

    So do more papers returned than given out. Whoever voted and left has still come, so leaving
    takes nobody off the count. Amid a rush of ballots, `ballots.end_casting` goes before.
    """

    state = "未开箱"
    meeting = ""
    cycle = ""
    printed = 0
    void = 0
    cast = 0
    papers = 0
    waiting = 0
    given_out: int | None = None
    returned: int | None = None
    set_aside = 0

    def __init__(self, ask: CloseBox) -> None:
        super().__init__(ask)
        self.came: dict[str, str] = {}

    def consistency_boundary(self) -> list[Selector]:
        box, meeting = BOX(self.ask.box), MEETING(self.ask.meeting)
        return [
            Selector(_BOX_EVENTS, [box]),
            Selector([AttendeeCheckedIn], [meeting]),
        ]

    @event(SlipsSealed)
    def _(self, count: int) -> None:
        self.printed += count

    @event(SlipVoided)
    def _(self) -> None:
        self.void += 1

    @event(BoxOpened)
    def _(self, meeting: str, cycle: str) -> None:
        self.state, self.meeting, self.cycle = "已开箱", meeting, cycle

    @event(BallotCast)
    def _(self) -> None:
        self.cast += 1

    @event(PaperEntered)
    def _(self) -> None:
        self.waiting += 1

    @event(PaperRejected)
    def _(self) -> None:
        self.waiting -= 1

    @event(PaperConfirmed)
    def _(self) -> None:
        self.waiting -= 1
        self.papers += 1

    @event(PapersCounted)
    def _(self, given_out: int, returned: int, set_aside: int) -> None:
        self.given_out, self.returned, self.set_aside = given_out, returned, set_aside

    @event(BoxClosed)
    def _(self) -> None:
        self.state = "已封箱"

    @event(AttendeeCheckedIn)
    def _(self, attendee: str, category: str) -> None:
        self.came[attendee] = category

    def execute(self) -> None:
        ask = self.ask
        not_open = wrong_state("票箱", ask.box, self.state, "已开箱")
        self.refuse_unless(self.state == "已开箱", not_open)
        other = refusals.OTHER_MEETING(box=ask.box, held=self.meeting, asked=ask.meeting)
        self.refuse_unless(self.meeting == ask.meeting, other)
        self._check_papers()
        self.record(self._closed())

    def _check_papers(self) -> None:
        """No paper is forgotten; where too many came back, none of them can matter."""
        waits = paper_refusals.PAPERS_WAIT(box=self.ask.box, waiting=self.waiting)
        self.refuse_unless(self.waiting == 0, waits)
        uncounted = paper_refusals.PAPERS_UNCOUNTED(box=self.ask.box, papers=self.papers)
        self.refuse_unless(self.returned is not None or not self.papers, uncounted)
        expected = (self.returned or 0) - self.set_aside
        amiss = paper_refusals.PAPERS_AMISS(entered=self.papers, expected=expected)
        self.refuse_unless(self.papers == expected or self._too_many_papers(), amiss)

    def _too_many_papers(self) -> bool:
        return (self.returned or 0) > (self.given_out or 0)

    def _voters(self) -> int:
        """Of those who came, how many draw a slip by the tenant's choice."""
        rule = self.context.rules.of(BallotRules).voters
        return sum(rule.may_vote(category) for category in self.came.values())

    def _closed(self) -> BoxClosed:
        voters, entitled = self._voters(), self.printed - self.void
        return BoxClosed(
            box=self.ask.box,
            meeting=self.meeting,
            cycle=self.cycle,
            entitled=entitled,
            checked_in=len(self.came),
            cast=self.cast,
            valid=self.cast <= voters and not self._too_many_papers(),
            voters=voters,
            void=self.void,
            unused=entitled - self.cast,
            papers=self.papers,
            given_out=self.given_out,
            returned=self.returned,
        )
