"""Following: one subscription: the changes that its viewer sees, window by window, in order.

Whoever reads it asks for the next ones when the last are sent, so that a slow reader costs one
window of memory and no connection.
"""

import time
from collections.abc import Awaitable, Callable
from typing import Any

import asyncpg
from msgspec import Struct
from msgspec.structs import replace

from taizhang.database.pool import answering
from taizhang.errors import Refusal, Refused
from taizhang.viewing.standing import Standing
from taizhang.viewing.tide import Tide
from taizhang.viewing.turns import Turns
from taizhang.viewing.viewer import Viewer
from taizhang_graphql.changed import Changed, Version
from taizhang_graphql.compiler.changes import Watching, Window
from taizhang_graphql.engine import Engine
from taizhang_graphql.exchange import Answer, Media, extensions
from taizhang_graphql.mistakes import ACCESS_CHANGED, AHEAD, OTHER_HISTORY, VALUE, Mistake

CHECK_SECONDS = 2.0
"""How often a subscription without news asks whether its viewer may still see it."""
POSITIONS = 10_000
"""Positions that one statement looks through at most."""
VERSIONS = 100
"""Changes that are held in memory at most."""

Look = Callable[[], Awaitable[Viewer]]
Note = Callable[[Answer, int], None]


CROWDED = Refusal(
    "access.too_many_subscriptions",
    zh="同时进行的订阅已有 {limit} 个，请先结束一些",
    en="{limit} subscriptions are running already; end some of them",
    status=429,
)


STOPPING = Refusal(
    "http.stopping",
    zh="服务正在重新启动，请从最后收到的位置重新订阅",
    en="the service is restarting; subscribe again from the last position",
    status=503,
)


class Sources(Struct, frozen=True):
    """What subscriptions are read from, and whose turn they are; `reader` is a pool."""

    reader: Any
    standing: Standing
    tide: Tide
    turns: Turns


class Last(Struct, frozen=True):
    """What was received last: the position that is whole, and the history that it is of."""

    position: int | None = None
    history: str | None = None


class Event(Struct, frozen=True):
    """One change as it is sent. Whoever goes on from `position` misses nothing."""

    body: bytes
    position: int


class Batch(Struct, frozen=True):
    """Changes, in order; everything up to `position` has been looked through after them."""

    events: tuple[Event, ...]
    position: int


class Following:
    """A subscription. `begin` it, ask for what is `next` again and again, and `close` it whatever
    happens. `look` answers who the viewer is by now; `note` is told what is sent.
    """

    def __init__(
        self,
        sources: "Sources",
        engine: Engine,
        plan: Watching,
        window: Window,
        viewer: Viewer,
        look: Look,
        note: Note,
    ) -> None:
        self._sources, self._engine = sources, engine
        self._plan, self._window = plan, window
        self._viewer, self._look, self._note = viewer, look, note
        (tenant,) = window.scope.tenants
        self._follower = sources.tide.join(tenant)
        self._count = max(1, min(VERSIONS, engine.limits.objects // max(1, plan.cost(window))))
        self._behind = True
        """Whether there may be something to read."""
        self._told = time.monotonic()
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

    async def next(self) -> Batch:
        """The next changes, or none when nothing came for a while. Raises Mistake or Refused for
        the reason that the subscription ends with.
        """
        while True:
            if self._follower.ebbed:
                raise Refused(STOPPING(), retry_after=1)
            await self._require_allowed()
            if self._behind and (events := await self._events()):
                self._told = time.monotonic()
                self._note_sent(events)
                return Batch(events, self.position)
            left = self._told + self._engine.limits.heartbeat - time.monotonic()
            if left <= 0:
                self._told, self._behind = time.monotonic(), True
                return Batch((), self.position)
            if not self._behind:
                self._behind = await self._follower.wait(min(left, CHECK_SECONDS))

    def close(self) -> None:
        """Leave; nothing is waited for."""
        self._follower.leave()

    async def _require_allowed(self) -> None:
        viewer = await self._look()
        if _sight(viewer) != _sight(self._viewer):
            raise Mistake(ACCESS_CHANGED)
        scope = await self._sources.standing.scope(viewer)
        if scope.generation != self._window.scope.generation:
            raise Mistake(OTHER_HISTORY)

    async def _events(self) -> tuple[Event, ...]:
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
        self._behind = through < found.stand
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

    def _note_sent(self, events: tuple[Event, ...]) -> None:
        objects = len(events) * self._plan.cost(self._window)
        body = b"".join(event.body for event in events)
        answer = Answer(200, body, Media.RESPONSE, positions=self.position, objects=objects)
        self._note(answer, len(events))

    async def _read(self, window: Window) -> Changed:
        async with answering(), self._sources.reader.acquire() as connection:
            try:
                return await self._engine.changed(connection, self._plan, window)
            except asyncpg.UndefinedTableError:  # its generation was retired
                raise Mistake(OTHER_HISTORY) from None


def _sight(viewer: Viewer) -> object:
    """What decides about what is seen."""
    access = viewer.access and (viewer.access.grant, viewer.access.position)
    return viewer.tenants, viewer.personal, access
