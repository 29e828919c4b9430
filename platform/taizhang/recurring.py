"""Recurring: a cache that what comes only once passes by."""

from collections.abc import Hashable
from typing import Generic, TypeVar

from taizhang.bounded import Bounded

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

_NOTED = 10_000
"""Keys that are remembered at least, by their hashes alone."""


class Recurring(Generic[K, V]):
    """Keeps what is told for the second time, so that a flood of what is never asked for again
    drives out nothing that is asked for again and again.
    """

    def __init__(self, limit: int) -> None:
        self._kept: Bounded[K, V] = Bounded(limit)
        self._lately: set[int] = set()
        self._before: set[int] = set()

    def get(self, key: K) -> V | None:
        """What was kept under this key, if it still is."""
        return self._kept.get(key)

    def keep(self, key: K, value: V, weight: int = 1) -> V:
        """Keep it, and forget others to make room, unless the key was not told of lately."""
        return self._kept.keep(key, value, weight) if self._recurs(hash(key)) else value

    def __len__(self) -> int:
        return len(self._kept)

    def _recurs(self, mark: int) -> bool:
        if mark in self._lately or mark in self._before:
            return True
        self._lately.add(mark)
        if len(self._lately) == _NOTED:
            self._before, self._lately = self._lately, set()
        return False
