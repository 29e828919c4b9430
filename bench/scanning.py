"""What a worker's look for tenants with news costs with 100 and with 40,000 tenants."""

import statistics
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any
from uuid import UUID

import asyncpg
import uvloop

from taizhang.database.pool import open_pool
from taizhang.dispatch import policy_cursors
from taizhang.projections.behind import behind

SIZES = (100, 40_000)
HINTED = (1, 100)
POLICIES = [f"bench.policy_{number}" for number in range(5)]
_GENERATION = "bench"
_BEGIN = """
    insert into projections.generation (generation, schema_name, state) values ($1, $1, 'kept')
    on conflict do nothing
"""
_TENANTS = """
    insert into log.tenant_head (tenant_id, position)
    select gen_random_uuid(), 10 from generate_series(1, $1)
"""
_CURSORS = """
    insert into projections.cursor (tenant_id, generation, incarnation, position)
    select tenant_id, $1, incarnation, position from log.tenant_head on conflict do nothing
"""
_POLICY_CURSORS = """
    insert into projections.policy_cursor (tenant_id, policy, incarnation, position)
    select tenant_id, policy, incarnation, position
      from log.tenant_head, unnest($1::text[]) as p(policy) on conflict do nothing
"""
_ANALYZE = "analyze log.tenant_head, projections.cursor, projections.policy_cursor"


def run(dsn: str, looks: int = 30) -> dict[str, dict[str, float]]:
    """Milliseconds a look, by kind of look and number of tenants. None is behind. Wants a database
    that is migrated and empty, and leaves it full.
    """
    return uvloop.run(_run(dsn, looks))


async def _run(dsn: str, looks: int) -> dict[str, dict[str, float]]:
    figures: dict[str, dict[str, float]] = {}
    owner = await asyncpg.connect(dsn)
    scheduler = await open_pool(dsn, "taizhang_scheduler", size=1)
    for size in SIZES:
        tenants = await _filled(owner, size)
        for kind, look in _looks(scheduler, tenants).items():
            took = await _timed(look, looks)
            figures.setdefault(kind, {})[f"{size:,}"] = round(took * 1000, 2)
    await scheduler.close()
    await owner.close()
    return figures


async def _filled(owner: Any, size: int) -> list[UUID]:
    await owner.execute(_BEGIN, _GENERATION)
    there = await owner.fetchval("select count(*) from log.tenant_head")
    await owner.execute(_TENANTS, size - there)
    await owner.execute(_CURSORS, _GENERATION)
    await owner.execute(_POLICY_CURSORS, _cursors())
    await owner.execute(_ANALYZE)
    rows = await owner.fetch(f"select tenant_id from log.tenant_head limit {max(HINTED)}")
    return [row["tenant_id"] for row in rows]


def _cursors() -> list[str]:
    return [policy_cursors.KNOWN, *POLICIES, policy_cursors.slowest(POLICIES)]


def _looks(scheduler: Any, tenants: list[UUID]) -> dict[str, Callable[[], Awaitable[Any]]]:
    """Each look as a worker and as a reactor make it."""
    looks: dict[str, Callable[[], Awaitable[Any]]] = {}
    among = {"all": None} | {f"{n} hinted": frozenset(tenants[:n]) for n in HINTED}
    for who, few in among.items():
        looks[f"rows, {who}"] = partial(behind, scheduler, [_GENERATION], few)
        looks[f"policies, {who}"] = partial(policy_cursors.behind, scheduler, POLICIES, few)
    return looks


async def _timed(look: Callable[[], Awaitable[Any]], times: int) -> float:
    took = []
    for _ in range(times + 10):
        begun = time.perf_counter()
        assert not await look()
        took.append(time.perf_counter() - begun)
    return statistics.median(took[10:])  # the first ones are planned anew each time
