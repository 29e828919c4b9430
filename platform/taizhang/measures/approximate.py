"""Approximate figures (800多, 近千, 约) as intervals of whole numbers."""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

Answer = Literal["yes", "no", "open"]


class Approximate(Struct, frozen=True):
    """Some whole number from `low` to `high`, both included; None is without an upper limit."""

    low: int
    high: int | None

    def __post_init__(self) -> None:
        """Raise ValueError for an interval that holds no number."""
        if self.high is not None and self.high < self.low:
            raise ValueError(f"no number lies from {self.low} to {self.high}")

    def __add__(self, other: "Approximate") -> "Approximate":
        both = self.high is not None and other.high is not None
        high = (self.high or 0) + (other.high or 0) if both else None
        return Approximate(self.low + other.low, high)

    def times(self, factor: int) -> "Approximate":
        """So many times the figure. Raises ValueError for a negative factor."""
        if factor < 0:
            raise ValueError(f"a figure is taken 0 or more times, not {factor}")
        if factor == 0:
            return exactly(0)
        return Approximate(self.low * factor, None if self.high is None else self.high * factor)

    def holds(self, number: int) -> bool:
        """Whether the figure may be this number."""
        return self.low <= number and (self.high is None or number <= self.high)

    def meets(self, other: "Approximate") -> bool:
        """Whether both may be the same number."""
        lows, highs = max(self.low, other.low), [self.high, other.high]
        return all(high is None or lows <= high for high in highs)

    def at_least(self, number: int) -> Answer:
        """Whether the figure reaches a number: `open` where the source does not tell."""
        if self.low >= number:
            return "yes"
        return "open" if self.high is None or self.high >= number else "no"


class Reconciliation(Struct, frozen=True):
    """A figure beside the sum of its parts; `refuted` only where they can never be equal."""

    whole: Approximate
    parts: Approximate
    refuted: bool


def exactly(number: int) -> Approximate:
    """A figure that is not approximate."""
    return Approximate(number, number)


def reconcile(whole: Approximate, parts: Iterable[Approximate]) -> Reconciliation:
    """Show a whole beside its parts, neither trusting nor accusing (S3-17 beside S3-18..S3-20)."""
    total = sum(parts, exactly(0))
    return Reconciliation(whole, total, refuted=not whole.meets(total))
