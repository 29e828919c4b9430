"""Behind: tenants whose logs are longer than what some generation has folded of them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import asyncpg

from taizhang.log.ear import Grown

_BEHIND = """
    select h.tenant_id, array_agg(g.generation order by g.place) as generations
      from log.tenant_head h
     cross join unnest($1::text[]) with ordinality as g(generation, place)
      left join projections.cursor c
        on c.tenant_id = h.tenant_id and c.generation = g.generation
     where h.position > coalesce(c.position, 0) {among}
     group by h.tenant_id
"""
_BEHIND_ANY = _BEHIND.format(among="")
_BEHIND_OF = _BEHIND.format(among="and h.tenant_id = any ($2::uuid[])")


async def behind(
    scheduler: "asyncpg.Pool[Any]", generations: Sequence[str], among: Grown
) -> dict[UUID, list[str]]:
    """By tenant, those of the generations that are behind, in the order given. One look at all
    heads, or at those of a few tenants, however many others there are.
    """
    async with scheduler.acquire() as connection:
        if among is None:
            rows = await connection.fetch(_BEHIND_ANY, generations)
        else:
            rows = await connection.fetch(_BEHIND_OF, generations, list(among))
    return {row["tenant_id"]: row["generations"] for row in rows}
