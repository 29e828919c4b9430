"""What a category said is shown only where nobody's own vote follows from it."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.domain.ballots.breakdown import (
    ballots_in,
    is_safe,
    rest_of,
    tells_nothing,
    weighted,
    withheld,
)
from taizhang.domain.ballots.count_events import CategoryTally, SubjectTally

SCALE = ["好", "较好", "差"]


def tally(*counts: int) -> SubjectTally:
    """好, 较好, 差, blank, invalid."""
    *made, blank, invalid = (*counts, *[0] * (5 - len(counts)))
    words = dict(zip(SCALE, made, strict=True))
    return SubjectTally(subject="jingui", counts=words, blank=blank, invalid=invalid)


def total(parts: dict[str, SubjectTally]) -> SubjectTally:
    flat = [[*part.counts.values(), part.blank, part.invalid] for part in parts.values()]
    return tally(*(sum(column) for column in zip(*flat, strict=True)))


def shown(parts: dict[str, SubjectTally], minimum: int = 5) -> set[str]:
    told = withheld(total(parts), parts, minimum)
    assert [part.category for part in told] == sorted(parts)
    return {part.category for part in told if part.tally is not None}


@pytest.mark.rule("S0-11")
@pytest.mark.parametrize(
    ("counts", "safe"),
    [((4, 1), True), ((3, 1), False), ((5, 0), False), ((0, 0, 0, 5), False), ((4, 0, 0, 1), True)],
)
def test_few_or_of_one_mind_is_not_safe(counts: tuple[int, ...], safe: bool) -> None:
    assert is_safe(tally(*counts), 5) is safe


def test_all_are_shown_where_all_are_many_and_differ() -> None:
    assert shown({"党员": tally(4, 1), "群众": tally(3, 3)}) == {"党员", "群众"}


@pytest.mark.rule("S0-11")
def test_one_small_category_takes_another_with_it() -> None:
    """Else the totals less the large one would tell of the small one."""
    assert shown({"党员": tally(4, 1), "群众": tally(9, 3), "委员": tally(1, 1)}) == {"群众"}


@pytest.mark.rule("S0-11")
def test_category_of_one_mind_takes_another_with_it() -> None:
    assert shown({"党员": tally(4, 1), "群众": tally(9, 3), "委员": tally(7, 0)}) == {"群众"}


def test_small_categories_hide_among_each_other() -> None:
    small = {"甲": tally(2, 1), "乙": tally(1, 1)}
    assert shown(small | {"群众": tally(9, 3)}) == {"群众"}


def test_category_where_nobody_voted_hides_nobody() -> None:
    assert shown({"党员": tally(4, 1), "委员": tally()}) == {"党员"}


_tallies = st.lists(st.integers(0, 6), min_size=5, max_size=5).map(lambda counts: tally(*counts))
_parts = st.dictionaries(st.sampled_from("甲乙丙丁戊"), _tallies, min_size=1)


@pytest.mark.rule("S0-11")
@given(_parts, st.integers(2, 12))
def test_nothing_that_is_shown_or_left_over_tells_of_anybody(
    parts: dict[str, SubjectTally], minimum: int
) -> None:
    whole = total(parts)
    told = withheld(whole, parts, minimum)
    kept = [part.tally for part in told if part.tally is not None]
    rest = rest_of(whole, kept)
    assert rest is not None
    assert all(is_safe(part, minimum) for part in kept)
    assert not kept or ballots_in(rest) == 0 or is_safe(rest, minimum)
    assert tells_nothing(whole, told, minimum)


def test_parts_beyond_the_totals_are_not_taken() -> None:
    part = CategoryTally(category="党员", subject="jingui", tally=tally(4, 2))
    assert not tells_nothing(tally(4, 1), [part], 5)


def parts_of(**tallies: SubjectTally | None) -> list[CategoryTally]:
    return [
        CategoryTally(category=name, subject="jingui", tally=each) for name, each in tallies.items()
    ]


def test_weighted_share_is_a_mean_over_categories() -> None:
    parts = parts_of(党员=tally(8, 2), 群众=tally(1, 3))
    found = weighted(parts, {"党员": Decimal("0.6"), "群众": Decimal("0.4")})
    assert found is not None
    assert found.shares == {
        "好": Decimal("0.5800"),
        "较好": Decimal("0.4200"),
        "差": Decimal("0.0000"),
    }


@pytest.mark.rule("S0-11")
def test_rare_weight_is_not_used_at_all() -> None:
    """A weighted result beside the plain one would tell what the few have said."""
    weights = {"党员": Decimal("0.6"), "委员": Decimal("0.4")}
    assert weighted(parts_of(党员=tally(8, 2), 委员=None), weights) is None
    assert weighted(parts_of(党员=tally(8, 2)), weights) is None


def test_breakdown_without_parts_weighs_nothing() -> None:
    parts: Any = []
    assert weighted(parts, {"党员": Decimal(1)}) is None
