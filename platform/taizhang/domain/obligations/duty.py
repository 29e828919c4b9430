"""Duty: one thing that somebody owes, as its events leave it."""

from datetime import date

from msgspec import Struct


class Duty(Struct):
    """What is owed by whom and by when, and by which facts it was met."""

    id: str
    title: str
    subject: str | None
    key: str
    first: date | None
    due: date
    times: int
    source: int | None
    met: dict[int, date]
    """By the position of the fact that met it, that fact's day."""
    missed: bool = False
    """Whether the present last day was missed."""
    waived: bool = False
    lapsed: bool = False

    @property
    def done(self) -> bool:
        """Whether it was done as often as it is owed, in time or late."""
        return len(self.met) >= self.times

    @property
    def kept(self) -> bool:
        """Whether it was done as often as it is owed by its last day."""
        return sum(day <= self.due for day in self.met.values()) >= self.times

    @property
    def over(self) -> bool:
        """Whether nothing is to be done any more."""
        return self.waived or self.lapsed or self.done
