"""Working days follow the holidays that were ordered, make-up days included."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.measures.working_days import ChineseCalendar, UnknownYear, working_day, working_days

CHINA = ChineseCalendar()
DAYS = st.dates(date(2004, 1, 1), date(2025, 6, 30))


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2015, 11, 23), True),  # a Monday
        (date(2015, 11, 22), False),  # a Sunday
        (date(2015, 10, 1), False),  # National Day, a Thursday
        (date(2015, 10, 10), True),  # a Saturday worked in exchange
        (date(2015, 9, 3), False),  # the commemoration of 2015 alone
        (date(2020, 1, 31), False),  # the Spring Festival that was prolonged
        (date(2026, 2, 14), True),  # a Saturday worked in exchange
    ],
)
def test_holidays_and_make_up_days_are_known(day: date, working: bool) -> None:
    assert CHINA.is_working(day) == working


def test_the_years_known_reach_from_the_first_source_to_today() -> None:
    assert CHINA.first <= 2011
    assert CHINA.last >= 2026


@pytest.mark.parametrize("year", [CHINA.first - 1, CHINA.last + 1])
def test_outside_the_years_known_no_guess_is_made(year: int) -> None:
    told = f"known for the years {CHINA.first} to {CHINA.last}, not for {year}"
    with pytest.raises(UnknownYear, match=told) as raised:
        CHINA.is_working(date(year, 6, 1))
    assert (raised.value.year, raised.value.first) == (year, CHINA.first)


def test_counting_into_an_unknown_year_is_refused() -> None:
    with pytest.raises(UnknownYear, match=str(CHINA.last + 1)):
        working_day(date(CHINA.last, 12, 30), 5, CHINA)


def test_the_calendar_names_itself_and_its_version() -> None:
    name, number = CHINA.name.split()
    assert name == "chinesecalendar"
    assert number[0].isdigit()


def test_the_first_working_day_after_the_holiday_is_the_next_one() -> None:
    assert working_day(date(2015, 9, 30), 1, CHINA) == date(2015, 10, 8)


@given(start=DAYS, count=st.integers(1, 60))
def test_so_many_working_days_lie_up_to_that_working_day(start: date, count: int) -> None:
    end = working_day(start, count, CHINA)
    assert CHINA.is_working(end)
    assert working_days(start, end, CHINA) == count


@given(start=DAYS, one=st.integers(0, 90), two=st.integers(0, 90))
def test_working_days_of_two_stretches_add_up(start: date, one: int, two: int) -> None:
    middle = start + timedelta(one)
    end = middle + timedelta(two)
    parts = working_days(start, middle, CHINA) + working_days(middle, end, CHINA)
    assert working_days(start, end, CHINA) == parts


def test_a_count_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="counted from 1"):
        working_day(date(2015, 1, 1), 0, CHINA)


def test_an_end_before_the_start_is_refused() -> None:
    with pytest.raises(ValueError, match="before the start"):
        working_days(date(2015, 1, 2), date(2015, 1, 1), CHINA)
