"""Visit frequencies: at least so many visits a period for every unit with a label."""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from taizhang.measures.periods import Cadence, Period, periods
from taizhang.measures.working_days import DAY


class Labelled(Struct, frozen=True):
    """A unit bore a label (重点村, 后进村, 乡镇) from `since` to `until`, both included."""

    unit: str
    label: str
    since: date
    until: date | None = None

    def on(self, day: date) -> bool:
        """Whether the unit bore the label on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


class Visit(Struct, frozen=True):
    """A unit was visited on a day."""

    unit: str
    on: date


class Square(Struct, frozen=True):
    """One square of the grid of units and periods: how many visits there were and are due."""

    unit: str
    period: Period
    made: int
    least: int

    @property
    def lacking(self) -> int:
        """How many visits are lacking."""
        return max(0, self.least - self.made)


class Frequency(Struct, frozen=True):
    """At least `least` visits a period to each unit with one of `labels` (S4-23, S4-24, S4-25).

    `parts`: a unit with the label in only a part of the period is owed its visits too. A visit
    counts for every frequency that the unit is under, whenever in the period it took place.
    """

    labels: Sequence[str]
    least: int
    each: Cadence
    parts: bool

    def __post_init__(self) -> None:
        """Raise ValueError for a frequency that asks nothing or concerns nobody."""
        if self.least < 1 or not self.labels:
            raise ValueError("a frequency asks for at least 1 visit to units with some label")

    def grid(
        self, labelled: Sequence[Labelled], visits: Iterable[Visit], year: int
    ) -> tuple[Square, ...]:
        """What is due and was made in a year: periods in order, units by name within each."""
        days: dict[str, list[date]] = {}
        for visit in visits:
            days.setdefault(visit.unit, []).append(visit.on)
        return tuple(
            Square(unit, period, sum(map(period.holds, days.get(unit, []))), self.least)
            for period in periods(self.each, year)
            for unit in self._owed_to(labelled, period)
        )

    def _owed_to(self, labelled: Sequence[Labelled], period: Period) -> list[str]:
        borne: dict[str, list[Labelled]] = {}
        for each in labelled:
            if each.label in self.labels:
                borne.setdefault(each.unit, []).append(each)
        return [unit for unit in sorted(borne) if self._owed(borne[unit], period)]

    def _owed(self, spells: Sequence[Labelled], period: Period) -> bool:
        days = (period.first + DAY * n for n in range((period.last - period.first).days + 1))
        on = (any(spell.on(day) for spell in spells) for day in days)
        return any(on) if self.parts else all(on)
