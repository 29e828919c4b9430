"""Counting yields the same lists whatever the order, and sets apart what cannot count."""

from typing import Any

import pytest
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.domain.ballots import box_keys
from taizhang.domain.ballots.counting import open_ballots
from taizhang.domain.ballots.events import BallotCast, BoxOpened
from taizhang.domain.ballots.lists import ChoiceList, list_hash
from taizhang.domain.ballots.questions import Question
from taizhang.domain.ballots.sealing import Paper, seal, sealed_size
from taizhang.domain.ballots.slip_codes import slip_of

SCALE = ["好", "较好", "一般", "差"]
QUESTIONS = [Question(subject=v, text="评价等次", choices=SCALE) for v in ("v0", "v1")]
KEY = box_keys.private_key(bytes(16))
PUBLIC = box_keys.public_text(KEY)
BOX = BoxOpened(
    box="b1", meeting="m1", cycle="c1", public_key=PUBLIC, questions=QUESTIONS, present=9
)
#: Worked out with json.dumps and hashlib.
LIST_HASH = "ede2d602728a9a94155bf260da990bbe8d19641c468079b3c556ca2ecbe591f6"
PAPER = Paper("b1", PUBLIC, QUESTIONS)


def cast(number: int, *choices: str) -> BallotCast:
    proof = f"{number:064x}"
    marks = {q.subject: choice for q, choice in zip(QUESTIONS, choices, strict=False)}
    return BallotCast(box="b1", slip=slip_of("b1", proof), sealed=seal(PAPER, proof, marks))


def cast_raw(number: int, plain: bytes) -> BallotCast:
    """What a dishonest page could seal: any bytes, under its own slip."""
    slip = slip_of("b1", f"{number:064x}")
    info = b"\0".join((b"taizhang ballot 1", b"b1", bytes.fromhex(slip)))
    suite = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_128_GCM)
    sealed = suite.encrypt(plain, box_keys.public_key(PUBLIC), info)
    return BallotCast(box="b1", slip=slip, sealed=sealed)


def unreadable(number: int) -> BallotCast:
    slip = slip_of("b1", f"{number:064x}")
    return BallotCast(box="b1", slip=slip, sealed=bytes(sealed_size(len(QUESTIONS))))


def mark(place: int, number: bytes) -> bytes:
    return bytes([place]) + number


def counted(*ballots: BallotCast) -> list[ChoiceList]:
    return open_ballots(BOX, KEY, ballots)


def tallied(each: ChoiceList) -> Any:
    tally = each.tally(SCALE)
    return [*tally.counts.values(), tally.blank, tally.invalid]


BALLOTS = [
    cast(0, "好", "差"),
    cast(1, "好", ""),
    cast(2, "较好", "好"),
    cast(3),
    unreadable(4),
    cast_raw(5, b"\1" + mark(1, b"a" * 16) + mark(4, b"b" * 16)),
    cast_raw(6, b"\1" + mark(2, b"a" * 16) + mark(9, b"c" * 16)),
]


def test_votes_are_counted_by_subject_with_blank_and_invalid_apart() -> None:
    first, second = counted(*BALLOTS)
    # The votes numbered aa.. stand twice, and the ballot of noise is invalid on every question.
    assert tallied(first) == [2, 1, 0, 0, 1, 3]
    # Choice 9 is none; b and c are good.
    assert tallied(second) == [1, 0, 0, 2, 2, 2]


@settings(max_examples=25, deadline=None)
@given(st.permutations(BALLOTS))
def test_casting_order_changes_neither_list_nor_hash(ballots: list[BallotCast]) -> None:
    assert list_hash(counted(*ballots)) == list_hash(counted(*BALLOTS))


def test_list_rises_by_number() -> None:
    assert all(each.is_sorted() for each in counted(*(cast(n, "好", "差") for n in range(12))))


def test_every_ballot_is_accounted_for_in_every_list() -> None:
    assert [len(each.items) + each.invalid for each in counted(*BALLOTS)] == [7, 7]


def test_copied_ballot_is_invalid_and_the_first_still_counts() -> None:
    victim = cast(0, "差", "差")
    copy = BallotCast(box="b1", slip=slip_of("b1", "f" * 64), sealed=victim.sealed)
    assert tallied(counted(victim, copy)[0]) == [0, 0, 0, 1, 0, 1]


@pytest.mark.parametrize("plain", [b"", b"\1", b"\2" + bytes(34), b"\1" + bytes(35)])
def test_sealed_nonsense_is_invalid(plain: bytes) -> None:
    assert [tallied(each) for each in counted(cast_raw(0, plain))] == [[0, 0, 0, 0, 0, 1]] * 2


def test_empty_box_has_empty_lists() -> None:
    assert [tallied(each) for each in counted()] == [[0, 0, 0, 0, 0, 0]] * 2


def test_hash_of_a_list_stays_the_same() -> None:
    lists = [ChoiceList(subject="v0", items=[("0" * 32, "好"), ("1" * 32, "")], invalid=1)]
    assert list_hash(lists) == LIST_HASH
