"""Intervals: the least and the most time from one step to another."""

from datetime import date

from msgspec import Struct

from taizhang.measures.terms import Term
from taizhang.measures.working_days import DAY, WorkingCalendar


class Window(Struct, frozen=True):
    """When a step may be taken: from `earliest` to `latest`, both included; None is open."""

    earliest: date | None
    latest: date | None


class Interval(Struct, frozen=True):
    """The time from step `since` to step `until`: no less than `least`, no more than `most`.

    `runs_out`: the last day of `least` must have passed; else the step may fall on that day.
    """

    since: str
    until: str
    least: Term | None
    most: Term | None
    runs_out: bool

    def __post_init__(self) -> None:
        """Raise ValueError for an interval that asks nothing, or more at least than at most."""
        least, most = self.least, self.most
        if least is None and most is None:
            raise ValueError(f"{self.since} to {self.until}: give the least or the most time")
        if least and most and least.unit == most.unit and least.count > most.count:
            raise ValueError(f"{self.since} to {self.until}: the least exceeds the most")

    def window(self, since: date, calendar: WorkingCalendar) -> Window:
        """When the later step may be taken, by the date of the earlier one."""
        low = self.least.last_day(since, calendar) if self.least else None
        high = self.most.last_day(since, calendar) if self.most else None
        return Window(low + DAY if low and self.runs_out else low, high)
