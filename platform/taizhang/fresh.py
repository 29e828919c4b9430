"""Fresh: what was found a moment ago is believed for a moment; one asks anew for all who wait."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, NamedTuple, TypeVar

from taizhang.bounded import Bounded

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class _Found(NamedTuple, Generic[V]):
    value: V
    until: float


class Fresh(Generic[K, V]):
    """Believes an answer for `seconds`, and keeps `limit` answers at most. What raises is not
    kept.
    """

    def __init__(
        self,
        find: Callable[[K], Awaitable[V]],
        *,
        seconds: float,
        limit: int,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._find, self._seconds, self._clock = find, seconds, clock
        self._found: Bounded[K, _Found[V]] = Bounded(limit)
        self._asked: dict[K, asyncio.Task[V]] = {}

    async def get(self, key: K) -> V:
        """The answer, found within the last seconds or now. Raises what finding it raises."""
        found = self._found.get(key)
        if found is not None and self._clock() < found.until:
            return found.value
        asked = self._asked.get(key)
        if asked is None:
            asked = self._asked[key] = asyncio.create_task(self._ask(key))
            asked.add_done_callback(lambda _: self._asked.pop(key, None))
        return await asyncio.shield(asked)  # whoever leaves does not take the answer along

    async def _ask(self, key: K) -> V:
        # From when it was asked: the answer may be as old as the question.
        until = self._clock() + self._seconds
        value = await self._find(key)
        return self._found.keep(key, _Found(value, until)).value
