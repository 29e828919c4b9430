"""Line: what waits to be appended to one tenant's log, and how much of it goes together."""

import asyncio
from collections import deque
from typing import NamedTuple

from taizhang.log.model import NewCommand, Outcome

#: From so many on, half goes while the other half is prepared: database and process work at once.
#: Fewer go together, one batch after the other.
_WORTH_TWO = 32
_AT_ONCE = 2


class Waiting(NamedTuple):
    """A command and the answer that somebody waits for."""

    command: NewCommand
    answer: "asyncio.Future[Outcome]"


class Line:
    """One tenant's commands, first come first served; at most two batches are under way."""

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self._waiting: deque[Waiting] = deque()
        self._under_way: list[int] = []
        self.called = False
        """Whether it has been told to somebody who will take a batch."""

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def empty(self) -> bool:
        """Whether nothing waits and nothing is under way."""
        return not self._waiting and not self._under_way

    @property
    def ready(self) -> bool:
        """Whether a batch should be taken now."""
        if self.called or len(self._under_way) >= _AT_ONCE:
            return False
        return len(self._waiting) >= (_WORTH_TWO // 2 if self._under_way else 1)

    def add(self, waiting: Waiting) -> None:
        """Go to the end of the line."""
        self._waiting.append(waiting)

    def take(self) -> list[Waiting]:
        """The next batch. A command that moves the clock is only ever the first of one."""
        self.called = False
        batch = [self._waiting.popleft()]
        size = self._size()
        while self._waiting and len(batch) < size and self._waiting[0].command.clock is None:
            batch.append(self._waiting.popleft())
        self._under_way.append(len(batch))
        return batch

    def done(self, batch: list[Waiting]) -> None:
        """A batch has been answered."""
        self._under_way.remove(len(batch))

    def _size(self) -> int:
        total = len(self._waiting) + 1 + sum(self._under_way)
        return min(self._longest, max(_WORTH_TWO // 2, (total + 1) // 2))
