"""Every day of a year lies in exactly one period."""

import itertools
from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.measures.periods import Cadence, periods


@given(
    day=st.dates(date(1950, 1, 1), date(2100, 12, 31)), cadence=st.sampled_from(get_args(Cadence))
)
def test_a_day_lies_in_exactly_one_period_of_its_year(day: date, cadence: Cadence) -> None:
    assert sum(period.holds(day) for period in periods(cadence, day.year)) == 1


@given(year=st.integers(1950, 2100), cadence=st.sampled_from(get_args(Cadence)))
def test_periods_follow_one_another_through_the_whole_year(year: int, cadence: Cadence) -> None:
    found = periods(cadence, year)
    assert (found[0].first, found[-1].last) == (date(year, 1, 1), date(year, 12, 31))
    for before, after in itertools.pairwise(found):
        assert before.last + timedelta(1) == after.first


@pytest.mark.parametrize(
    ("cadence", "count", "last"),
    [
        ("month", 12, "2011年12月"),
        ("quarter", 4, "2011年第4季度"),
        ("half_year", 2, "2011年下半年"),
        ("year", 1, "2011年"),
    ],
)
def test_periods_are_named_for_people(cadence: Cadence, count: int, last: str) -> None:
    found = periods(cadence, 2011)
    assert (len(found), found[-1].name) == (count, last)
