"""At hand: connections that go from one short use to the next without a way through their pool.

A pool gives a connection out and takes it back by a proxy, a timer and a task: as long again as it
takes to send a small statement. Here a connection is kept for a second, and only then goes back to
the pool, whose rules on age, idleness and lost servers hold as before.
"""

import asyncio
from collections import deque
from types import TracebackType
from typing import Any, Self

import asyncpg
from msgspec import Struct

SECONDS = 1.0


class _Held(Struct, frozen=True, eq=False):
    connection: Any
    until: float

    @property
    def tenants(self) -> str:
        """Those that it works for, as far as it knows; none where the pool has taken it."""
        return getattr(self.connection, "tenants", "")

    @property
    def alive(self) -> bool:
        """The pool takes a connection whose server is gone from whoever has it."""
        try:
            return not self.connection.is_closed()
        except asyncpg.InterfaceError:
            return False


class Use:
    """A connection in a block; after an error the pool sees to it that it is as it was."""

    def __init__(self, hand: "AtHand", tenants: str) -> None:
        self._hand, self._tenants = hand, tenants

    async def __aenter__(self) -> Any:
        self._held = await self._hand.take(self._tenants)
        return self._held.connection

    async def __aexit__(
        self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None
    ) -> None:
        self._hand.give(self._held, sound=kind is None)


class AtHand:
    """Up to `limit` connections of a pool: `async with hand.connection() as connection`.

    The rest of the pool is left to those who keep a connection for longer.
    """

    def __init__(self, pool: "asyncpg.Pool[Any]", *, limit: int, seconds: float = SECONDS) -> None:
        self._pool, self._limit, self._seconds = pool, limit, seconds
        self._idle: list[_Held] = []
        self._waiting: deque[asyncio.Future[_Held | None]] = deque()
        self._places = 0
        """Taken of the limit."""
        self._closed = False
        self._sweeping: asyncio.TimerHandle | None = None
        self._returning: set[asyncio.Task[None]] = set()

    def connection(self, tenants: str = "") -> "Use":
        """A connection for as long as the block runs; whoever came first is served first. It works
        for these tenants already, if there is one that does: to set them is a round trip more.
        """
        return Use(self, tenants)

    async def take(self, tenants: str = "") -> _Held:
        """A connection, once one is free. Raises what asyncpg raises when the database is away."""
        while (held := self._fitting(tenants)) is not None:
            if held.alive:
                return held
            self._send_back(held)
        if self._places < self._limit:
            self._places += 1
            return await self._new()
        turn: asyncio.Future[_Held | None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            given = await turn
        except asyncio.CancelledError:
            self._pass_on(turn)
            raise
        return given or await self._new()

    def give(self, held: _Held, *, sound: bool) -> None:
        """Give it back. One that is not `sound` the pool looks after."""
        now = asyncio.get_running_loop().time()
        if self._closed or not sound or now >= held.until or not held.alive:
            self._send_back(held)
        elif (turn := self._next()) is not None:
            turn.set_result(held)
        else:
            self._idle.append(held)
            self._sweep_later()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        self._closed = True
        if self._sweeping is not None:
            self._sweeping.cancel()
        while self._idle:
            self._send_back(self._idle.pop())
        await asyncio.gather(*self._returning, return_exceptions=True)

    def _fitting(self, tenants: str) -> _Held | None:
        """An idle one that works for these tenants; where none does and there is no room for one
        more, the one that was given back longest ago. Without tenants, the last.
        """
        for place in range(len(self._idle) - 1, -1, -1):
            if not tenants or self._idle[place].tenants == tenants:
                return self._idle.pop(place)
        return self._idle.pop(0) if self._idle and self._places == self._limit else None

    async def _new(self) -> _Held:
        """A connection of the pool, for a place that was taken."""
        try:
            connection = await self._pool.acquire()
        except BaseException:
            self._free_place()
            raise
        return _Held(connection, asyncio.get_running_loop().time() + self._seconds)

    def _pass_on(self, turn: "asyncio.Future[_Held | None]") -> None:
        """Whoever waited is gone: what he was just given is another's."""
        if turn.cancelled():
            return
        if (held := turn.result()) is not None:
            self.give(held, sound=True)
        else:
            self._free_place()

    def _next(self) -> "asyncio.Future[_Held | None] | None":
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                return turn
        return None

    def _free_place(self) -> None:
        if (turn := self._next()) is not None:
            turn.set_result(None)
        else:
            self._places -= 1

    def _send_back(self, held: _Held) -> None:
        task = asyncio.create_task(self._release(held))
        self._returning.add(task)
        task.add_done_callback(self._returning.discard)

    async def _release(self, held: _Held) -> None:
        try:
            await self._pool.release(held.connection)
        finally:
            self._free_place()

    def _sweep_later(self) -> None:
        if self._sweeping is None:
            loop = asyncio.get_running_loop()
            self._sweeping = loop.call_later(self._seconds, self._sweep)

    def _sweep(self) -> None:
        self._sweeping = None
        now = asyncio.get_running_loop().time()
        old = [held for held in self._idle if now >= held.until]
        self._idle = [held for held in self._idle if now < held.until]
        for held in old:
            self._send_back(held)
        if self._idle:
            self._sweep_later()
