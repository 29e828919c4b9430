"""How many times in a row, up to the latest."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.measures.streaks import streak

histories = st.lists(st.sampled_from(["好", "差", "不定等次"]), max_size=12)


@pytest.mark.parametrize(
    ("history", "count"),
    [
        ([], 0),
        (["差", "差"], 2),
        (["差", "差", "好"], 0),
        (["差", "好", "差"], 1),
        (["差", "不定等次", "差"], 2),
    ],
)
def test_a_row_ends_at_the_first_other_word(history: list[str], count: int) -> None:
    assert streak(history, {"差"}, {"不定等次"}) == count


def test_a_word_that_is_not_passed_over_breaks_the_row() -> None:
    assert streak(["差", "不定等次", "差"], {"差"}, ()) == 1


@given(histories)
def test_a_streak_is_the_last_run_without_what_is_passed_over(history: list[str]) -> None:
    counted = [word for word in history if word != "不定等次"]
    runs = [(word, len(list(run))) for word, run in itertools.groupby(counted)]
    expected = runs[-1][1] if runs and runs[-1][0] == "差" else 0
    assert streak(history, ["差"], ["不定等次"]) == expected


def test_a_word_both_counted_and_passed_over_is_refused() -> None:
    with pytest.raises(ValueError, match=r"not both.*差"):
        streak([], {"差"}, {"差"})


def test_a_streak_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one word"):
        streak([], (), ())
