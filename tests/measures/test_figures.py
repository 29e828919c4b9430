"""Figures are read as wide as the document leaves them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.measures.approximate import Approximate, exactly
from taizhang.measures.figures import Reading

READING = Reading(near=Fraction(1, 10), about=Fraction(1, 20))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("800多", 800, 899),
        ("8000多", 8000, 8999),
        ("20多", 20, 29),
        ("1230余", 1230, 1239),
        ("十多", 10, 19),
        ("5万多", 50_000, 59_999),
        ("1.2万多", 12_000, 12_999),
        ("3000多万", 30_000_000, 39_999_999),
        ("近千", 900, 999),
        ("近3000", 2700, 2999),
        ("约800", 760, 840),
        ("800左右", 760, 840),
        ("229", 229, 229),
        ("约1.2万", 11_400, 12_600),
        ("2亿", 200_000_000, 200_000_000),
    ],
)
def test_a_figure_is_an_interval(text: str, low: int, high: int) -> None:
    assert READING.read(text) == Approximate(low, high)


def test_and_more_has_no_upper_limit_and_includes_the_figure() -> None:
    assert READING.read("10以上") == Approximate(10, None)


@pytest.mark.parametrize(
    ("text", "counter", "low", "high"),
    [
        ("800多名", "名", 800, 899),
        ("近千名", "名", 900, 999),
        ("80家左右", "家", 76, 84),
        ("3000多万元", "元", 30_000_000, 39_999_999),
        ("229名", "名", 229, 229),
    ],
)
def test_a_counter_stands_behind_the_figure(text: str, counter: str, low: int, high: int) -> None:
    assert READING.read(text, counter) == Approximate(low, high)


@given(digit=st.integers(1, 9), zeros=st.integers(1, 6), front=st.integers(0, 999))
def test_more_than_a_round_number_stops_short_of_the_next_one(
    digit: int, zeros: int, front: int
) -> None:
    number = (front * 10 + digit) * 10**zeros
    assert READING.read(f"{number}多") == Approximate(number, number + 10**zeros - 1)


@given(st.integers(20, 10**8))
def test_nearly_is_below_and_about_is_on_both_sides(number: int) -> None:
    nearly, about = READING.read(f"近{number}"), READING.read(f"约{number}")
    assert nearly.high == number - 1
    assert nearly.low >= number * Fraction(9, 10) > nearly.low - 1
    assert about.low + (about.high or 0) == 2 * number


@given(st.integers(1, 10**8))
def test_a_plain_figure_is_exact(number: int) -> None:
    assert READING.read(str(number)) == exactly(number)


@pytest.mark.parametrize(
    "text",
    [
        *("", "多", "约", "八百多", "约800多", "约800左右", "800多多", "805多", "多800", "800多名"),
        *("-800", "1.5", "0", "\uff18\uff10\uff10", "近800以上", "1.25多"),
    ],
)
def test_what_is_no_such_figure_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"figure|round number"):
        READING.read(text)


@given(st.text("0123456789.近约多余十百千万亿左右以上名", max_size=8))
def test_no_text_raises_anything_else(text: str) -> None:
    try:
        found = READING.read(text)
    except ValueError:
        return
    assert found.low >= 0


@pytest.mark.parametrize(
    ("near", "about"), [("0", "0.1"), ("1", "0.1"), ("0.1", "1"), ("0.1", "-1")]
)
def test_how_far_a_vague_word_reaches_is_a_share(near: str, about: str) -> None:
    with pytest.raises(ValueError, match="share between 0 and 1"):
        Reading(Fraction(near), Fraction(about))
