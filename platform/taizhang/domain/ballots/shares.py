"""Shares: the box's seed split in three, of which any two restore it and one says nothing.

Shamir's scheme over GF(2^128). A share is printed as number ‖ share ‖ checksum in base 32;
the checksum is 24 bits of SHA-256, so that a mistyped share is told before it is used.
"""

import hashlib
from collections.abc import Sequence

from Crypto.Protocol.SecretSharing import Shamir

from taizhang.domain.ballots import base32
from taizhang.domain.ballots.count_refusals import MISTYPED_SHARE, TOO_FEW_SHARES
from taizhang.errors import Refused

SEED_BYTES = 16
NEEDED = 2
#: Who keeps them: the chief teller, the clerk, and a sealed envelope.
MADE = 3
_LENGTH = 32
_CHECKSUM = 3


def split(seed: bytes) -> list[str]:
    """Three printable shares of a seed of 16 bytes."""
    return [_printed(number, share) for number, share in Shamir.split(NEEDED, MADE, seed)]


def join(shares: Sequence[str]) -> bytes:
    """The seed from two shares or all three. Raises Refused for a mistyped one, or too few.

    Shares of different boxes join to a seed of neither: check the key that follows from it.
    """
    read = dict(_read(place, share) for place, share in enumerate(shares, start=1))
    if len(read) < NEEDED:
        raise Refused(TOO_FEW_SHARES(needed=NEEDED, given=len(read)))
    return bytes(Shamir.combine(sorted(read.items())))


def _printed(number: int, share: bytes) -> str:
    data = bytes([number]) + share
    return base32.grouped(base32.encode(data + _checksum(data)), 4)


def _read(place: int, typed: str) -> tuple[int, bytes]:
    try:
        text = base32.canonical(typed)
        data = base32.decode(text) if len(text) == _LENGTH else b""
    except ValueError:
        data = b""
    body = data[:-_CHECKSUM]
    if not data or _checksum(body) != data[-_CHECKSUM:]:
        raise Refused(MISTYPED_SHARE(place=place))
    return body[0], body[1:]


def _checksum(data: bytes) -> bytes:
    return hashlib.sha256(b"taizhang box share" + data).digest()[:_CHECKSUM]
