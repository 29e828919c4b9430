"""A quota is never exceeded and never smaller than allowed, whatever share, base and rounding."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from taizhang.measures.quota import Quota, percent, share_of

#: What it means that a whole number keeps a quota, by the way of rounding.
KEEPS: dict[str, Callable[[int, Fraction], bool]] = {
    "floor": lambda held, exact: held <= exact,
    "half_up": lambda held, exact: held <= exact + Fraction(1, 2),
    "ceiling": lambda held, exact: held < exact + 1,
}
percents = st.integers(0, 10_000).map(lambda n: (f"{n // 100}.{n % 100:02d}%", Fraction(n, 10_000)))
parts = st.integers(1, 60).flatmap(
    lambda whole: st.integers(0, whole).map(lambda n: (f"{n}/{whole}", Fraction(n, whole)))
)
decimals = st.integers(0, 1000).map(lambda n: (f"{n // 1000}.{n % 1000:03d}", Fraction(n, 1000)))
shares = st.one_of(percents, parts, decimals)


@given(shares, st.integers(0, 300), st.sampled_from(list(KEEPS)))
@example(("1/3", Fraction(1, 3)), 24, "floor")
@example(("30%", Fraction(3, 10)), 24, "floor")
@example(("0.5", Fraction(1, 2)), 5, "half_up")
def test_most_is_the_greatest_number_that_keeps_the_quota(
    share: tuple[str, Fraction], base: int, rounding: str
) -> None:
    text, exact = share[0], share[1] * base
    most = Quota(share_of(text), rounding).most(base)  # type: ignore[arg-type]
    assert most == max(held for held in range(base + 2) if KEEPS[rounding](held, exact))


@pytest.mark.rule("S2-15")
@pytest.mark.parametrize(("rounding", "most"), [("floor", 7), ("half_up", 7), ("ceiling", 8)])
def test_thirty_percent_of_twenty_four_is_rounded_as_the_tenant_chose(
    rounding: str, most: int
) -> None:
    assert Quota(share_of("30%"), rounding).most(24) == most  # type: ignore[arg-type]


@given(shares)
def test_share_is_read_exactly(share: tuple[str, Fraction]) -> None:
    assert share_of(share[0]) == share[1]


@given(st.integers(1, 10**6))
def test_a_third_of_three_times_something_is_that_something(n: int) -> None:
    assert share_of("1/3") * (3 * n) == n


@pytest.mark.parametrize(
    "text",
    [
        *("", "%", "好", "三成", "30", "101%", "1.01", "4/3", "-1/3", "-0.1", "nan", "Infinity"),
        *("1/0", "0/0", "1/2/3", "1/", "/3", "1/3%", "30%%", "1e-3", "3_0%", "٣/٤"),
        *(" 30%", "30 %", "30%\n", "1 / 3", "0.3\n"),
    ],
)
def test_what_is_no_share_is_rejected(text: str) -> None:
    with pytest.raises(ValueError, match="share"):
        share_of(text)


@given(st.text(max_size=12))
def test_no_text_raises_anything_else(text: str) -> None:
    try:
        share = share_of(text)
    except ValueError:
        return
    assert 0 <= share <= 1


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(8, 24, "33.3%"), (0, 24, "0.0%"), (24, 24, "100.0%"), (0, 0, "0.0%"), (2, 3, "66.7%")],
)
def test_percentage_is_shown_to_one_place(part: int, whole: int, shown: str) -> None:
    assert percent(part, whole) == shown


@pytest.mark.parametrize("share", [Fraction(-1, 3), Fraction(4, 3)])
def test_a_share_beyond_the_whole_is_refused(share: Fraction) -> None:
    with pytest.raises(ValueError, match="share lies between 0 and 1"):
        Quota(share, "floor")


def test_a_negative_base_is_refused() -> None:
    with pytest.raises(ValueError, match="base is 0 or more"):
        Quota(Fraction(1, 3), "floor").most(-1)
