"""Quotas: at most a share of a base may hold a grade."""

import math
import re
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from msgspec import Struct

Rounding = Literal["floor", "half_up", "ceiling"]
_SHARE = re.compile(r"\d+(\.\d+)?%?|\d+/0*[1-9]\d*", re.ASCII)


class Quota(Struct, frozen=True):
    """`share` of the base (0 to 1), rounded to whole subjects."""

    share: Fraction
    rounding: Rounding

    def __post_init__(self) -> None:
        """Raise ValueError for a share beyond 0 to 1."""
        if not 0 <= self.share <= 1:
            raise ValueError(f"a share lies between 0 and 1: {self.share}")

    def most(self, base: int) -> int:
        """How many of `base` subjects may hold the grade."""
        if base < 0:
            raise ValueError(f"a base is 0 or more: {base}")
        exact = self.share * base
        match self.rounding:
            case "floor":
                return math.floor(exact)
            case "ceiling":
                return math.ceil(exact)
            case "half_up":
                return math.floor(exact + Fraction(1, 2))


def share_of(text: str) -> Fraction:
    """A share from `30%`, `0.3` or `1/3`, exactly: 1/3 of 24 is 8, which no decimal says.

    Raises ValueError for anything else, or beyond 0 to 1.
    """
    if not _SHARE.fullmatch(text):
        raise ValueError(f"a share is written 30%, 0.3 or 1/3: {text}")
    share = Fraction(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    if share > 1:
        raise ValueError(f"a share lies between 0 and 1: {text}")
    return share


def percent(part: int, whole: int) -> str:
    """A share for people to read: `33.3%`."""
    return f"{Decimal(100 * part) / whole:.1f}%" if whole else "0.0%"
