"""Terms: the last day of so many days, working days or months."""

from datetime import date
from typing import Literal

from msgspec import Struct

from taizhang.measures.months import months_later
from taizhang.measures.working_days import DAY, WorkingCalendar, working_day

Unit = Literal["days", "working_days", "months"]


class Term(Struct, frozen=True):
    """`count` units from a day. Nothing has a default: where a source is silent, a tenant chooses.

    `counts_start`: the first day is day one (else the day after it is). `moves_on`: a term that
    ends on a rest day ends on the next working day.
    """

    count: int
    unit: Unit
    counts_start: bool
    moves_on: bool

    def __post_init__(self) -> None:
        """Raise ValueError for a term of no length."""
        if self.count < 1:
            raise ValueError(f"a term is at least 1 of its unit, not {self.count}")

    def last_day(self, start: date, calendar: WorkingCalendar) -> date:
        """The last day. Raises UnknownYear where working days matter and are not known."""
        end = self._reckoned(start, calendar)
        if self.moves_on and not calendar.is_working(end):
            return working_day(end, 1, calendar)
        return end

    def _reckoned(self, start: date, calendar: WorkingCalendar) -> date:
        eve = start - DAY if self.counts_start else start
        match self.unit:
            case "days":
                return eve + DAY * self.count
            case "working_days":
                return working_day(eve, self.count, calendar)
            case "months":
                return self._months(start)

    def _months(self, start: date) -> date:
        end = months_later(start, self.count)
        # From 1 March one month ends on 31 March, but from 31 January on 28 February all the same.
        return end - DAY if self.counts_start and end.day == start.day else end
