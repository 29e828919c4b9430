"""Ours: `Log.append` through the writer's group commit."""

import asyncio
import gc
import time
import uuid
from collections.abc import Awaitable, Callable

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

    async def closed(log: Log, tenant: uuid.UUID) -> Run:
        took: list[float] = []
        await _warm(log, tenant, clients)
        begun = time.perf_counter()
        await asyncio.gather(*[_client(log, tenant, seconds, took) for _ in range(clients)])
        return latencies(took, time.perf_counter() - begun)

    return uvloop.run(_on_a_log(dsn, closed))


def paced(dsn: str, rate: float, seconds: float) -> Run:
    """Ballots at a steady rate, whether or not the ones before are done; each is timed from the
    moment at which it was due.
    """

    async def opened(log: Log, tenant: uuid.UUID) -> Run:
        took: list[float] = []
        await _warm(log, tenant, 64)
        begun = time.perf_counter()
        under_way: set[asyncio.Task[None]] = set()
        for number in range(int(rate * seconds)):
            due = begun + number / rate
            if (early := due - time.perf_counter()) > 0:
                await asyncio.sleep(early)
            cast = asyncio.create_task(_timed(log, tenant, due, took))
            under_way.add(cast)
            cast.add_done_callback(under_way.discard)
        await asyncio.gather(*under_way)
        return latencies(took, time.perf_counter() - begun)

    return uvloop.run(_on_a_log(dsn, opened))


async def _on_a_log(dsn: str, work: Callable[[Log, uuid.UUID], Awaitable[Run]]) -> Run:
    gc.collect()
    gc.freeze()  # as `taizhang serve` does
    pool = await open_pool(dsn, "taizhang_app", size=6)
    register = Register(pool, MasterKey(b"0" * 32))
    slug = f"bench-{uuid.uuid4().hex[:12]}"
    tenant = (await register.open(slug, slug, rehearsal=False)).id
    async with Writer(pool) as writer:
        figures = await work(Log(pool, writer), tenant)
    await pool.close()
    return figures


async def _warm(log: Log, tenant: uuid.UUID, clients: int) -> None:
    await asyncio.gather(*[_client(log, tenant, 0.3, []) for _ in range(clients)])


async def _client(log: Log, tenant: uuid.UUID, seconds: float, took: list[float]) -> None:
    until = time.perf_counter() + seconds
    while (begun := time.perf_counter()) < until:
        await _timed(log, tenant, begun, took)


async def _timed(log: Log, tenant: uuid.UUID, begun: float, took: list[float]) -> None:
    outcome = await log.append(tenant, _ballot(slip()))
    assert outcome.state == "appended", outcome
    took.append(time.perf_counter() - begun)


def _ballot(paper: str) -> NewCommand:
    return NewCommand(
        command_id=uuid.uuid4(),
        request_mac=BODY[:32],
        request=BODY,
        after=0,
        selectors=[
            Selector(("ballots.ballot_cast",), (paper,)),
            Selector(("ballots.box_closed",), (BOX,)),
        ],
        events=[NewEvent("ballots.ballot_cast", (paper, BOX), BODY)],
    )
