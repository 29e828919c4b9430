"""Ladders: a metric reaches a level, and a level has consequences, perhaps for a superior."""

import itertools
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from msgspec import Struct

Direction = Literal["rising", "falling"]


class Consequence(Struct, frozen=True):
    """What follows, and upon whom, in the scheme's own words: the unit, its secretary, 乡镇党委."""

    name: str
    upon: str


class Rung(Struct, frozen=True):
    """A level from `limit` on; `strict` leaves the limit itself out (超过, not 以上)."""

    name: str
    limit: Decimal
    strict: bool
    consequences: Sequence[Consequence] = ()

    def reached(self, metric: Decimal, direction: Direction) -> bool:
        """Whether a metric is there: from the limit up, or down, as the ladder goes."""
        if metric == self.limit:
            return not self.strict
        return metric > self.limit if direction == "rising" else metric < self.limit


class Ladder(Struct, frozen=True):
    """Rungs from the mildest on. Rising: years without a new member (S4-08, S4-09, S3-11);
    falling: a score in 70分以下 (S3-36..S3-38), where the source leaves `strict` open.
    """

    direction: Direction
    rungs: Sequence[Rung]

    def __post_init__(self) -> None:
        """Raise ValueError unless there are rungs, with names of their own and limits in order."""
        limits = [rung.limit for rung in self.rungs]
        if not limits or not all(limit.is_finite() for limit in limits):
            raise ValueError("a ladder has at least one rung, each with a finite limit")
        ordered = limits if self.direction == "rising" else limits[::-1]
        if any(low >= high for low, high in itertools.pairwise(ordered)):
            raise ValueError(f"the limits of a {self.direction} ladder go on {self.direction}")
        if len({rung.name for rung in self.rungs}) < len(limits):
            raise ValueError("each rung has a name of its own")

    def reached(self, metric: Decimal) -> tuple[Rung, ...]:
        """Every rung that a metric has reached, mildest first."""
        if not metric.is_finite():
            raise ValueError(f"a metric is a finite number, not {metric}")
        return tuple(rung for rung in self.rungs if rung.reached(metric, self.direction))

    def level(self, metric: Decimal) -> Rung | None:
        """The severest rung reached, if any."""
        return next(reversed(self.reached(metric)), None)

    def newly(self, before: Decimal, now: Decimal) -> tuple[Rung, ...]:
        """The rungs that `now` has reached and `before` had not, so that each acts once."""
        old = self.reached(before)
        return tuple(rung for rung in self.reached(now) if rung not in old)
