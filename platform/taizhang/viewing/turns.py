"""Turns: how much of one thing a holder of tokens does at a time, in this process."""

from collections import Counter
from collections.abc import Hashable
from types import TracebackType

from taizhang.errors import Refusal, Refused


class Turns:
    """Gives `limit` turns to each holder. `full` says so to whoever asks for one more."""

    def __init__(self, limit: int, full: Refusal, *, retry_after: int) -> None:
        self.limit, self._full, self._retry_after = limit, full, retry_after
        self.under_way: Counter[Hashable] = Counter()

    def taken(self, holder: Hashable) -> "Turn":
        """A turn for as long as the block runs. Entering it raises Refused."""
        return Turn(self, holder)

    def refused(self) -> Refused:
        """What is said to whoever has no turn left."""
        return Refused(self._full(limit=self.limit), retry_after=self._retry_after)


class Turn:
    """One turn of a holder."""

    def __init__(self, turns: Turns, holder: Hashable) -> None:
        self._turns, self._holder = turns, holder

    def __enter__(self) -> None:
        under_way = self._turns.under_way.get(self._holder, 0)
        if under_way >= self._turns.limit:
            raise self._turns.refused()
        self._turns.under_way[self._holder] = under_way + 1

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        left = self._turns.under_way[self._holder] - 1
        if left:
            self._turns.under_way[self._holder] = left
        else:
            del self._turns.under_way[self._holder]
