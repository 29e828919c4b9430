"""What the log holds of one box, as a recount needs it. Pure."""

from collections.abc import Iterable
from typing import TypeVar

from msgspec import Struct

from taizhang.domain.ballots.count_events import BreakdownTallied, SubjectTally, Tallied
from taizhang.domain.ballots.count_refusals import NOT_CLOSED
from taizhang.domain.ballots.events import BallotCast, BoxClosed, BoxOpened
from taizhang.domain.ballots.paper_events import PaperConfirmed
from taizhang.domain.ballots.refusals import NO_BOX
from taizhang.domain.ballots.slip_events import SlipsRegistered, SlipsSealed, SlipVoided
from taizhang.errors import Refusal, Refused

NOT_TALLIED = Refusal(
    "audit.not_tallied",
    zh="票箱“{box}”还没有登记计票结果，没有可以复核的清单",
    en="the box {box!r} has no result yet, and so no list to recount",
    status=409,
)
BOX_EVENTS = (
    SlipsRegistered,
    SlipsSealed,
    SlipVoided,
    BoxOpened,
    BallotCast,
    PaperConfirmed,
    BoxClosed,
    Tallied,
    BreakdownTallied,
)

E = TypeVar("E")


class BoxLog(Struct, frozen=True):
    """One box in the log, in the order of its events."""

    events: list[object]
    opened: BoxOpened
    closed: BoxClosed
    tallied: list[Tallied]

    def all(self, kind: type[E]) -> list[E]:
        """The events of one kind."""
        return [event for event in self.events if isinstance(event, kind)]

    @property
    def counts(self) -> list[SubjectTally]:
        """The result, line by line."""
        return [each for event in self.tallied for each in event.counts]


def box_log(events: Iterable[object], box: str) -> BoxLog:
    """A box that was counted. Raises Refused for one that was never opened, closed or counted."""
    happened = list(events)
    opened = next((event for event in happened if isinstance(event, BoxOpened)), None)
    if opened is None:
        raise Refused(NO_BOX())
    closed = next((event for event in happened if isinstance(event, BoxClosed)), None)
    if closed is None:
        raise Refused(NOT_CLOSED(box=box))
    tallied = [event for event in happened if isinstance(event, Tallied)]
    if not tallied:
        raise Refused(NOT_TALLIED(box=box))
    return BoxLog(happened, opened, closed, tallied)
