"""Ours: `Log.append` through the writer's group commit."""

import asyncio
import time
import uuid

import uvloop
from bench.appending.ballot import BODY, BOX, slip
from bench.measure import Run, latencies

from taizhang.database.pool import open_pool
from taizhang.log.log import Log
from taizhang.log.model import NewCommand, NewEvent, Selector
from taizhang.log.writer import Writer
from taizhang.tenancy.master import MasterKey
from taizhang.tenancy.register import Register


def run(dsn: str, clients: int, seconds: float) -> Run:
    """So many clients on one tenant, each waiting for its ballot before the next."""
    return uvloop.run(_run(dsn, clients, seconds))


async def _run(dsn: str, clients: int, seconds: float) -> Run:
    pool = await open_pool(dsn, "taizhang_app", size=6)
    register = Register(pool, MasterKey(b"0" * 32))
    slug = f"bench-{uuid.uuid4().hex[:12]}"
    tenant = (await register.open(slug, slug, rehearsal=False)).id
    took: list[float] = []
    async with Writer(pool) as writer:
        log = Log(pool, writer)
        await asyncio.gather(*[_client(log, tenant, 0.3, []) for _ in range(clients)])
        begun = time.perf_counter()
        await asyncio.gather(*[_client(log, tenant, seconds, took) for _ in range(clients)])
        elapsed = time.perf_counter() - begun
    await pool.close()
    return latencies(took, elapsed)


async def _client(log: Log, tenant: uuid.UUID, seconds: float, took: list[float]) -> None:
    until = time.perf_counter() + seconds
    while (begun := time.perf_counter()) < until:
        paper = slip()
        outcome = await log.append(
            tenant,
            NewCommand(
                command_id=uuid.uuid4(),
                request_mac=BODY[:32],
                request=BODY,
                after=0,
                selectors=[
                    Selector(("ballots.ballot_cast",), (paper,)),
                    Selector(("ballots.box_closed",), (BOX,)),
                ],
                events=[NewEvent("ballots.ballot_cast", (paper, BOX), BODY)],
            ),
        )
        assert outcome.state == "appended", outcome
        took.append(time.perf_counter() - begun)
