"""Instant: which position a log had reached at a moment, and when a position was recorded."""

from datetime import datetime
from uuid import UUID

from taizhang.log.log import Log


async def position_at(log: Log, tenant: UUID, moment: datetime, newest: int) -> int:
    """The last position up to `newest` that was recorded by then; 0 before the first.

    Time never runs back within a log, so it is halved: twenty looks for a million events.
    """
    low, high = 0, newest
    while low < high:
        middle = (low + high + 1) // 2
        at = await recorded_at(log, tenant, middle)
        low, high = (middle, high) if at is not None and at <= moment else (low, middle - 1)
    return low


async def recorded_at(log: Log, tenant: UUID, position: int) -> datetime | None:
    """When the event at a position was recorded; None where there is none."""
    found = await log.read_after(tenant, position - 1, 1) if position > 0 else ()
    return found[0].recorded_at if found else None
