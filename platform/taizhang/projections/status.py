"""Status: how far every generation is for every tenant, and what waits to be mended."""

from typing import Any
from uuid import UUID

import asyncpg
from msgspec import Struct

_STATUS = """
    select h.tenant_id, g.generation, g.state, h.position, coalesce(c.position, 0),
           h.position - coalesce(c.position, 0),
           (select count(*) from projections.dead_letter d
             where d.tenant_id = h.tenant_id and d.generation = g.generation)
      from log.tenant_head h
     cross join projections.generation g
      left join projections.cursor c on c.tenant_id = h.tenant_id and c.generation = g.generation
     where h.position > 0 and g.state <> 'retired'
     order by g.created_at desc, h.tenant_id
"""


class Standing(Struct, frozen=True):
    """One tenant in one generation; `letters` counts events that wait for a mended fold."""

    tenant: UUID
    generation: str
    state: str
    head: int
    position: int
    lag: int
    letters: int


async def status(scheduler: "asyncpg.Pool[Any]") -> list[Standing]:
    """All tenants that have a history, in all generations, the newest generation first."""
    async with scheduler.acquire() as connection:
        return [Standing(*row) for row in await connection.fetch(_STATUS)]
