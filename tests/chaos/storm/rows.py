"""Rows that show it when an event is folded twice, never, or out of order."""

import hashlib
from collections.abc import Iterable

from msgspec.structs import replace
from storm.events import (
    EVENTS,
    BallotCast,
    BallotNoted,
    BallotThanked,
    BoxCounted,
    RemarkMade,
    is_thanked,
)

from taizhang.events.event import Event
from taizhang.projections.row import At, Key, Row, folds


class Box(Row, key=("box",)):
    """Every version is kept; `chain` binds it to all positions before, in their order."""

    box: str
    cast: int = 0
    counted: int = 0
    chain: str = ""


class Slip(Row, key=("slip",)):
    """Made by one event and changed by others of the same command."""

    slip: str
    box: str
    notes: int = 0


class Unthanked(Row, key=("slip",)):
    """Comes with a ballot, and goes when the policy has answered it."""

    slip: str
    since: int


class Total(Row, key=("what",), history=False):
    """Without a history: no primary key of positions stands in the way of counting twice."""

    what: str
    events: int = 0
    chain: str = ""


class Remark(Row, key=("ask",)):
    """A row type that a later release adds, so that its generation has tables of its own."""

    ask: str
    at: int


ROWS = (Box, Slip, Unthanked, Total)
LATER_ROWS = (*ROWS, Remark)


@folds(Box, BallotCast, "box")
def _(row: Box | None, event: BallotCast, at: At) -> Box:
    box = row or Box(box=event.box)
    return replace(box, cast=box.cast + 1, chain=_link(box.chain, at))


@folds(Box, BoxCounted, "box")
def _(row: Box | None, event: BoxCounted, at: At) -> Box:
    box = row or Box(box=event.box)
    return replace(box, counted=event.ballots, chain=_link(box.chain, at))


@folds(Slip, BallotCast, "slip")
def _(row: Slip | None, event: BallotCast, at: At) -> Slip:
    return Slip(slip=event.slip, box=event.box)


@folds(Slip, BallotNoted, "slip")
def _(row: Slip | None, event: BallotNoted, at: At) -> Slip | None:
    return row and replace(row, notes=row.notes + event.place)


def _slip_to_thank(event: BallotCast) -> Iterable[Key]:
    return [(event.slip,)] if is_thanked(event.slip) else []


@folds(Unthanked, BallotCast, _slip_to_thank)
def _(row: Unthanked | None, event: BallotCast, at: At) -> Unthanked:
    return Unthanked(slip=event.slip, since=at.position)


@folds(Unthanked, BallotThanked, "slip")
def _(row: Unthanked | None, event: BallotThanked, at: At) -> None:
    return None


@folds(Remark, RemarkMade, "ask")
def _(row: Remark | None, event: RemarkMade, at: At) -> Remark:
    return Remark(ask=event.ask, at=at.position)


def _total(row: Total | None, event: Event, at: At) -> Total:
    total = row or Total(what="everything")
    return replace(total, events=total.events + 1, chain=_link(total.chain, at))


for kind in EVENTS:
    folds(Total, kind, lambda event: [("everything",)])(_total)


def _link(chain: str, at: At) -> str:
    return hashlib.sha256(f"{chain} {at.position}".encode()).hexdigest()[:16]
