"""State: units, party organisations and instructors, as the events that were read leave them."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from taizhang.measures.approximate import Approximate, exactly
from taizhang_plugins.coverage.names import Figure


class Count(Struct, frozen=True):
    """One report on a unit."""

    employees: Figure
    members: Figure


class Target(Struct):
    """What is to come within a year."""

    key: str
    activists: int
    members: int
    met: bool = False
    gap: bool = False


class Unit(Struct):
    """An enterprise or social organisation."""

    township: str = ""
    kind: str = ""
    listed: bool = False
    gone: bool = False
    """The core's register says that it exists no more."""
    party: str | None = None
    counts: dict[date, Count] = {}
    targets: dict[int, Target] = {}
    activists: dict[str, date] = {}
    admitted: dict[str, date] = {}
    rounds: dict[int, int] = {}
    """By year, how many targets it was given."""
    due: date | None = None
    """By when it ought to found."""

    def members_on(self, day: date) -> Figure | None:
        """Its full members by the last report up to a day."""
        known = [each for each in self.counts if each <= day]
        return self.counts[max(known)].members if known else None

    def done(self, year: int) -> tuple[int, int]:
        """How many activists and members came within a year."""
        return _within(self.activists.values(), year), _within(self.admitted.values(), year)

    def open_targets(self) -> list[str]:
        """The targets that are not met, by their keys."""
        return [target.key for target in self.targets.values() if not target.met]

    def next_key(self, year: int) -> str:
        """The key of the next target of a year: a duty that was waived is never owed again."""
        given = self.rounds.get(year, 0)
        return f"{year}-{given + 1}" if given else str(year)


class Party(Struct):
    """A party organisation."""

    name: str = ""
    mode: str = ""
    township: str = ""
    units: dict[str, str] = {}
    """By unit, the township that it lies in."""
    founded: bool = False
    dissolved: bool = False


class Sending(Struct):
    """An instructor's work."""

    organisations: list[str]
    since: date
    until: date | None

    def serves(self, day: date) -> bool:
        """Whether it goes on, on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


def members_of(units: Iterable[Unit], day: date) -> Approximate:
    """Full members of several units; where one was never counted, any number more."""
    total = exactly(0)
    for unit in units:
        known = unit.members_on(day)
        total += known.range if known else Approximate(0, None)
    return total


def _within(days: Iterable[date], year: int) -> int:
    return sum(day.year == year for day in days)
