"""Spans: the periods in which something recurs, by the rules in force on the first day of each."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from taizhang.commands.obligation import Every
from taizhang.measures.months import months_later
from taizhang.measures.periods import Cadence, periods
from taizhang.rules.in_force import RulesInForce

Recurs = Callable[[RulesInForce], Every | None]
_CADENCES: tuple[Cadence, ...] = ("month", "quarter", "half_year", "year")


class Span(NamedTuple):
    """One period, and what each owes in it."""

    key: str
    first: date
    last: date
    every: Every


def holding(recurs: Recurs, rules: RulesInForce, day: date) -> Iterator[Span]:
    """The period that holds a day; in a year whose rules changed there may be two, or none."""
    for cadence in _CADENCES:
        span = _span(recurs, rules, cadence, day)
        if span is not None:
            yield span


def beginning(
    recurs: Recurs, rules: RulesInForce, after: date | None, until: date
) -> Iterator[Span]:
    """The periods that begin after a day (None: the day before `until`) and until another."""
    first = until.replace(day=1) if after is None else months_later(after.replace(day=1), 1)
    while first <= until:
        if after is not None or first == until:
            yield from (s for s in holding(recurs, rules, first) if s.first == first)
        first = months_later(first, 1)


def _span(recurs: Recurs, rules: RulesInForce, cadence: Cadence, day: date) -> Span | None:
    place, period = next(
        (place, each) for place, each in enumerate(periods(cadence, day.year), 1) if each.holds(day)
    )
    every = recurs(rules.at(period.first))
    if every is None or every.period != cadence:
        return None
    if every.months and period.last.month not in every.months:
        return None
    return Span(key_of(cadence, day.year, place), period.first, period.last, every)


def key_of(cadence: Cadence, year: int, place: int) -> str:
    """What a period is stored under: `2015-03`, `2015-Q1`, `2015-H1`, `2015`."""
    match cadence:
        case "month":
            return f"{year:04}-{place:02}"
        case "quarter":
            return f"{year:04}-Q{place}"
        case "half_year":
            return f"{year:04}-H{place}"
        case "year":
            return f"{year:04}"
