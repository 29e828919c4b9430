"""Turns: how much of one thing a holder of tokens does at a time, in this process."""

import contextlib
from collections import Counter
from collections.abc import Hashable, Iterator

from taizhang.errors import Refusal, Refused


class Turns:
    """Gives `limit` turns to each holder. `full` says so to whoever asks for one more."""

    def __init__(self, limit: int, full: Refusal, *, retry_after: int) -> None:
        self._limit, self._full, self._retry_after = limit, full, retry_after
        self._taken: Counter[Hashable] = Counter()

    @contextlib.contextmanager
    def taken(self, holder: Hashable) -> Iterator[None]:
        """A turn for as long as the block runs. Raises Refused."""
        if self._taken[holder] >= self._limit:
            raise Refused(self._full(limit=self._limit), retry_after=self._retry_after)
        self._taken[holder] += 1
        try:
            yield
        finally:
            self._taken[holder] -= 1
            if not self._taken[holder]:
                del self._taken[holder]
