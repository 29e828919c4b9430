"""Every score has exactly one word."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.measures.bands import Band, Bands

FOUR = Bands(
    [
        Band("好", Decimal(90)),
        Band("较好", Decimal(80)),
        Band("一般", Decimal(60)),
        Band("较差", None),
    ]
)


@pytest.mark.parametrize(
    ("score", "word"),
    [
        ("100", "好"),
        ("90", "好"),
        ("89.5", "较好"),
        ("80", "较好"),
        ("79.99", "一般"),
        ("0", "较差"),
    ],
)
def test_a_limit_belongs_to_the_band_above_it(score: str, word: str) -> None:
    assert FOUR.of(Decimal(score)) == word


@given(
    limits=st.lists(st.decimals(-1000, 1000, places=2), max_size=6, unique=True),
    score=st.decimals(-2000, 2000, places=3),
)
def test_bands_cover_every_value_exactly_once(limits: list[Decimal], score: Decimal) -> None:
    lows: list[Decimal | None] = [*sorted(limits, reverse=True), None]
    bands = Bands([Band(str(place), low) for place, low in enumerate(lows)])
    upper = [None, *lows[:-1]]
    holding = [
        str(place)
        for place, (low, high) in enumerate(zip(lows, upper, strict=True))
        if (low is None or score >= low) and (high is None or score < high)
    ]
    assert holding == [bands.of(score)]


@pytest.mark.parametrize("lows", [[], [90], [None, 60], [60, 90, None], [60, 60, None]])
def test_bands_that_leave_a_gap_or_overlap_are_refused(lows: list[int | None]) -> None:
    with pytest.raises(ValueError, match="band"):
        Bands([Band("x", None if low is None else Decimal(low)) for low in lows])


def test_two_bands_with_one_word_are_refused() -> None:
    with pytest.raises(ValueError, match="word of its own"):
        Bands([Band("好", Decimal(90)), Band("好", None)])


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_limits_and_scores_are_finite(number: str) -> None:
    with pytest.raises(ValueError, match="finite"):
        Bands([Band("好", Decimal(number)), Band("差", None)])
    with pytest.raises(ValueError, match="finite"):
        FOUR.of(Decimal(number))
