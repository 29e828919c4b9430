"""Waiting: until a generation has folded as far as a reader needs (`minPosition`)."""

import asyncio
import time
from typing import Any
from uuid import UUID

import asyncpg

_POSITION = "select position from projections.cursor where tenant_id = $1 and generation = $2"
_FIRST, _LONGEST = 0.005, 0.1


async def wait_for(
    pool: "asyncpg.Pool[Any]", generation: str, tenant: UUID, position: int, seconds: float
) -> bool:
    """Whether the rows hold everything up to `position`, waiting at most `seconds`."""
    deadline = time.monotonic() + seconds
    pause = _FIRST
    while await folded(pool, generation, tenant) < position:
        left = deadline - time.monotonic()
        if left <= 0:
            return False
        await asyncio.sleep(min(pause, left))
        pause = min(pause * 2, _LONGEST)
    return True


async def folded(pool: "asyncpg.Pool[Any]", generation: str, tenant: UUID) -> int:
    """The position that the rows of a tenant stand at."""
    async with pool.acquire() as connection:
        await connection.work_for(tenant)
        return int(await connection.fetchval(_POSITION, tenant, generation) or 0)
