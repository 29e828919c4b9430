"""Who held which posts in which months of a year, and when nobody's pay is raised."""

import calendar
import itertools
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from taizhang_plugins.pay.provisions import MonthCount, Tenure

_WHOLE_YEAR = 12


class Spell(NamedTuple):
    """A post, or a freeze (no post), from a day to a day, both included; None: still."""

    post: str
    since: date
    until: date | None

    def within(self, first: date, last: date) -> bool:
        """Whether it covers any day between two, both included."""
        return self.since <= last and (self.until is None or self.until >= first)

    def covers(self, first: date, last: date) -> bool:
        """Whether it covers every day between two, both included."""
        return self.since <= first and (self.until is None or self.until >= last)


class Part(NamedTuple):
    """So many months in the same posts, with pay that may rise or not."""

    posts: tuple[str, ...]
    months: int
    frozen: bool


def parts_of(
    held: Sequence[Spell],
    freezes: Sequence[Spell],
    year: int,
    tenure: Tenure,
    order: Sequence[str],
) -> list[Part]:
    """The year of one person, in order: what is paid at one rate stands together.

    Posts that are held at once are named in the `order` of the pay table.
    """
    return [
        Part(posts, sum(months for _, _, months in same), frozen)
        for (posts, frozen), same in itertools.groupby(
            _months(held, freezes, year, tenure, order), key=lambda month: month[:2]
        )
        if posts
    ]


def _months(
    held: Sequence[Spell],
    freezes: Sequence[Spell],
    year: int,
    tenure: Tenure,
    order: Sequence[str],
) -> Iterator[tuple[tuple[str, ...], bool, int]]:
    counts = tenure.counts or "last_day"
    first_month, each = (1, 1) if tenure.unit == "months" else (12, _WHOLE_YEAR)
    for month in range(first_month, 13):
        now = {spell.post for spell in held if counted(spell, year, month, counts)}
        posts = sorted(now, key=order.index)
        frozen = any(counted(spell, year, month, counts) for spell in freezes)
        yield tuple(posts), frozen, each


def counted(spell: Spell, year: int, month: int, counts: MonthCount) -> bool:
    """Whether a month counts for a spell."""
    first = date(year, month, 1)
    last = date(year, month, calendar.monthrange(year, month)[1])
    match counts:
        case "first_day":
            return spell.covers(first, first)
        case "last_day":
            return spell.covers(last, last)
        case "any_day":
            return spell.within(first, last)
        case "every_day":
            return spell.covers(first, last)
