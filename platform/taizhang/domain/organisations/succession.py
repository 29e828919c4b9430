"""Succession: who follows a unit after mergers, splits and dissolutions."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum

from taizhang.domain.organisations.events import OrganisationSucceeded
from taizhang.domain.organisations.unit import Unit


class Purpose(StrEnum):
    """For what somebody follows: each reorganisation names one unit for each."""

    TICKETS = "tickets"
    QUOTA = "quota"


def follower(units: Mapping[str, Unit], unit: str, on: date, purpose: Purpose) -> str | None:
    """The unit that stands in for this one on a day: itself while nothing has happened.

    None when it was dissolved and nobody takes its place (only in the base of a quota).
    """
    current: str | None = unit
    for change in _chain(units, unit, on, purpose):
        current = _heir(change, purpose)
    return current


def stand_in(units: Mapping[str, Unit], unit: str | None, purpose: Purpose) -> str | None:
    """The existing unit that answers now for one that may be gone, whatever the days of the
    changes between them; itself while it exists. None where a quota's place went to nobody.
    """
    while unit is not None and (ended := end_of(units, unit)):
        unit = _heir(ended, purpose)
    return unit


def end_of(units: Mapping[str, Unit], unit: str) -> OrganisationSucceeded | None:
    """The change with which a unit ceased to exist; None while it exists."""
    return next((change for change in _changes(units, unit) if not change.continues), None)


def successors(units: Mapping[str, Unit], unit: str, on: date) -> list[str]:
    """All units that exist on a day and came out of this one, itself included if it goes on."""
    found: dict[str, None] = {}
    pending, seen = [unit], {unit}
    while pending:
        current = pending.pop(0)
        changes = [c for c in _changes(units, current) if c.since <= on]
        if not any(not change.continues for change in changes):
            found[current] = None
        born = [u for change in changes for u in change.successors if u not in seen]
        seen.update(born)
        pending += born
    return list(found)


def _chain(
    units: Mapping[str, Unit], unit: str, on: date, purpose: Purpose
) -> Iterator[OrganisationSucceeded]:
    current: str | None = unit
    since, passed = date.min, set[tuple[str, int]]()
    while current is not None:
        step = _next(units, current, (since, on), passed)
        if step is None:
            return
        yield step
        since, current = step.since, _heir(step, purpose)


def _next(
    units: Mapping[str, Unit], unit: str, days: tuple[date, date], passed: set[tuple[str, int]]
) -> OrganisationSucceeded | None:
    """The next change of a unit within these days; each is passed once."""
    for number, change in enumerate(_changes(units, unit)):
        if (unit, number) not in passed and days[0] <= change.since <= days[1]:
            passed.add((unit, number))
            return change
    return None


def _changes(units: Mapping[str, Unit], unit: str) -> tuple[OrganisationSucceeded, ...]:
    return units[unit].changes if unit in units else ()


def _heir(change: OrganisationSucceeded, purpose: Purpose) -> str | None:
    return change.tickets if purpose is Purpose.TICKETS else change.quota
