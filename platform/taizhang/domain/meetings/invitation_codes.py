"""Invitation codes: what an attendee checks in with, and the two hashes that follow from it.

The attendee keeps the code. A check-in shows `proof = SHA-256(code)`, as a ballot does, so that no
command in the log holds the code. An invitation holds `SHA-256("taizhang invitation" ‖ 0 ‖ meeting
‖ 0 ‖ number ‖ 0 ‖ proof)`: whoever reads it cannot check in, and a code is good for one person at
one meeting.
"""

import hashlib

from taizhang.domain.ballots.slip_codes import new_code, proof_of


def new_invitation(meeting: str, number: str) -> tuple[str, str]:
    """A code to print on the invitation, and what the invitation in the log holds, in hex."""
    code = new_code()
    return code, known_as(meeting, number, proof_of(code))


def known_as(meeting: str, number: str, proof: str) -> str:
    """What the invitation in the log holds, in hex, of the code that this proof is of."""
    parts = (b"taizhang invitation", meeting.encode(), number.encode(), bytes.fromhex(proof))
    return hashlib.sha256(b"\0".join(parts)).hexdigest()
