"""A bounded cache forgets what was not used for longest, and never holds more than its limit."""

from hypothesis import given
from hypothesis import strategies as st

from taizhang.bounded import Bounded


def test_what_was_kept_is_found() -> None:
    cache: Bounded[str, int] = Bounded(2)
    cache.keep("a", 1)
    assert (cache.get("a"), cache.get("b")) == (1, None)


def test_what_was_not_used_for_longest_is_forgotten_first() -> None:
    cache: Bounded[str, int] = Bounded(2)
    cache.keep("a", 1)
    cache.keep("b", 2)
    cache.get("a")
    cache.keep("c", 3)
    assert [cache.get(key) for key in "abc"] == [1, None, 3]


def test_what_is_kept_again_weighs_once() -> None:
    cache: Bounded[str, int] = Bounded(2)
    cache.keep("a", 1)
    for value in range(5):
        cache.keep("b", value)
    assert (cache.get("a"), cache.get("b")) == (1, 4)


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(1, 12))))
def test_it_never_weighs_more_than_its_limit(kept: list[tuple[str, int]]) -> None:
    cache: Bounded[str, int] = Bounded(10)
    weights = {}
    for key, weight in kept:
        cache.keep(key, 0, weight)
        weights[key] = weight
        assert sum(weights[key] for key in "abcdef" if cache.get(key) is not None) <= 10
