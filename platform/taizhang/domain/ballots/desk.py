"""The desk: what is worked out beside a command, because its secrets must never reach the log.

Keys, shares and codes exist in the answer to whoever asked, and nowhere else: nothing is kept.
"""

import secrets
from collections.abc import Iterable, Sequence

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from msgspec import Struct

from taizhang.domain.ballots import box_keys, shares
from taizhang.domain.ballots.commands import RecordTally, RegisterSlips
from taizhang.domain.ballots.counting import open_ballots
from taizhang.domain.ballots.events import BallotCast, BoxClosed, BoxOpened
from taizhang.domain.ballots.refusals import FOREIGN_SHARES, NO_BOX, NOT_CLOSED
from taizhang.domain.ballots.slip_codes import new_code, proof_of, slip_of
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


def make_slips(box: str, meeting: str, count: int) -> PrintedSlips:
    """New slips for a box. The hashes are sorted, so that they do not tell the printing order."""
    codes = [new_code() for _ in range(count)]
    hashes = sorted(slip_of(box, proof_of(code)) for code in codes)
    root = slips_root(hashes)
    return PrintedSlips(codes, RegisterSlips(box=box, meeting=meeting, hashes=hashes, root=root))


def ballots_of(box: str) -> list[Selector]:
    """What `count` has to read from the log."""
    types = tuple(kind.event_name for kind in (BoxOpened, BallotCast, BoxClosed))
    return [Selector(types, (BOX(box),))]


def count(events: Iterable[object], given: Sequence[str]) -> RecordTally:
    """Open and list the ballots of a closed box with two of its shares.

    Raises Refused while the box is not closed, and for shares that are mistyped, too few or of
    another box.
    """
    happened = list(events)
    box = next((event for event in happened if isinstance(event, BoxOpened)), None)
    if box is None:
        raise Refused(NO_BOX())
    if not any(isinstance(event, BoxClosed) for event in happened):
        raise Refused(NOT_CLOSED(box=box.box))
    key = _key_of(box, given)
    ballots = [event for event in happened if isinstance(event, BallotCast)]
    return RecordTally(box=box.box, lists=open_ballots(box, key, ballots))


def _key_of(box: BoxOpened, given: Sequence[str]) -> EllipticCurvePrivateKey:
    key = box_keys.private_key(shares.join(given))
    if box_keys.public_text(key) != box.public_key:
        raise Refused(FOREIGN_SHARES(box=box.box))
    return key
