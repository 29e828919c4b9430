"""Foreign logs: written by another program through `taizhang.log.recorder`. No rows come of them.

Their cursors move with their heads all the same, so that they neither look as if they lagged
nor keep a generation from being switched to.
"""

import logging
from typing import Any
from uuid import UUID

import asyncpg

from taizhang.log.owner import Owners
from taizhang.projections.cursor import lease, move

_log = logging.getLogger(__name__)

_FIRST = "select entry from log.event where tenant_id = $1 and position = 1"
_HEAD = "select position from log.tenant_head where tenant_id = $1"


class ForeignLogs:
    """Tells the logs that the platform did not begin, and passes over their events."""

    def __init__(self, projector: "asyncpg.Pool[Any]") -> None:
        self._projector = projector
        self._owners = Owners(self._first)
        self._told: set[UUID] = set()

    async def has(self, tenant: UUID) -> bool:
        """Whether a tenant's log is foreign; said once, in a line of the worker's own log."""
        found = await self._owners.is_foreign(tenant)
        if found and tenant not in self._told:
            self._told.add(tenant)
            _log.warning("tenant %s: another program writes this log; no rows come of it", tenant)
        return found

    async def pass_over(self, tenant: UUID, generation: str) -> bool:
        """Move a cursor to the log's head; False while another worker has it."""
        async with self._projector.acquire() as connection:
            await connection.work_for(tenant)
            async with connection.transaction():
                cursor = await lease(connection, tenant, generation)
                if cursor is None:
                    return False
                head = await connection.fetchval(_HEAD, tenant)
                await move(connection, tenant, generation, cursor, head)
                return bool(head > cursor.position)

    async def _first(self, tenant: UUID) -> bytes | None:
        async with self._projector.acquire() as connection:
            await connection.work_for(tenant)
            found = await connection.fetchval(_FIRST, tenant)
            return None if found is None else bytes(found)
