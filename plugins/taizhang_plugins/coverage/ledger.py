"""Ledger: how many instructors, party organisations and units there were on a day."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from taizhang_plugins.coverage.total_events import Matter


class Span(Struct):
    """From a day on, until before another."""

    first: date
    end: date | None = None

    def holds(self, day: date) -> bool:
        """Whether it holds a day."""
        return self.first <= day and (self.end is None or day < self.end)


class Served(Struct):
    """An instructor's work with units; `last` is the last day of it."""

    units: list[str]
    first: date
    last: date | None

    def holds(self, day: date) -> bool:
        """Whether a day is within it."""
        return self.first <= day and (self.last is None or day <= self.last)


class Ledger:
    """The whole register, day by day."""

    def __init__(self) -> None:
        self._units: dict[str, list[Span]] = {}
        self._kinds: dict[str, str] = {}
        self._parties: dict[str, Span] = {}
        self._of: dict[str, set[str]] = {}
        self._served: dict[str, list[Served]] = {}

    def listed(self, unit: str, kind: str, day: date) -> None:
        """A unit entered."""
        self._units.setdefault(unit, []).append(Span(day))
        self._kinds[unit] = kind

    def closed(self, unit: str, day: date) -> None:
        """A unit left."""
        self._units[unit][-1].end = day

    def founded(self, party: str, units: Iterable[str], day: date) -> None:
        """A party organisation began."""
        self._parties[party] = Span(day)
        self._of[party] = set(units)

    def joined(self, party: str, unit: str) -> None:
        """A unit came under it."""
        self._of[party].add(unit)

    def dissolved(self, party: str, day: date) -> None:
        """It ended."""
        self._parties[party].end = day

    def sent(self, instructor: str, units: list[str], first: date, last: date | None) -> None:
        """An instructor began."""
        self._served.setdefault(instructor, []).append(Served(units, first, last))

    def recalled(self, instructor: str, last: date) -> None:
        """An instructor's work ended."""
        self._served[instructor][-1].last = last

    def count(self, matter: Matter, day: date, kind: str | None, since: date | None) -> int:
        """How many there were on a day, or were founded since another; of one kind of units."""
        match matter:
            case "instructors":
                served = self._served.values()
                return sum(any(self._is(s, day, kind) for s in spans) for spans in served)
            case "units":
                spans = self._units.items()
                return sum(self._fits([u], kind) and _any(s, day) for u, s in spans)
            case "party_organisations":
                held = (p for p, span in self._parties.items() if span.holds(day))
                return sum(self._fits(self._of[party], kind) for party in held)
            case "founded":
                begun = (
                    party
                    for party, span in self._parties.items()
                    if (since or day) <= span.first <= day
                )
                return sum(self._fits(self._of[party], kind) for party in begun)

    def _is(self, served: Served, day: date, kind: str | None) -> bool:
        return served.holds(day) and self._fits(served.units, kind)

    def _fits(self, units: Iterable[str], kind: str | None) -> bool:
        return kind is None or any(self._kinds.get(unit) == kind for unit in units)


def _any(spans: Iterable[Span], day: date) -> bool:
    return any(span.holds(day) for span in spans)
