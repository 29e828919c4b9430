"""Bounded: a cache whose entries weigh, and whose weight has a limit."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Bounded(Generic[K, V]):
    """Forgets what was not used for longest once all together weigh more than `limit`."""

    def __init__(self, limit: int) -> None:
        self._limit, self._weight = limit, 0
        self._kept: OrderedDict[K, tuple[V, int]] = OrderedDict()

    def get(self, key: K) -> V | None:
        """What was kept under this key, if it still is."""
        found = self._kept.get(key)
        if found is None:
            return None
        self._kept.move_to_end(key)
        return found[0]

    def keep(self, key: K, value: V, weight: int = 1) -> V:
        """Keep it, and forget others to make room."""
        self._drop(key)
        self._kept[key] = (value, weight)
        self._weight += weight
        while self._weight > self._limit and self._kept:
            self._drop(next(iter(self._kept)))
        return value

    def __len__(self) -> int:
        return len(self._kept)

    def _drop(self, key: K) -> None:
        if key in self._kept:
            self._weight -= self._kept.pop(key)[1]
