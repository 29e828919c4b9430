"""The limit: the same rows in bulk, one statement a batch, without conditions, tags or commands."""

import asyncio
import time
import uuid

import asyncpg
import uvloop
from bench.appending.ballot import BODY, BOX, slip
from bench.measure import Run, latencies

_TABLE = """
    drop table if exists bare;
    create table bare (
      tenant_id uuid, position bigint, type text, tags text[], recorded_at timestamptz,
      entry bytea, primary key (tenant_id, position))
"""
_INSERT = """
    insert into bare
    select $1, p, 'ballots.ballot_cast', string_to_array(t, ','), clock_timestamp(), e
      from unnest($2::bigint[], $3::text[], $4::bytea[]) as rows(p, t, e)
"""


def run(dsn: str, clients: int, seconds: float) -> Run:
    """A batch is as many rows as there are clients; one connection."""
    return uvloop.run(_run(dsn, clients, seconds))


async def _run(dsn: str, clients: int, seconds: float) -> Run:
    connection = await asyncpg.connect(dsn)
    await connection.execute(_TABLE)
    tenant, position, took = uuid.uuid4(), 0, []
    begun = time.perf_counter()
    while (at := time.perf_counter()) < begun + seconds:
        positions = list(range(position + 1, position + clients + 1))
        tags = [f"{slip()},{BOX}" for _ in positions]
        await connection.execute(_INSERT, tenant, positions, tags, [BODY] * clients)
        position += clients
        took += [time.perf_counter() - at] * clients
    elapsed = time.perf_counter() - begun
    await connection.close()
    await asyncio.sleep(0)
    return latencies(took, elapsed)
