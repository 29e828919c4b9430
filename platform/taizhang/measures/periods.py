"""Periods of the calendar year: months, quarters, half years, the year."""

from datetime import date
from typing import Literal

from msgspec import Struct

from taizhang.measures.months import months_later
from taizhang.measures.working_days import DAY

Cadence = Literal["month", "quarter", "half_year", "year"]
_MONTHS: dict[Cadence, int] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


class Period(Struct, frozen=True):
    """From `first` to `last`, both included, with its name for people: 2011年第1季度."""

    name: str
    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether a day lies in the period."""
        return self.first <= day <= self.last


def periods(cadence: Cadence, year: int) -> tuple[Period, ...]:
    """The periods of a year in order; every day of the year lies in exactly one of them."""
    months = _MONTHS[cadence]
    starts = [date(year, month, 1) for month in range(1, 13, months)]
    return tuple(
        Period(_name(cadence, place, year), start, months_later(start, months) - DAY)
        for place, start in enumerate(starts, 1)
    )


def _name(cadence: Cadence, place: int, year: int) -> str:
    match cadence:
        case "month":
            return f"{year}年{place}月"
        case "quarter":
            return f"{year}年第{place}季度"
        case "half_year":
            return f"{year}年{'上下'[place - 1]}半年"
        case "year":
            return f"{year}年"
