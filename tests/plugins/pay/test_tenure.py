"""Months in a post: which count is the tenant's choice; none is lost, none counted twice."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang_plugins.pay.provisions import Tenure
from taizhang_plugins.pay.tenure import Part, Spell, parts_of

COUNTS = ("first_day", "last_day", "any_day", "every_day")
ORDER = ["书记", "主任"]
days = st.dates(date(2011, 1, 1), date(2013, 12, 31))


def tenure(counts: str | None, unit: str = "months") -> Tenure:
    return Tenure(unit=unit, counts=counts)  # type: ignore[arg-type]


def months(held: list[Spell], counts: str, freezes: tuple[Spell, ...] = ()) -> list[Part]:
    return parts_of(held, freezes, 2012, tenure(counts), ORDER)


def spell(post: str, since: str, until: str | None = None) -> Spell:
    day = date.fromisoformat
    return Spell(post, day(since), day(until) if until else None)


@pytest.mark.rule("S3-02")
@pytest.mark.parametrize(
    ("counts", "expected"), [("first_day", 3), ("last_day", 3), ("any_day", 4), ("every_day", 2)]
)
def test_a_month_counts_as_the_tenant_chose(counts: str, expected: int) -> None:
    held = [spell("书记", "2012-03-15", "2012-06-15")]
    assert months(held, counts) == [Part(("书记",), expected, False)]


@pytest.mark.parametrize(
    ("until", "expected"), [("2012-03-31", 3), ("2012-03-30", 2), ("2012-04-01", 3)]
)
def test_exactly_the_last_day_of_a_month_counts(until: str, expected: int) -> None:
    [part] = months([spell("书记", "2011-01-01", until)], "last_day")
    assert part.months == expected


@pytest.mark.rule("S3-02")
@given(days, st.sampled_from(["first_day", "last_day"]))
def test_who_leaves_and_who_follows_are_paid_twelve_months_together(
    until: date, counts: str
) -> None:
    leaver = Spell("书记", date(2000, 1, 1), until)
    follower = Spell("书记", until + timedelta(days=1), None)
    paid = [part for each in (leaver, follower) for part in months([each], counts)]
    assert sum(part.months for part in paid) == 12


@given(days, days, st.sampled_from(COUNTS))
def test_no_way_to_count_gives_less_than_every_day_or_more_than_any(
    one: date, other: date, counts: str
) -> None:
    held = [Spell("书记", min(one, other), max(one, other))]

    def count(how: str) -> int:
        return sum(part.months for part in months(held, how))

    assert count("every_day") <= count(counts) <= count("any_day") <= 12


@given(st.lists(st.tuples(st.sampled_from(ORDER), days, days), max_size=5))
def test_parts_cover_each_month_once_and_name_posts_in_the_order_of_the_table(
    told: list[tuple[str, date, date]],
) -> None:
    held = [Spell(post, min(one, other), max(one, other)) for post, one, other in told]
    parts = months(held, "last_day")
    assert sum(part.months for part in parts) <= 12
    assert all(part.posts == tuple(p for p in ORDER if p in part.posts) for part in parts)
    assert all(part.months > 0 for part in parts)
    assert sum(Fraction(part.months, 12) for part in parts) <= 1


def test_a_second_post_begins_a_part_of_its_own() -> None:
    held = [spell("主任", "2010-01-01"), spell("书记", "2012-05-01")]
    assert months(held, "last_day") == [
        Part(("主任",), 4, False),
        Part(("书记", "主任"), 8, False),
    ]


def test_a_freeze_begins_a_part_of_its_own() -> None:
    frozen = (spell("", "2012-04-01", "2012-09-30"),)
    parts = months([spell("书记", "2010-01-01")], "last_day", frozen)
    assert parts == [
        Part(("书记",), 3, False),
        Part(("书记",), 6, True),
        Part(("书记",), 3, False),
    ]


@pytest.mark.parametrize(
    ("until", "paid"), [(None, 12), ("2012-12-31", 12), ("2012-12-30", 0), ("2013-01-01", 12)]
)
def test_by_the_whole_year_who_holds_the_post_at_its_end_is_paid_all_of_it(
    until: Any, paid: int
) -> None:
    held = [spell("书记", "2012-12-01", until)]
    parts = parts_of(held, (), 2012, tenure(None, "whole"), ORDER)
    assert sum(part.months for part in parts) == paid
