"""Status: how far every generation is, in sum and by tenant, and what waits to be mended."""

from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg
from msgspec import Struct

_STANDINGS = """
    select h.tenant_id, g.generation, g.state, h.position as head,
           coalesce(c.position, 0) as position, h.position - coalesce(c.position, 0) as lag,
           coalesce(d.letters, 0) as letters, c.moved_at
      from log.tenant_head h
     cross join projections.generation g
      left join projections.cursor c on c.tenant_id = h.tenant_id and c.generation = g.generation
      left join (select tenant_id, generation, count(*) as letters
                   from projections.dead_letter group by tenant_id, generation) d
        on d.tenant_id = h.tenant_id and d.generation = g.generation
     where h.position > 0 and g.state <> 'retired'
"""
_ALL = f"{_STANDINGS} order by g.created_at desc, h.tenant_id"
_WORST = f"""
    select * from ({_STANDINGS}) s where s.lag > 0 or s.letters > 0
     order by s.state <> 'current', s.lag desc, s.letters desc, s.tenant_id limit $1
"""  # noqa: S608
_FILLED = """
    select g.generation, g.state, g.created_at, count(h.tenant_id),
           count(*) filter (where h.position > coalesce(c.position, 0)),
           coalesce(sum(h.position), 0)::bigint,
           coalesce(sum(least(coalesce(c.position, 0), h.position)), 0)::bigint,
           coalesce(max(h.position - coalesce(c.position, 0)), 0),
           (select count(*) from projections.dead_letter d where d.generation = g.generation),
           max(c.moved_at), clock_timestamp()
      from projections.generation g
      left join log.tenant_head h on h.position > 0
      left join projections.cursor c on c.tenant_id = h.tenant_id and c.generation = g.generation
     where g.state <> 'retired'
     group by g.generation order by g.state <> 'current', g.created_at desc
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
    moved_at: datetime | None = None
    """When its cursor moved last; None when nothing was ever folded."""


class Filled(Struct, frozen=True):
    """One generation over all tenants, at one look. Events are counted, not positions."""

    generation: str
    state: str
    created_at: datetime
    tenants: int
    behind: int
    """Tenants with events that are not folded."""
    events: int
    folded: int
    farthest: int
    """The lag of the tenant that is farthest behind, in events."""
    letters: int
    moved_at: datetime | None
    at: datetime
    """The database's clock at this look."""


def rate(before: Filled, after: Filled) -> float:
    """Events folded a second between two looks at the same generation."""
    seconds = (after.at - before.at).total_seconds()
    return max(after.folded - before.folded, 0) / seconds if seconds > 0 else 0.0


async def status(scheduler: "asyncpg.Pool[Any]") -> list[Standing]:
    """All tenants that have a history, in all generations, the newest generation first."""
    async with scheduler.acquire() as connection:
        return [Standing(*row) for row in await connection.fetch(_ALL)]


async def worst(scheduler: "asyncpg.Pool[Any]", at_most: int) -> list[Standing]:
    """Tenants that lag or have letters: those that readers see first, the farthest behind first."""
    async with scheduler.acquire() as connection:
        return [Standing(*row) for row in await connection.fetch(_WORST, at_most)]


async def filled(scheduler: "asyncpg.Pool[Any]") -> list[Filled]:
    """Every generation that has tables, the one that readers use first."""
    async with scheduler.acquire() as connection:
        return [Filled(*row) for row in await connection.fetch(_FILLED)]
