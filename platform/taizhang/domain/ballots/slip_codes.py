"""Slip codes: the secret printed on a slip, and the two hashes that follow from it.

The voter keeps the code. A ballot shows `proof = SHA-256(code)`. The log holds
`slip = SHA-256("taizhang slip" ‖ 0 ‖ box ‖ 0 ‖ proof)`: whoever reads the log cannot vote, and
the same code in two boxes would be two slips.
"""

import hashlib
import secrets

from taizhang.domain.ballots import base32
from taizhang.domain.ballots.slip_refusals import MISTYPED_CODE
from taizhang.errors import Refused

_RANDOM = 17  # symbols of 5 bits; 84.8 bits remain after the choice of a plain check symbol
_CHECK = 37  # Crockford's: tells every wrong symbol and every two that changed places


def new_code() -> str:
    """A code of 17 random symbols and a check symbol: `K7Q2MA-4XW09T-JB3N55`."""
    while True:
        text = "".join(secrets.choice(base32.SYMBOLS) for _ in range(_RANDOM))
        check = base32.value(text) % _CHECK
        # Five of the 37 check symbols are punctuation, which nobody should have to type.
        if check < len(base32.SYMBOLS):
            return base32.grouped(text + base32.SYMBOLS[check], 6)


def proof_of(code: str) -> str:
    """What a ballot shows for its slip, in hex. Raises Refused for a mistyped code."""
    return hashlib.sha256(canonical_code(code).encode()).hexdigest()


def slip_of(box: str, proof: str) -> str:
    """What the log knows of the slip, in hex."""
    parts = (b"taizhang slip", box.encode(), bytes.fromhex(proof))
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def canonical_code(typed: str) -> str:
    """The code without what its reading forgives. Raises Refused for a mistyped one."""
    try:
        text = base32.canonical(typed)
    except ValueError:
        raise Refused(MISTYPED_CODE()) from None
    if len(text) != _RANDOM + 1 or base32.value(text[:-1]) % _CHECK != base32.value(text[-1]):
        raise Refused(MISTYPED_CODE())
    return text
