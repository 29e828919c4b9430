"""Reach: how far the rows of a tenant go, in positions and in time."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import asyncpg

from taizhang.log.log import Log
from taizhang.projections.waiting import folded

_INSTANT = timedelta(microseconds=1)


class Reach(NamedTuple):
    """Rows are complete up to `position`, and as of any moment up to `now`."""

    position: int
    now: datetime


async def reach(log: Log, pool: "asyncpg.Pool[Any]", generation: str, tenant: UUID) -> Reach:
    """How far a generation's rows go. Where they lag, `now` is before the next event's instant:
    a later moment would read otherwise once they have caught up.
    """
    position = await folded(pool, generation, tenant)
    boundary = await log.read_boundary(tenant, [])
    if position >= boundary.head:
        return Reach(position, boundary.now)
    (following,) = await log.read_after(tenant, position, 1)
    return Reach(position, following.recorded_at - _INSTANT)
