"""Begun days: which tenants' day is over by their own clock, found by one look at all of them.

What is kept here is a note and no authority: the log says which days have begun.
"""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

import asyncpg

from taizhang.log.ear import Grown

# The same clock as log.read_boundary's, by the calendar of commands.context.CHINA.
_DUE = """
    select h.tenant_id, clock.today, b.day
      from log.tenant_head h
     cross join lateral (
       select (greatest(clock_timestamp() + h.clock_offset, h.last_at)
               at time zone interval '8 hours')::date as today) clock
      left join projections.begun_day b
        on b.tenant_id = h.tenant_id and b.incarnation = h.incarnation
     where h.position > 0 and (b.day is null or b.day < clock.today) {among}
"""
_DUE_ANY = _DUE.format(among="")
_DUE_OF = _DUE.format(among="and h.tenant_id = any ($1::uuid[])")
_KEEP = """
    insert into projections.begun_day as b (tenant_id, incarnation, day)
    select $1, h.incarnation, $2 from log.tenant_head h where h.tenant_id = $1
    on conflict (tenant_id) do update set incarnation = excluded.incarnation, day = excluded.day
     where b.incarnation <> excluded.incarnation or b.day < excluded.day
"""


class Due(NamedTuple):
    """A tenant whose day is over: its present day, and the last one that is known to have begun."""

    tenant: UUID
    day: date
    since: date | None


async def due(scheduler: "asyncpg.Pool[Any]", among: Grown) -> list[Due]:
    """The tenants for whom a day is to begin: of all, or of a few."""
    async with scheduler.acquire() as connection:
        if among is None:
            rows = await connection.fetch(_DUE_ANY)
        else:
            rows = await connection.fetch(_DUE_OF, list(among))
    return [Due(*row) for row in rows]


async def keep(projector: "asyncpg.Pool[Any]", tenant: UUID, day: date) -> None:
    """Note that a tenant's day has begun. It never goes back within one incarnation of the log."""
    async with projector.acquire() as connection:
        await connection.work_for(tenant)
        await connection.execute(_KEEP, tenant, day)
