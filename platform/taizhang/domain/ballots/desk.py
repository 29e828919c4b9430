"""The desk: what is worked out beside a command, because its secrets must never reach the log.

Keys, shares and codes exist in the answer to whoever asked, and nowhere else: nothing is kept.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from msgspec import Struct

from taizhang.domain.ballots import box_keys, shares
from taizhang.domain.ballots.breakdown import withheld
from taizhang.domain.ballots.commands import RecordTally, RegisterSlips, ReissueSlip, VoidSlip
from taizhang.domain.ballots.count_refusals import FOREIGN_SHARES, NOT_CLOSED
from taizhang.domain.ballots.counting import by_category, open_ballots
from taizhang.domain.ballots.events import BallotCast, BoxClosed, BoxOpened
from taizhang.domain.ballots.refusals import NO_BOX
from taizhang.domain.ballots.slip_codes import new_code, proof_of, slip_of
from taizhang.domain.ballots.slip_events import SlipsRegistered
from taizhang.domain.ballots.slips import slips_root
from taizhang.domain.names import BOX
from taizhang.errors import Refused
from taizhang.log.model import Selector


class BoxKey(Struct, frozen=True):
    """A box's public key, and the printable shares of its private one."""

    public_key: str
    shares: list[str]
    """For the chief teller, the clerk and the recovery envelope, in this order."""


class PrintedSlips(Struct, frozen=True):
    """Codes to print, and the command that registers their hashes."""

    codes: list[str]
    command: RegisterSlips


def make_box_key() -> BoxKey:
    """A new key. The private key is forgotten: any two of the shares restore it."""
    seed = secrets.token_bytes(shares.SEED_BYTES)
    public = box_keys.public_text(box_keys.private_key(seed))
    return BoxKey(public, shares.split(seed))


def make_slips(
    box: str, meeting: str, count: int, piles: Mapping[str, int] | None = None
) -> PrintedSlips:
    """New slips for a box. The hashes are sorted, so that they do not tell the printing order.

    `piles` are numbers of slips by category, `count` in all; the codes come pile after pile.
    """
    codes = [new_code() for _ in range(count)]
    slips = [slip_of(box, proof_of(code)) for code in codes]
    rest = iter(slips)
    piled = {name: sorted(islice(rest, many)) for name, many in (piles or {}).items()}
    hashes, root = sorted(slips), slips_root(slips)
    command = RegisterSlips(box=box, meeting=meeting, hashes=hashes, root=root, piles=piled)
    return PrintedSlips(codes, command)


def voiding(box: str, code: str, reason: str, spare: str | None) -> VoidSlip | ReissueSlip:
    """The command that voids a slip by its code. Raises Refused for a mistyped code."""
    slip = slip_of(box, proof_of(code))
    if spare is None:
        return VoidSlip(box=box, slip=slip, reason=reason)
    return ReissueSlip(box=box, slip=slip, spare=slip_of(box, proof_of(spare)), reason=reason)


def ballots_of(box: str) -> list[Selector]:
    """What `count` has to read from the log."""
    types = tuple(kind.event_name for kind in (SlipsRegistered, BoxOpened, BallotCast, BoxClosed))
    return [Selector(types, (BOX(box),))]


def opening_of(box: str) -> list[Selector]:
    """What `opened` has to read from the log."""
    return [Selector((BoxOpened.event_name,), (BOX(box),))]


def count(
    events: Iterable[object], given: Sequence[str], minimum: int | None = None
) -> RecordTally:
    """Open and list the ballots of a closed box with two of its shares.

    `minimum` is the fewest ballots of a category that may be shown apart; None: none is.
    Raises Refused while the box is not closed, and for shares that are mistyped, too few or of
    another box.
    """
    happened = list(events)
    box = opened(happened)
    if not any(isinstance(event, BoxClosed) for event in happened):
        raise Refused(NOT_CLOSED(box=box.box))
    key = key_of(box, given)
    ballots = [event for event in happened if isinstance(event, BallotCast)]
    lists = open_ballots(box, key, ballots)
    category_of = _categories(happened)
    if minimum is None or not category_of:
        return RecordTally(box=box.box, lists=lists)
    told = by_category(box, key, ballots, lists, category_of)
    totals = [each.tally(q.choices) for q, each in zip(box.questions, lists, strict=True)]
    parts = (withheld(total, part, minimum) for total, part in zip(totals, told, strict=True))
    return RecordTally(box=box.box, lists=lists, parts=list(chain.from_iterable(parts)))


def _categories(events: Iterable[object]) -> dict[str, str]:
    """Of each slip, where the slips are in piles."""
    batches = (event for event in events if isinstance(event, SlipsRegistered))
    named = ((batch.category, batch.hashes) for batch in batches)
    return {slip: name for name, hashes in named if name is not None for slip in hashes}


def opened(events: Iterable[object]) -> BoxOpened:
    """The opening of a box, with its questions. Raises Refused if there was none."""
    box = next((event for event in events if isinstance(event, BoxOpened)), None)
    if box is None:
        raise Refused(NO_BOX())
    return box


def key_of(box: BoxOpened, given: Sequence[str]) -> EllipticCurvePrivateKey:
    """The key of a box from two of its shares. Raises Refused for any others."""
    key = box_keys.private_key(shares.join(given))
    if box_keys.public_text(key) != box.public_key:
        raise Refused(FOREIGN_SHARES(box=box.box))
    return key
