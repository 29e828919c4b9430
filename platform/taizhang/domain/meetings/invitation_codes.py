"""Invitation codes: what an attendee checks in with, and the hash of it that the log knows.

The hash binds meeting and number, so that a code is good for one person at one meeting.
"""

import hashlib

from taizhang.domain.ballots.slip_codes import new_code, proof_of
from taizhang.errors import Refused


def new_invitation(meeting: str, number: str) -> tuple[str, str]:
    """A code for the invitation, and its hash in hex for the log."""
    code = new_code()
    return code, known_as(meeting, number, code)


def known_as(meeting: str, number: str, code: str) -> str:
    """What the log knows of a code, in hex; nothing at all of one that is mistyped."""
    try:
        proof = proof_of(code)
    except Refused:
        return ""
    parts = (b"taizhang invitation", meeting.encode(), number.encode(), bytes.fromhex(proof))
    return hashlib.sha256(b"\0".join(parts)).hexdigest()
