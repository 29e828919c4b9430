"""Numbers are exact, and written as people write them."""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.measures.decimals import exact, in_full, rounded
from taizhang.measures.quota import Rounding

PYTHONS = {"floor": ROUND_FLOOR, "ceiling": ROUND_CEILING, "half_up": ROUND_HALF_UP}
decimals = st.decimals(-(10**9), 10**9, places=4)


@pytest.mark.parametrize("value", [0.1, True, "1", None, Decimal("NaN"), Decimal("Infinity")])
def test_what_is_not_exact_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="number is"):
        exact(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", ["1E+100", "1E+999999999", "1E-101"])
def test_a_number_too_long_to_write_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="at most 100 digits"):
        exact(Decimal(value))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(44336, 5), "8867.2"),
        (Fraction(1, 3), "1/3"),
        (Fraction(-1, 40), "-0.025"),
        (Fraction(100), "100"),
        (Fraction(1, 2**40), "0." + f"{5**40:040d}"),
    ],
)
def test_all_digits_or_a_fraction_where_they_never_end(value: Fraction, text: str) -> None:
    assert in_full(value) == text


@given(st.fractions())
def test_a_number_in_full_is_that_number(value: Fraction) -> None:
    assert Fraction(in_full(value)) == value


@given(value=decimals, places=st.integers(0, 5), rounding=st.sampled_from(get_args(Rounding)))
def test_rounding_is_that_of_the_decimal_module(
    value: Decimal, places: int, rounding: Rounding
) -> None:
    expected = value.quantize(Decimal(1).scaleb(-places), PYTHONS[rounding])
    assert Decimal(rounded(Fraction(value), places, rounding)) == expected


@pytest.mark.parametrize(
    ("value", "text"), [("2.5", "3"), ("-2.5", "-3"), ("0.04", "0"), ("-0.4", "0")]
)
def test_half_goes_away_from_zero(value: str, text: str) -> None:
    assert rounded(Fraction(value), 0, "half_up") == text


def test_negative_places_are_refused() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        rounded(Fraction(1), -1, "floor")
