"""Tide: how far rows have come of all tenants that somebody follows; one look for all of them."""

import asyncio
import contextlib
import logging
from typing import Any
from uuid import UUID

import asyncpg

from taizhang.log.ear import Ear
from taizhang.log.hints import Hints

_log = logging.getLogger(__name__)

SECONDS = 0.2
"""Between two looks, where nothing is heard of the logs."""
_FOLDING = 0.03
"""Seconds that a worker is given to fold what was heard of."""
_AWAY = 1.0
# Whichever generation moves, the sum is another.
_POSITIONS = """
    select c.tenant_id, sum(c.position)::bigint from projections.cursor c
     where c.tenant_id = any ($1::uuid[]) group by c.tenant_id
"""


class Follower:
    """Wakes one subscription. Leave it, or the tide goes on looking for nobody."""

    def __init__(self, tide: "Tide", tenant: UUID) -> None:
        self._tide, self.tenant = tide, tenant
        self._news = asyncio.Event()
        self.ebbed = False
        """Whether this process stops."""

    def wake(self) -> None:
        """There may be something to read."""
        self._news.set()

    async def wait(self, seconds: float) -> bool:
        """Until rows may have come further since the last wait, or the time is up; whether they
        may have.
        """
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._news.wait()
        news = self._news.is_set()
        self._news.clear()
        return news

    def leave(self) -> None:
        """Nothing is waited for here: whoever was disconnected cannot wait."""
        self._tide.leave(self)


class Tide:
    """Looks while anybody follows, and no longer. `scheduler` sees the positions of all tenants."""

    def __init__(self, scheduler: "asyncpg.Pool[Any]", hints: Hints) -> None:
        self._scheduler, self._hints = scheduler, hints
        self._followers: dict[UUID, set[Follower]] = {}
        self._positions: dict[UUID, int] = {}
        self._task: asyncio.Task[None] | None = None

    def join(self, tenant: UUID) -> Follower:
        """Follow the rows of a tenant."""
        follower = Follower(self, tenant)
        self._followers.setdefault(tenant, set()).add(follower)
        if self._task is None:
            self._task = asyncio.create_task(self._look_on())
        return follower

    def leave(self, follower: Follower) -> None:
        """Follow no longer."""
        others = self._followers.get(follower.tenant, set())
        if follower not in others:
            return
        others.remove(follower)
        if not others:
            del self._followers[follower.tenant]
            self._positions.pop(follower.tenant, None)
        if not self._followers and self._task is not None:
            self._task.cancel()
            self._task = None

    def ebb(self) -> None:
        """Tell all who follow that this process stops."""
        for follower in [each for its in self._followers.values() for each in its]:
            follower.ebbed = True
            follower.wake()

    async def _look_on(self) -> None:
        with self._hints.listen() as ear:
            while True:
                ear.take()
                try:
                    await self._look()
                except Exception as error:
                    _log.warning("rows cannot be followed at the moment: %r", error)
                    await asyncio.sleep(_AWAY)
                await self._pause(ear)

    async def _look(self) -> None:
        async with self._scheduler.acquire() as connection:
            found = await connection.fetch(_POSITIONS, list(self._followers))
        for tenant, position in found:
            if tenant in self._followers and self._positions.get(tenant) != position:
                self._positions[tenant] = position
                for follower in self._followers[tenant]:
                    follower.wake()

    async def _pause(self, ear: Ear) -> None:
        """Until a followed log is heard of, or it is time to look anyway."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(SECONDS):
                while not self._concerned(ear):
                    await ear.wait(SECONDS)
        await asyncio.sleep(_FOLDING)

    def _concerned(self, ear: Ear) -> bool:
        grown = ear.take()
        return grown is None or bool(grown & self._followers.keys())
