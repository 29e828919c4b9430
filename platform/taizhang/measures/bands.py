"""Bands: a score's word, by half-open intervals that cover every value exactly once."""

import itertools
from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct


class Band(Struct, frozen=True):
    """From `low` (included) to the next band's `low` (excluded); the lowest has None."""

    name: str
    low: Decimal | None


class Bands(Struct, frozen=True):
    """Bands from the best down, such as [90, …), [80, 90), [60, 80), (…, 60)."""

    bands: Sequence[Band]

    def __post_init__(self) -> None:
        """Raise ValueError unless the limits fall and only the lowest band is open below."""
        lows = [band.low for band in self.bands]
        if not lows or lows[-1] is not None or None in lows[:-1]:
            raise ValueError("exactly the last band has no lower limit")
        limits = [low for low in lows if low is not None]
        if any(above <= below for above, below in itertools.pairwise(limits)):
            raise ValueError("the limits must fall from band to band")

    def of(self, score: Decimal) -> str:
        """The word for a score."""
        return next(b.name for b in self.bands if b.low is None or score >= b.low)
