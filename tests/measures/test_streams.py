"""Numbers from a key are the same each time, and each is as likely as any other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.measures.streams import SPAN, Stream


@given(key=st.binary(max_size=64), limit=st.integers(1, SPAN))
def test_a_number_lies_below_its_limit(key: bytes, limit: int) -> None:
    assert 0 <= Stream(key).below(limit) < limit


@given(key=st.binary(max_size=64), limits=st.lists(st.integers(1, 10**6), max_size=20))
def test_a_key_gives_the_same_numbers_each_time(key: bytes, limits: list[int]) -> None:
    one, other = Stream(key), Stream(key)
    assert [one.below(n) for n in limits] == [other.below(n) for n in limits]


def test_a_stream_does_not_repeat_itself() -> None:
    stream = Stream(b"key")
    found = [stream.below(SPAN) for _ in range(1000)]
    assert len(set(found)) == len(found)


def test_a_limit_near_the_span_favours_no_small_number() -> None:
    # Remainders of 2^64 by 3·2^62 alone would fall below 2^62 half the time instead of a third.
    stream = Stream(b"a fixed key")
    small = len([n for n in range(3000) if stream.below(3 << 62) < 1 << 62])
    assert 880 <= small <= 1120  # more than four standard deviations to either side of 1000


@pytest.mark.parametrize("limit", [2, 6, 10, 24])
def test_numbers_are_spread_evenly(limit: int) -> None:
    stream, rounds = Stream(b"another fixed key"), 1000
    found = [stream.below(limit) for _ in range(rounds * limit)]
    squares = sum((found.count(n) - rounds) ** 2 for n in range(limit))
    # Chi-square has mean limit-1 and variance 2(limit-1): six standard deviations above.
    assert squares / rounds < limit - 1 + 6 * (2 * (limit - 1)) ** 0.5


def test_one_number_tells_nothing_of_the_next() -> None:
    stream, rounds = Stream(b"a third key"), 500
    pairs = [(stream.below(4), stream.below(4)) for _ in range(rounds * 16)]
    every = [(one, other) for one in range(4) for other in range(4)]
    squares = sum((pairs.count(pair) - rounds) ** 2 for pair in every)
    assert squares / rounds < 15 + 6 * 30**0.5


@pytest.mark.parametrize("limit", [0, -1, SPAN + 1])
def test_a_limit_out_of_reach_is_refused(limit: int) -> None:
    with pytest.raises(ValueError, match="between 1 and 2"):
        Stream(b"").below(limit)
