"""Codes are long enough to be unguessable, forgiving to type, and unforgiving of mistakes."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.domain.ballots import base32
from taizhang.domain.ballots.slip_codes import new_code, proof_of, slip_of
from taizhang.errors import Refused

# Worked out with hashlib alone.
CODE = "K7Q2MA-4XW09T-JB3N55"
PROOF = "088722b46c9895672b8c6e2592dcfea27aa00e7acd8adb794d90042c92231ef4"
SLIP = "118748c2259a589cf5239fe3f5e1c736e889f92f27783a3fdd2c8136f72359ad"
codes = st.builds(new_code)


def mistyped(code: str) -> bool:
    try:
        proof_of(code)
    except Refused as refused:
        return refused.code == "ballots.mistyped_code"
    return False


def test_code_holds_eighty_random_bits() -> None:
    # Codes whose check symbol is punctuation are drawn again: 32 in 37 are kept.
    assert math.log2(32**17 * 32 / 37) >= 80


def test_codes_differ() -> None:
    assert len({new_code() for _ in range(200)}) == 200


@settings(deadline=None)
@given(codes)
def test_case_width_spacing_and_lookalikes_are_forgiven(code: str) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isalnum() else c for c in code)
    lookalike = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert proof_of(wide) == proof_of(lookalike) == proof_of(code)


@settings(deadline=None)
@given(codes, st.integers(0, 17), st.sampled_from(base32.SYMBOLS))
def test_any_single_wrong_symbol_is_told(code: str, at: int, symbol: str) -> None:
    text = code.replace("-", "")
    wrong = text[:at] + symbol + text[at + 1 :]
    assert mistyped(wrong) == (wrong != text)


@settings(deadline=None)
@given(codes, st.integers(0, 16))
def test_two_neighbours_that_changed_places_are_told(code: str, at: int) -> None:
    text = code.replace("-", "")
    wrong = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    assert mistyped(wrong) == (wrong != text)


@pytest.mark.parametrize("typed", ["", "K7Q2MA", "选票" * 9, "K7Q2MA-4XW09T-JB3N5U", "0" * 500])
def test_what_is_no_code_is_refused(typed: str) -> None:
    assert mistyped(typed)


def test_hashes_stay_what_printed_slips_and_logs_hold() -> None:
    proof = proof_of(CODE)
    assert proof == PROOF
    assert slip_of("b1", proof) == SLIP


def test_same_code_in_two_boxes_is_two_slips() -> None:
    assert slip_of("b1", proof_of(CODE)) != slip_of("b2", proof_of(CODE))
