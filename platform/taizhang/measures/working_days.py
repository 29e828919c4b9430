"""Working days in China, with the holidays and make-up days that the State Council ordered."""

import itertools
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Protocol

import chinese_calendar

DAY = timedelta(days=1)


class WorkingCalendar(Protocol):
    """Says of any day in the years it knows whether people work."""

    @property
    def name(self) -> str:
        """Which calendar in which version, to be kept with what was decided by it."""

    def is_working(self, day: date) -> bool:
        """Whether people work on a day. Raises UnknownYear outside the years known."""


class UnknownYear(ValueError):  # noqa: N818 - it says what is not known
    """The calendar has no arrangement of holidays for a year: no guess is made."""

    def __init__(self, year: int, first: int, last: int) -> None:
        super().__init__(f"working days are known for the years {first} to {last}, not for {year}")
        self.year, self.first, self.last = year, first, last


class ChineseCalendar:
    """The arrangements that the `chinesecalendar` package holds, a whole year at a time.

    Its data may be corrected in a later release, so `name` belongs beside a recorded result.
    """

    def __init__(self) -> None:
        ordered = chinese_calendar.constants.holidays
        self.first, self.last = min(ordered).year, max(ordered).year

    @property
    def name(self) -> str:
        """The package and its version."""
        return f"chinesecalendar {chinese_calendar.__version__}"

    def is_working(self, day: date) -> bool:
        """Whether people work on a day. Raises UnknownYear outside the years known."""
        if not self.first <= day.year <= self.last:
            raise UnknownYear(day.year, self.first, self.last)
        return bool(chinese_calendar.is_workday(day))


def working_day(start: date, count: int, calendar: WorkingCalendar) -> date:
    """The `count`-th working day after `start`, which is not counted itself."""
    if count < 1:
        raise ValueError(f"working days are counted from 1, not {count}")
    return next(itertools.islice(_working_after(start, calendar), count - 1, None))


def working_days(start: date, end: date, calendar: WorkingCalendar) -> int:
    """How many working days lie after `start` up to and including `end`."""
    if end < start:
        raise ValueError(f"the end ({end}) lies before the start ({start})")
    days = (start + DAY * n for n in range(1, (end - start).days + 1))
    return sum(calendar.is_working(day) for day in days)


def _working_after(start: date, calendar: WorkingCalendar) -> Iterator[date]:
    days = (start + DAY * n for n in itertools.count(1))
    return (day for day in days if calendar.is_working(day))
