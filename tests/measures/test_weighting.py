"""A weighted sum is exact, lies between its scores, and reads as a person would write it."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.measures.weighting import weighted, worked

marks = st.decimals(0, 100, places=2)
WEIGHTS = {"a": "30%", "b": "0.2", "c": "1/2"}


@given(marks, marks, marks)
def test_sum_lies_between_the_least_and_the_greatest(a: Decimal, b: Decimal, c: Decimal) -> None:
    total = weighted({"a": a, "b": b, "c": c}, WEIGHTS)
    assert Fraction(min(a, b, c)) <= total <= Fraction(max(a, b, c))


@given(marks)
def test_equal_scores_are_their_own_sum(score: Decimal) -> None:
    assert weighted(dict.fromkeys("abc", score), WEIGHTS) == Fraction(score)


def test_thirds_are_exact() -> None:
    thirds = {"a": "1/3", "b": "2/3"}
    assert weighted({"a": Decimal(80), "b": Decimal(81)}, thirds) == Fraction(242, 3)


def test_score_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError):
        weighted({"a": Decimal(1)}, WEIGHTS)


@pytest.mark.parametrize(
    ("scores", "weights", "line"),
    [
        (("90", "80"), ("60%", "40%"), "90×60% + 80×40% = 86"),
        (("100", "100"), ("60%", "40%"), "100×60% + 100×40% = 100"),
        (("90.5", "80"), ("60%", "40%"), "90.5×60% + 80×40% = 86.3"),
        (("80", "81"), ("1/3", "2/3"), "80×1/3 + 81×2/3 ≈ 80.6667"),
    ],
)
def test_sum_is_written_out(scores: tuple[str, str], weights: tuple[str, str], line: str) -> None:
    held = dict(zip("ab", map(Decimal, scores), strict=True))
    assert worked(held, dict(zip("ab", weights, strict=True))) == line
