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
    """Bands from the best down, such as [90, …), [80, 90), [60, 80), (…, 60) (S3-22, S3-34)."""

    bands: Sequence[Band]

    def __post_init__(self) -> None:
        """Raise ValueError unless the limits fall and only the lowest band is open below."""
        lows = [band.low for band in self.bands]
        if not lows or lows[-1] is not None or None in lows[:-1]:
            raise ValueError("exactly the last band has no lower limit")
        limits = [low for low in lows if low is not None]
        if not all(limit.is_finite() for limit in limits):
            raise ValueError("the limit of a band is a finite number")
        if any(above <= below for above, below in itertools.pairwise(limits)):
            raise ValueError("the limits must fall from band to band")
        if len(set(self.words)) < len(lows):
            raise ValueError(f"each band has a word of its own: {self.words}")

    @property
    def words(self) -> tuple[str, ...]:
        """The words, best first."""
        return tuple(band.name for band in self.bands)

    def of(self, score: Decimal) -> str:
        """The word for a score. Raises ValueError for NaN and infinity."""
        if not score.is_finite():
            raise ValueError(f"a score is a finite number, not {score}")
        return next(b.name for b in self.bands if b.low is None or score >= b.low)
