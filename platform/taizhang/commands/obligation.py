"""Obligation: what is due when. Declared by a scheme, kept by the core's area of obligations."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Literal

from msgspec import Struct

from taizhang.commands.policy import Occasion
from taizhang.events.event import Event
from taizhang.rules.in_force import RulesInForce

Period = Literal["month", "quarter", "half_year", "year"]


class Owed(Struct, frozen=True):
    """Somebody owes something by the end of a day: a unit or person (SubjectId), or the tenant
    itself (None). `key` tells several of one kind apart: a year, a matter, an inspection.
    """

    subject: str | None
    due: date
    key: str = ""


class Met(Struct, frozen=True):
    """What was owed is done, once (or once more, where it is owed several times)."""

    subject: str | None
    key: str = ""


class Waived(Struct, frozen=True):
    """What was owed need not be done any more, for a reason that is shown (免除)."""

    subject: str | None
    reason: str
    key: str = ""


class Every(Struct, frozen=True):
    """Owed anew in each period: `times` by each unit of these kinds and labels.

    Neither: the tenant itself owes it. `months`: only in periods that end in one of these
    (6 and 12: 每年六月、十二月). Its key is the period: `2015-03`, `2015-Q1`, `2015-H1`, `2015`.
    """

    period: Period
    kinds: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    months: tuple[int, ...] = ()
    times: int = 1


class Obligation(Struct, frozen=True, kw_only=True):
    """One kind of thing that is due.

    `owed` and `met` name events and what each says of it; `every` reads from the rules in force
    how often it recurs (None: not at all). A recurring one is met in the period of the event's day,
    whatever key `met` gives. `waived` names facts after which what is open need not be done.
    """

    name: str
    title: str
    rule: str | None = None
    owed: tuple[tuple[type[Event], Callable[[Any, Occasion], Iterable[Owed]]], ...] = ()
    met: tuple[tuple[type[Event], Callable[[Any, Occasion], Iterable[Met]]], ...] = ()
    waived: tuple[tuple[type[Event], Callable[[Any, Occasion], Iterable[Waived]]], ...] = ()
    every: Callable[[RulesInForce], Every | None] | None = None
