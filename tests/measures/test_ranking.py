"""Ranks: equals share one, the next counts them, and no order contradicts its scores."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.measures.ranking import by_score, follows, ranks

scores = st.dictionaries(st.text(max_size=3), st.fractions(0, 5, max_denominator=4), max_size=12)


def test_three_after_two_equals() -> None:
    assert ranks([["a"], ["b", "c"], ["d"]]) == {"a": 1, "b": 2, "c": 2, "d": 4}


@pytest.mark.rule("S2-16")
@given(scores)
def test_a_rank_is_one_more_than_how_many_are_better(held: dict[str, Fraction]) -> None:
    better = {each: sum(other > held[each] for other in held.values()) for each in held}
    assert ranks(by_score(held)) == {each: count + 1 for each, count in better.items()}


@given(scores)
def test_order_by_score_follows_the_scores(held: dict[str, Fraction]) -> None:
    assert follows(by_score(held), held)


@given(scores)
def test_equals_in_any_order_follow_too(held: dict[str, Fraction]) -> None:
    apart = [[each] for group in by_score(held) for each in reversed(group)]
    assert follows(apart, held)


@given(scores)
def test_turned_round_it_follows_only_where_all_are_equal(held: dict[str, Fraction]) -> None:
    assert follows(by_score(held)[::-1], held) == (len(set(held.values())) < 2)


@given(scores)
def test_all_in_one_group_follow_only_where_all_are_equal(held: dict[str, Fraction]) -> None:
    assert follows([list(held)] if held else [], held) == (len(set(held.values())) < 2)
