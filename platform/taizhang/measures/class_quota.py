"""Quotas over classes: of each class by itself, or of all together."""

import math
from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct

from taizhang.measures.quota import Quota

Remainder = Literal["lapses", "largest_first"]


class ClassQuota(Struct, frozen=True):
    """A quota by class (S2-16: 书记, 主任, 其他干部); which classes there are is the tenant's.

    `lapses`: each class is rounded by itself and what rounding cuts off is lost.
    `largest_first`: the quota of all together is shared out, whole places first, the rest to the
    largest remainders; equal remainders in the order of `classes`.
    """

    quota: Quota
    classes: Sequence[str]
    remainder: Remainder

    def __post_init__(self) -> None:
        """Raise ValueError for no classes, or one named twice."""
        if not self.classes or len(set(self.classes)) < len(self.classes):
            raise ValueError(f"a quota by class has classes, each once: {list(self.classes)}")

    def most(self, bases: Mapping[str, int]) -> dict[str, int]:
        """How many of each class may hold the grade. ValueError unless each class has a base."""
        if set(bases) != set(self.classes):
            raise ValueError(f"each class has a base: {sorted(set(bases) ^ set(self.classes))}")
        if min(bases.values()) < 0:
            raise ValueError(f"a base is 0 or more: {dict(bases)}")
        if self.remainder == "lapses":
            return {name: self.quota.most(bases[name]) for name in self.classes}
        return self._shared_out(bases)

    def _shared_out(self, bases: Mapping[str, int]) -> dict[str, int]:
        exact = {name: self.quota.share * bases[name] for name in self.classes}
        places = {name: math.floor(value) for name, value in exact.items()}
        left = self.quota.most(sum(bases.values())) - sum(places.values())
        # Sorting is stable, so that equal remainders stay in the order of the classes.
        by_remainder = sorted(self.classes, key=lambda name: places[name] - exact[name])
        for name in by_remainder[:left]:
            places[name] += 1
        return places
