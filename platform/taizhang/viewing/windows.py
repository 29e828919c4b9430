"""Windows: the changes behind a place in the log, read one window after another, in order."""

from typing import Any

import asyncpg
from msgspec import Struct
from msgspec.structs import replace

from taizhang.database.pool import answering
from taizhang_graphql.changed import Changed, Version
from taizhang_graphql.compiler.changes import Watching, Window
from taizhang_graphql.engine import Engine
from taizhang_graphql.exchange import extensions
from taizhang_graphql.mistakes import AHEAD, OTHER_HISTORY, VALUE, Mistake

POSITIONS = 10_000
"""Positions that one statement looks through at most."""
VERSIONS = 100
"""Changes that are held in memory at most."""


class Last(Struct, frozen=True):
    """What was received last: the position that is whole, and the history that it is of."""

    position: int | None = None
    history: str | None = None


class Event(Struct, frozen=True):
    """One change as it is sent. Whoever goes on from `position` misses nothing."""

    body: bytes
    position: int


class Windows:
    """Windows of a subscription's plan. All up to `position` has been read, of this `history`;
    `behind`: there may be more. `reader` is a pool, of which nothing is held between two windows.
    """

    def __init__(self, reader: Any, engine: Engine, plan: Watching, window: Window) -> None:
        self._reader, self._engine = reader, engine
        self._plan, self._window = plan, window
        self.cost = plan.cost(window)
        """Objects that one change may hold."""
        self._count = max(1, min(VERSIONS, engine.limits.objects // max(1, self.cost)))
        self.behind = True
        self.position = 0
        self.history = ""

    async def begin(self, last: Last | None = None) -> None:
        """Find the place to begin at: behind the last event that came, or as was asked. Raises
        Mistake where there is none.
        """
        asked = last or Last(
            self._plan.after and self._plan.after(self._window),
            self._plan.history and self._plan.history(self._window),
        )
        found = await self._read(replace(self._window, after=0, through=0))
        if asked.history not in (None, found.history):
            raise Mistake(OTHER_HISTORY, (self._plan.key, "history"))
        path = (self._plan.key, "after")
        if asked.position is not None and asked.position < 0:
            raise Mistake(VALUE, path)
        if asked.position is not None and asked.position > found.head:
            raise Mistake(AHEAD, path, found=asked.position, limit=found.head)
        self.position = found.stand if asked.position is None else asked.position
        self.history = found.history

    async def next(self) -> tuple[Event, ...]:
        """The changes of the next window; there may be none. Raises Mistake where it cannot be
        gone on from here any longer.
        """
        window = replace(
            self._window,
            after=self.position,
            through=self.position + POSITIONS,
            count=self._count + 1,
        )
        found = await self._read(window)
        if found.history != self.history or found.head < self.position:
            raise Mistake(OTHER_HISTORY)
        versions, skip = found.versions[: self._count], 0
        if len(found.versions) == len(versions):
            through = max(self.position, min(found.stand, self.position + POSITIONS))
        elif found.versions[-1].position > versions[-1].position:
            through = versions[-1].position
        else:  # in the middle of a position, from where it is gone on
            through = versions[-1].position - 1
            skip = sum(each.position > through for each in versions)
            skip += window.skip if through == self.position else 0
        self.behind = through < found.stand
        self._window = replace(self._window, skip=skip)
        self.position = through
        return tuple(self._event(place, versions, through) for place in range(len(versions)))

    def _event(self, place: int, versions: list[Version], through: int) -> Event:
        """Positions are whole only with their last version."""
        version = versions[place]
        ends = place + 1 == len(versions) or versions[place + 1].position > version.position
        whole = ends and version.position <= through
        position = version.position if whole else version.position - 1
        beside = extensions(position=position, history=self.history, nulls=version.nulls)
        return Event(b'{"data":' + version.data + beside, position)

    async def _read(self, window: Window) -> Changed:
        async with answering(), self._reader.acquire() as connection:
            try:
                return await self._engine.changed(connection, self._plan, window)
            except asyncpg.UndefinedTableError:  # its generation was retired
                raise Mistake(OTHER_HISTORY) from None
