"""The season of a year: the months in which a cycle is to be opened (S0-03)."""

from datetime import date

from taizhang.domain.cycles.rules import Recurrence
from taizhang.measures.months import months_later
from taizhang.measures.periods import Period
from taizhang.measures.working_days import DAY


def season(recurrence: Recurrence, year: int) -> Period | None:
    """From its first day to its last; None where the document names no months."""
    months = recurrence.months
    if months is None:
        return None
    first, last = date(year, months[0], 1), date(year, months[-1], 1)
    until = months_later(last, 1) - DAY
    name = f"{year}年{months[0]}月"
    return Period(name if first == last else f"{name}至{months[-1]}月", first, until)
