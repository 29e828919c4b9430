"""Thresholds: how many are enough, as a headcount or as a share of a stated base."""

import math
from fractions import Fraction
from typing import Self

from msgspec import Struct


class Threshold(Struct, frozen=True):
    """`least` heads, or `share` of the base; `strict` asks for more than that (超过)."""

    least: int = 0
    share: Fraction = Fraction(0)
    strict: bool = False

    def __post_init__(self) -> None:
        """Raise ValueError for a negative headcount, or a share beyond 0 to 1."""
        if self.least < 0 or not 0 <= self.share <= 1:
            raise ValueError("a threshold is 0 heads or more, or a share between 0 and 1")

    @classmethod
    def heads(cls, least: int) -> Self:
        """A headcount: 不少于 so many."""
        return cls(least=least)

    @classmethod
    def part(cls, share: Fraction, *, strict: bool = False) -> Self:
        """A share of the base: 三分之二以上, or with `strict` 超过半数."""
        return cls(share=share, strict=strict)

    def needed(self, base: int = 0) -> int:
        """The smallest number that is enough."""
        if base < 0:
            raise ValueError(f"a base is 0 or more: {base}")
        exact = max(Fraction(self.least), self.share * base)
        return math.floor(exact) + 1 if self.strict else math.ceil(exact)

    def reached(self, count: int, base: int = 0) -> bool:
        """Whether so many are enough."""
        return count >= self.needed(base)
