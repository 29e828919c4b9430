"""Dated: what held from which day on."""

from datetime import date
from typing import Generic, TypeVar

from msgspec import Struct

T = TypeVar("T")


class Dated(Struct, Generic[T], frozen=True):
    """Values by their first day, in order. Each holds until the next begins."""

    told: tuple[tuple[date, T], ...] = ()

    def then(self, since: date, value: T) -> "Dated[T]":
        """The same with another value from this day on. On one day, what was told later holds."""
        before = tuple(each for each in self.told if each[0] <= since)
        return Dated((*before, (since, value), *self.told[len(before) :]))

    def on(self, day: date) -> T | None:
        """What held on a day; None before the first."""
        held = [value for since, value in self.told if since <= day]
        return held[-1] if held else None

    @property
    def now(self) -> T | None:
        """What holds after all that was told."""
        return self.told[-1][1] if self.told else None

    @property
    def since(self) -> date:
        """From when the last value holds."""
        return self.told[-1][0] if self.told else date.min

    @property
    def values(self) -> tuple[T, ...]:
        """All that ever held."""
        return tuple(value for _, value in self.told)
