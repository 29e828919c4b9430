"""Months: adding them to a date and counting whole ones, as the Civil Code counts terms."""

import calendar
from datetime import date


def months_later(day: date, months: int) -> date:
    """The corresponding day so many months later; where the month has none, its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def whole_months(since: date, on: date) -> int:
    """How many months have run out by a day: a metric for ladders such as S3-11, S4-08, S4-09.

    Raises ValueError where `on` lies before `since`.
    """
    if on < since:
        raise ValueError(f"{on} lies before {since}")
    months = (on.year - since.year) * 12 + on.month - since.month
    return months if months_later(since, months) <= on else months - 1
