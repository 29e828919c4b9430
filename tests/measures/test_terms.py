"""A term ends where the tenant's way of counting says."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.measures.terms import Term, Unit
from taizhang.measures.working_days import ChineseCalendar, UnknownYear, working_days

CHINA = ChineseCalendar()
DAYS = st.dates(date(2005, 1, 1), date(2024, 12, 31))
UNITS: st.SearchStrategy[Unit] = st.sampled_from(["days", "working_days", "months"])


@pytest.mark.parametrize(
    ("count", "unit", "counts_start", "end"),
    [
        (7, "days", False, date(2015, 10, 7)),
        (7, "days", True, date(2015, 10, 6)),
        (5, "working_days", False, date(2015, 10, 13)),
        (5, "working_days", True, date(2015, 10, 12)),
        (1, "months", False, date(2015, 10, 30)),
        (1, "months", True, date(2015, 10, 29)),
    ],
)
def test_the_first_day_counts_or_does_not(
    count: int, unit: Unit, counts_start: bool, end: date
) -> None:
    term = Term(count, unit, counts_start, moves_on=False)
    assert term.last_day(date(2015, 9, 30), CHINA) == end


@pytest.mark.parametrize(
    ("moves_on", "end"), [(False, date(2015, 10, 3)), (True, date(2015, 10, 8))]
)
def test_an_end_on_a_rest_day_moves_on_where_the_tenant_says_so(moves_on: bool, end: date) -> None:
    term = Term(3, "days", counts_start=False, moves_on=moves_on)
    assert term.last_day(date(2015, 9, 30), CHINA) == end


@pytest.mark.parametrize(
    ("start", "end"),
    [(date(2015, 3, 1), date(2015, 3, 31)), (date(2015, 1, 31), date(2015, 2, 28))],
)
def test_a_month_that_counts_its_first_day_ends_the_day_before(start: date, end: date) -> None:
    assert Term(1, "months", counts_start=True, moves_on=False).last_day(start, CHINA) == end


@given(start=DAYS, count=st.integers(1, 60), counts_start=st.booleans())
def test_a_term_of_working_days_holds_so_many(start: date, count: int, counts_start: bool) -> None:
    end = Term(count, "working_days", counts_start, moves_on=False).last_day(start, CHINA)
    before = start - timedelta(1) if counts_start else start
    assert working_days(before, end, CHINA) == count


@given(start=DAYS, count=st.integers(1, 24), unit=UNITS, moves_on=st.booleans())
def test_counting_the_first_day_never_ends_later(
    start: date, count: int, unit: Unit, moves_on: bool
) -> None:
    counting, not_counting = (Term(count, unit, each, moves_on) for each in (True, False))
    assert counting.last_day(start, CHINA) <= not_counting.last_day(start, CHINA)


@given(start=DAYS, count=st.integers(1, 24), unit=UNITS, counts_start=st.booleans())
def test_what_moves_on_ends_on_a_working_day_with_only_rest_days_between(
    start: date, count: int, unit: Unit, counts_start: bool
) -> None:
    fixed = Term(count, unit, counts_start, moves_on=False).last_day(start, CHINA)
    moved = Term(count, unit, counts_start, moves_on=True).last_day(start, CHINA)
    assert CHINA.is_working(moved)
    assert working_days(fixed, moved, CHINA) == (0 if moved == fixed else 1)


def test_plain_days_ask_no_calendar() -> None:
    term = Term(3, "days", counts_start=False, moves_on=False)
    assert term.last_day(date(1990, 1, 1), CHINA) == date(1990, 1, 4)


def test_an_end_that_would_move_on_needs_a_known_year() -> None:
    with pytest.raises(UnknownYear, match="1990"):
        Term(3, "days", counts_start=False, moves_on=True).last_day(date(1990, 1, 1), CHINA)


@pytest.mark.parametrize("count", [0, -1])
def test_a_term_of_no_length_is_refused(count: int) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        Term(count, "days", counts_start=True, moves_on=False)
