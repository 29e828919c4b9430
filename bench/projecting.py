"""How fast events become rows: a typical row type with history, through the real runner."""

import time
from typing import Any, NamedTuple

import uvloop
from bench.footprint import cpu_seconds, resident_mb
from bench.ledger import CATALOGUE, MASTER, fill

from taizhang.cli.running import keep_what_is_loaded
from taizhang.database.pool import open_pool
from taizhang.domain.tickets.rows import Ticket
from taizhang.projections.generation import ensure
from taizhang.projections.runner import BATCH, Runner
from taizhang.tenancy.keyring import Keyring

_BACKEND = "select pg_backend_pid()"


class Projected(NamedTuple):
    """Figures of one run. A core's figure counts the processor time of both processes."""

    per_second: float
    per_core: float
    per_python_core: float
    per_server_core: float
    mb_at_a_tenth: float
    mb_at_the_end: float


def run(dsn: str, events: int, *, batch: int = BATCH) -> Projected:
    """Fold the history of one new tenant, `batch` events a transaction."""
    return uvloop.run(_run(dsn, events, batch))


async def _run(dsn: str, events: int, batch: int) -> Projected:
    app = await open_pool(dsn, "taizhang_app", size=3)
    tenant = await fill(app, events)
    await app.close()
    return await project(dsn, tenant, batch)


async def project(dsn: str, tenant: Any, batch: int) -> Projected:
    """Fold the whole history of a tenant."""
    pool = await open_pool(dsn, "taizhang_projector", size=1)
    async with pool.acquire() as connection:
        generation = await ensure(connection, [Ticket])
        backend = await connection.fetchval(_BACKEND)
        await connection.work_for(tenant)
        head = await connection.fetchval(
            "select position from log.tenant_head where tenant_id = $1", tenant
        )
    keep_what_is_loaded()  # as `taizhang work` does
    runner = Runner(generation, [Ticket], CATALOGUE, Keyring(MASTER), pool)
    done, tenth = 0, 0.0
    before = time.perf_counter(), time.process_time(), cpu_seconds([backend])
    while folded := await runner.run(tenant, at_most=batch):
        done += folded
        if not tenth and done >= head / 10:
            tenth = resident_mb()
    after = time.perf_counter(), time.process_time(), cpu_seconds([backend])
    await pool.close()
    wall, python, server = (b - a for a, b in zip(before, after, strict=True))
    return Projected(
        done / wall, done / (python + server), done / python, done / server, tenth, resident_mb()
    )
