"""Following: one subscription: the changes that its viewer sees, window by window, in order.

Whoever reads it asks for the next ones when the last are sent, so that a slow reader costs one
window of memory and no connection.
"""

import time
from collections.abc import Awaitable, Callable
from typing import Any

from msgspec import Struct

from taizhang.errors import Refusal, Refused
from taizhang.viewing.standing import Standing
from taizhang.viewing.tide import Tide
from taizhang.viewing.turns import Turns
from taizhang.viewing.viewer import Viewer
from taizhang.viewing.windows import Event, Last, Windows
from taizhang_graphql.compiler.changes import Watching, Window
from taizhang_graphql.engine import Engine
from taizhang_graphql.exchange import Answer, Media
from taizhang_graphql.mistakes import ACCESS_CHANGED, OTHER_HISTORY, Mistake

CHECK_SECONDS = 2.0
"""How often a subscription without news asks whether its viewer may still see it."""

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


class Batch(Struct, frozen=True):
    """Changes, in order; everything up to `position` has been looked through after them."""

    events: tuple[Event, ...]
    position: int


class Following:
    """A subscription. `begin` it, ask for what is `next` again and again, and `close` it whatever
    happens. `look` answers who the viewer is by now, or raises why the subscription ends; `note`
    is told what is sent.
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
        self._windows = Windows(sources.reader, engine, plan, window)
        self._standing, self._generation = sources.standing, window.scope.generation
        self._heartbeat = engine.limits.heartbeat
        self._viewer, self._look, self._note = viewer, look, note
        (tenant,) = window.scope.tenants
        self._follower = sources.tide.join(tenant)
        self._told = time.monotonic()

    @property
    def position(self) -> int:
        """Everything up to here has been looked through."""
        return self._windows.position

    @property
    def history(self) -> str:
        """A few digits of the history that the position is of."""
        return self._windows.history

    async def begin(self, last: Last | None = None) -> None:
        """Find the place to begin at: behind the last event that came, or as was asked. Raises
        Mistake where there is none.
        """
        await self._windows.begin(last)

    async def next(self) -> Batch:
        """The next changes, or none when nothing came for a while. Raises Mistake or Refused for
        the reason that the subscription ends with.
        """
        windows = self._windows
        while True:
            if self._follower.ebbed:
                raise Refused(STOPPING(), retry_after=1)
            await self._require_allowed()
            if windows.behind and (events := await windows.next()):
                self._told = time.monotonic()
                self._note_sent(events)
                return Batch(events, windows.position)
            left = self._told + self._heartbeat - time.monotonic()
            if left <= 0:
                self._told, windows.behind = time.monotonic(), True
                return Batch((), windows.position)
            if not windows.behind:
                windows.behind = await self._follower.wait(min(left, CHECK_SECONDS))

    def close(self) -> None:
        """Leave; nothing is waited for."""
        self._follower.leave()

    async def _require_allowed(self) -> None:
        viewer = await self._look()
        if _sight(viewer) != _sight(self._viewer):
            raise Mistake(ACCESS_CHANGED)
        scope = await self._standing.scope(viewer)
        if scope.generation != self._generation:
            raise Mistake(OTHER_HISTORY)

    def _note_sent(self, events: tuple[Event, ...]) -> None:
        objects = len(events) * self._windows.cost
        body = b"".join(event.body for event in events)
        answer = Answer(200, body, Media.RESPONSE, positions=self.position, objects=objects)
        self._note(answer, len(events))


def _sight(viewer: Viewer) -> object:
    """What decides about what is seen."""
    access = viewer.access and (viewer.access.grant, viewer.access.position)
    return viewer.tenants, viewer.personal, access
