"""What is known of a figure only approximately stays honest through arithmetic."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.measures.approximate import Answer, Approximate, exactly, reconcile

numbers = st.integers(0, 2000)


@st.composite
def figures(draw: st.DrawFn) -> tuple[Approximate, int]:
    """A figure and a number that it may be."""
    low, true, more = draw(numbers), draw(numbers), draw(numbers)
    high = None if draw(st.booleans()) else low + true + more
    return Approximate(low, high), low + true


def test_parts_of_a_stated_whole_are_shown_beside_it_and_not_refuted() -> None:
    parts = [Approximate(300, 399), Approximate(100, 199), exactly(229)]
    found = reconcile(Approximate(800, 899), parts)
    assert (found.parts, found.refuted) == (Approximate(629, 827), False)


def test_parts_that_can_never_make_up_the_whole_refute_it() -> None:
    assert reconcile(exactly(900), [Approximate(300, 399), exactly(229)]).refuted


@given(st.lists(figures(), max_size=5))
def test_a_sum_holds_the_sum_of_any_numbers_that_its_figures_may_be(
    found: list[tuple[Approximate, int]],
) -> None:
    total = sum(true for _, true in found)
    account = reconcile(exactly(total), [figure for figure, _ in found])
    assert account.parts.holds(total)
    assert not account.refuted


@given(one=figures(), factor=st.integers(0, 12))
def test_a_multiple_holds_the_multiple(one: tuple[Approximate, int], factor: int) -> None:
    figure, true = one
    assert figure.times(factor).holds(true * factor)


@given(low=numbers, wide=st.integers(0, 40), other=numbers, width=st.integers(0, 40))
def test_figures_meet_exactly_when_some_number_is_in_both(
    low: int, wide: int, other: int, width: int
) -> None:
    one, two = Approximate(low, low + wide), Approximate(other, other + width)
    both = set(range(low, low + wide + 1)) & set(range(other, other + width + 1))
    assert one.meets(two) == two.meets(one) == bool(both)


def test_a_figure_without_an_upper_limit_meets_whatever_is_not_below_it() -> None:
    assert Approximate(10, None).meets(exactly(10))
    assert not Approximate(10, None).meets(exactly(9))


@pytest.mark.parametrize(
    ("number", "answer"), [(800, "yes"), (801, "open"), (899, "open"), (900, "no")]
)
def test_whether_a_figure_reaches_a_number_may_stay_open(number: int, answer: Answer) -> None:
    assert Approximate(800, 899).at_least(number) == answer


@given(one=figures(), number=numbers)
def test_an_answer_is_never_wrong(one: tuple[Approximate, int], number: int) -> None:
    figure, true = one
    assert figure.at_least(number) != ("no" if true >= number else "yes")


def test_an_interval_that_holds_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="no number lies"):
        Approximate(2, 1)


def test_a_negative_multiple_is_refused() -> None:
    with pytest.raises(ValueError, match="0 or more times"):
        exactly(1).times(-1)
