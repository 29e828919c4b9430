"""Months run to the corresponding day, or to the end of a month that has none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.measures.months import months_later, whole_months

DAYS = st.dates(date(1990, 1, 1), date(2060, 1, 1))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2015, 1, 31), 1, date(2015, 2, 28)),
        (date(2016, 1, 31), 1, date(2016, 2, 29)),
        (date(2015, 12, 15), 1, date(2016, 1, 15)),
        (date(2016, 2, 29), 12, date(2017, 2, 28)),
        (date(2016, 2, 29), -12, date(2015, 2, 28)),
    ],
)
def test_a_month_ends_on_the_corresponding_day(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


@given(day=DAYS, months=st.integers(-60, 60))
def test_the_month_is_right_and_the_day_never_later(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day


@given(since=DAYS, on=DAYS)
def test_whole_months_have_run_out_and_one_more_has_not(since: date, on: date) -> None:
    since, on = sorted([since, on])
    months = whole_months(since, on)
    assert months_later(since, months) <= on < months_later(since, months + 1)


def test_time_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="lies before"):
        whole_months(date(2015, 2, 1), date(2015, 1, 1))
