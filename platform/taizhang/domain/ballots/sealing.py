"""Sealing: what a voter's page does before it sends a ballot, and the tellers undo at the count.

HPKE (RFC 9180) with DHKEM(P-256), HKDF-SHA256 and AES-128-GCM, which WebCrypto can do. Its info
binds box and slip: a sealed ballot that is copied from the log opens under no other slip.

Inside: a version byte, then per question the choice (one byte: 0 blank, else its place from 1)
and a tracking number of 16 random bytes. All ballots of a box are thus equally long, whatever
they say.
"""

import secrets
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from msgspec import Struct

from taizhang.domain.ballots.box_keys import public_key
from taizhang.domain.ballots.lists import BLANK
from taizhang.domain.ballots.questions import Question
from taizhang.domain.ballots.slip_codes import slip_of

#: No question has so many choices.
INVALID = 255
_VERSION = 1
_NUMBER = 16
_MARK = 1 + _NUMBER
_OVERHEAD = 65 + 16  # the sender's ephemeral point and the tag of AES-GCM
_suite = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_128_GCM)


class Paper(Struct, frozen=True):
    """What a voter's page has to know of an open box."""

    box: str
    public_key: str
    questions: list[Question]


class Mark(NamedTuple):
    """One vote on one question: its tracking number in hex, and the place of the choice."""

    number: str
    place: int


def sealed_size(questions: int) -> int:
    """How many bytes every sealed ballot of a box has."""
    return _OVERHEAD + 1 + _MARK * questions


def seal(paper: Paper, proof: str, choices: Mapping[str, str | None]) -> bytes:
    """Seal the choices by line; a line left out, or empty, is left blank.

    None is an invalid vote, as a paper with two ticks on a line.
    Raises ValueError for a choice or a line that the paper does not offer.
    """
    if foreign := set(choices) - {question.line for question in paper.questions}:
        raise ValueError(f"the paper does not ask about {sorted(foreign)}")
    places = [place_of(q, choices.get(q.line, BLANK)) for q in paper.questions]
    marks = b"".join(bytes([place]) + secrets.token_bytes(_NUMBER) for place in places)
    info = _info(paper.box, slip_of(paper.box, proof))
    return _suite.encrypt(bytes([_VERSION]) + marks, public_key(paper.public_key), info)


def unseal(
    key: EllipticCurvePrivateKey, box: str, slip: str, sealed: bytes, questions: int
) -> Sequence[Mark] | None:
    """The marks of a ballot, one a question; None when it cannot be read."""
    try:
        plain = _suite.decrypt(sealed, key, _info(box, slip))
    except (InvalidTag, ValueError):  # nobody's bytes may stop the count for everybody
        return None
    if len(plain) != 1 + _MARK * questions or plain[0] != _VERSION:
        return None
    return [_mark(plain[at : at + _MARK]) for at in range(1, len(plain), _MARK)]


def place_of(question: Question, choice: str | None) -> int:
    """What stands for a choice. Raises ValueError for one that the question does not offer."""
    if choice is None:
        return INVALID
    return 0 if choice == BLANK else question.choices.index(choice) + 1


def _mark(data: bytes) -> Mark:
    return Mark(data[1:].hex(), data[0])


def _info(box: str, slip: str) -> bytes:
    return b"\0".join((b"taizhang ballot 1", box.encode(), bytes.fromhex(slip)))
