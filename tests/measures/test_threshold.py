"""How many are enough."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.measures.threshold import Threshold

SHARES = st.fractions(min_value=0, max_value=1, max_denominator=20)


@pytest.mark.rule("S0-08")
def test_at_least_eighty_means_eighty_and_not_seventy_nine() -> None:
    eighty = Threshold.heads(80)
    assert (eighty.reached(80), eighty.reached(79)) == (True, False)


@pytest.mark.parametrize(("base", "enough"), [(10, 6), (11, 6)])
def test_more_than_half_excludes_half(base: int, enough: int) -> None:
    assert Threshold.part(Fraction(1, 2), strict=True).needed(base) == enough


@pytest.mark.parametrize(("base", "enough"), [(9, 6), (10, 7)])
def test_two_thirds_includes_two_thirds(base: int, enough: int) -> None:
    assert Threshold.part(Fraction(2, 3)).needed(base) == enough


@given(share=SHARES, strict=st.booleans(), base=st.integers(0, 500), count=st.integers(0, 500))
def test_a_share_is_compared_exactly(share: Fraction, strict: bool, base: int, count: int) -> None:
    exact = share * base
    expected = count > exact if strict else count >= exact
    assert Threshold.part(share, strict=strict).reached(count, base) == expected


@pytest.mark.parametrize(("least", "share"), [(-1, 0), (0, -1), (0, 2)])
def test_a_threshold_that_nobody_could_mean_is_refused(least: int, share: int) -> None:
    with pytest.raises(ValueError, match="0 heads or more, or a share between 0 and 1"):
        Threshold(least=least, share=Fraction(share))


def test_a_negative_base_is_refused() -> None:
    with pytest.raises(ValueError, match="base is 0 or more"):
        Threshold.heads(1).reached(1, -1)
