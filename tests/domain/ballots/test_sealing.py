"""A sealed ballot opens with the box's key under its own box and slip, and never crashes."""

import secrets

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.domain.ballots import box_keys
from taizhang.domain.ballots.questions import Question
from taizhang.domain.ballots.sealing import Paper, seal, sealed_size, unseal
from taizhang.domain.ballots.slip_codes import slip_of

SCALE = ["好", "较好", "一般", "差"]
QUESTIONS = [Question(subject=f"v{n}", text="评价等次", choices=SCALE) for n in range(3)]
KEY = box_keys.private_key(bytes(16))
PAPER = Paper("b1", box_keys.public_text(KEY), QUESTIONS)
PROOF = "ab" * 32
SLIP = slip_of("b1", PROOF)
choices = st.fixed_dictionaries({q.subject: st.sampled_from(["", *SCALE]) for q in QUESTIONS})


def places(sealed: bytes, box: str = "b1", slip: str = SLIP) -> list[int] | None:
    marks = unseal(KEY, box, slip, sealed, len(QUESTIONS))
    return None if marks is None else [mark.place for mark in marks]


@settings(max_examples=30, deadline=None)
@given(choices)
def test_what_was_chosen_is_read(chosen: dict[str, str]) -> None:
    expected = [["", *SCALE].index(chosen[q.subject]) for q in QUESTIONS]
    assert places(seal(PAPER, PROOF, chosen)) == expected


@settings(max_examples=30, deadline=None)
@given(choices)
def test_length_does_not_tell_the_choice(chosen: dict[str, str]) -> None:
    assert len(seal(PAPER, PROOF, chosen)) == sealed_size(len(QUESTIONS))


def test_same_choice_never_looks_the_same() -> None:
    assert seal(PAPER, PROOF, {}) != seal(PAPER, PROOF, {})


def test_tracking_numbers_are_drawn_per_question() -> None:
    marks = unseal(KEY, "b1", SLIP, seal(PAPER, PROOF, {}), len(QUESTIONS))
    assert marks is not None
    assert len({mark.number for mark in marks}) == len(QUESTIONS)


def test_copied_ballot_opens_under_no_other_slip() -> None:
    assert places(seal(PAPER, PROOF, {}), slip=slip_of("b1", "cd" * 32)) is None


def test_copied_ballot_opens_in_no_other_box() -> None:
    assert places(seal(PAPER, PROOF, {}), box="b2") is None


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_changed_bit_makes_it_unreadable(data: st.DataObject) -> None:
    sealed = bytearray(seal(PAPER, PROOF, {}))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << (bit % 8)
    assert places(bytes(sealed)) is None


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_noise_is_unreadable_and_no_crash(noise: bytes) -> None:
    assert places(noise) is None


@pytest.mark.parametrize("size", [0, 64, 65, 66, 80, 81, 4096])
def test_any_length_is_no_crash(size: int) -> None:
    assert places(b"\x04" + secrets.token_bytes(size)) is None


def test_ballot_of_another_form_is_unreadable() -> None:
    shorter = Paper("b1", PAPER.public_key, QUESTIONS[:2])
    assert places(seal(shorter, PROOF, {})) is None


@pytest.mark.parametrize("chosen", [{"v0": "优秀"}, {"v9": "好"}])
def test_what_the_paper_does_not_offer_cannot_be_sealed(chosen: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"not in list|does not ask"):
        seal(PAPER, PROOF, chosen)
