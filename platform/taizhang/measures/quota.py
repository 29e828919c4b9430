"""Quotas: at most a share of a base may hold a grade."""

import math
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from msgspec import Struct

Rounding = Literal["floor", "half_up", "ceiling"]


class Quota(Struct, frozen=True):
    """`share` of the base (0 to 1), rounded to whole subjects."""

    share: Decimal
    rounding: Rounding

    def most(self, base: int) -> int:
        """How many of `base` subjects may hold the grade."""
        exact = self.share * base
        match self.rounding:
            case "floor":
                return math.floor(exact)
            case "ceiling":
                return math.ceil(exact)
            case "half_up":
                return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def share_of(text: str) -> Decimal:
    """A share from `30%`, `0.3` or `1/3`. Raises ValueError for anything else, or beyond 0 to 1."""
    if text.endswith("%"):
        share = Decimal(text[:-1]) / 100
    elif "/" in text:
        above, below = text.split("/")
        share = Decimal(above) / Decimal(below)
    else:
        share = Decimal(text)
    if not 0 <= share <= 1:
        raise ValueError(f"a share lies between 0 and 1: {text}")
    return share


def percent(part: int, whole: int) -> str:
    """A share for people to read: `33.3%`."""
    return f"{Decimal(100 * part) / whole:.1f}%" if whole else "0.0%"
