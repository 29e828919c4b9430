"""Standing: which generation of rows is read, how far it has come, and waiting for it."""

from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg

from taizhang.errors import Refusal, Refused
from taizhang.fresh import Fresh
from taizhang.log.log import Log
from taizhang.projections.generation import Generation, readable
from taizhang.projections.reach import Reach, reach
from taizhang.projections.waiting import wait_for
from taizhang.viewing.viewer import Viewer
from taizhang_graphql.exchange import Scope
from taizhang_graphql.mistakes import ONE_TENANT, Mistake

SECONDS = 1.0
"""How long the generation that is read, and how far it has come, are believed."""
WAIT_SECONDS = 5.0
_TENANTS = 10_000

NOT_READY = Refusal(
    "graphql.not_ready",
    zh="数据正在准备（位置 {position} 还没有读到），请稍后重试",
    en="rows have not reached position {position} yet; retry",
    status=503,
)


class Standing:
    """What this release's rows are. `shape`: of its row types."""

    def __init__(self, log: Log, reader: "asyncpg.Pool[Any]", shape: str) -> None:
        self._log, self._reader, self._shape = log, reader, shape
        self._generations = Fresh(self._generation, seconds=SECONDS, limit=1)
        self._reaches = Fresh(self._reach, seconds=SECONDS, limit=_TENANTS)

    async def scope(self, viewer: Viewer, least: int = 0) -> Scope:
        """What a viewer sees, once rows have come as far as `least`.

        Raises Refused(`graphql.not_ready`), and Mistake where a position of several tenants is
        waited for.
        """
        generation = await self._generations.get(None)
        if generation is None:
            raise not_ready(least)
        if least:
            await self._wait(viewer, generation, least)
        return Scope(viewer.tenants, generation, viewer.personal, grant=_grant(viewer))

    async def reach(self, scope: Scope) -> Reach:
        """How far rows go, of several tenants the least; it may be a second old."""
        name = scope.generation.name
        found = [await self._reaches.get((name, tenant)) for tenant in scope.tenants]
        return Reach(min(r.position for r in found), min(r.now for r in found))

    async def reach_now(self, scope: Scope, tenant: UUID) -> Reach:
        """How far the rows of one tenant go at this moment."""
        return await self._reach((scope.generation.name, tenant))

    async def now(self, scope: Scope, asked: datetime) -> datetime:
        """The newest moment that rows are complete for, looked up anew if it is before `asked`."""
        known = (await self.reach(scope)).now
        if known >= asked:
            return known
        name = scope.generation.name
        return min([(await self._reach((name, tenant))).now for tenant in scope.tenants])

    async def _wait(self, viewer: Viewer, generation: Generation, least: int) -> None:
        if len(viewer.tenants) != 1:
            raise Mistake(ONE_TENANT, what="minPosition")
        (tenant,) = viewer.tenants
        if not await wait_for(self._reader, generation.name, tenant, least, WAIT_SECONDS):
            raise not_ready(least)

    async def _generation(self, _: None) -> Generation | None:
        async with self._reader.acquire() as connection:
            return await readable(connection, self._shape)

    async def _reach(self, of: tuple[str, UUID]) -> Reach:
        return await reach(self._log, self._reader, *of)


def _grant(viewer: Viewer) -> str:
    if viewer.access is None:
        return ""
    return f"{viewer.tenant.id} {viewer.actor} {viewer.access.position}"


def not_ready(position: int) -> Refused:
    """Rows have not come so far; whoever asks may try again."""
    return Refused(NOT_READY(position=position), retry_after=1)
