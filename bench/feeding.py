"""How soon an event that one process appends is delivered to a subscriber in another."""

import asyncio
import multiprocessing
import time
import uuid
from array import array
from multiprocessing.connection import Connection
from typing import NamedTuple

import uvloop
from bench.appending.ballot import BODY, BOX, slip
from bench.measure import Run, latencies

from taizhang.database.pool import open_pool
from taizhang.log.feed import follow
from taizhang.log.hints import Hints
from taizhang.log.log import Log
from taizhang.log.model import NewCommand, NewEvent, Selector
from taizhang.log.writer import Writer
from taizhang.tenancy.master import MasterKey
from taizhang.tenancy.register import Register

TICK_SECONDS = 0.01
WARM_SECONDS = 1.0
ROLE = "taizhang_app"


class Appended(NamedTuple):
    """When an append was asked for and when its answer came, on the machine's monotonic clock."""

    position: int
    asked: float
    answered: float


def run(dsn: str, rate: int = 2_000, seconds: float = 10.0) -> dict[str, Run]:
    """So many events a second on one tenant, at fixed times whatever is still under way.

    `commit to delivery` begins when the append has been answered, `asked to delivery` before it
    was asked for: what a person would wait for whose click another person's page shows.
    """
    return uvloop.run(_run(dsn, rate, seconds))


async def _run(dsn: str, rate: int, seconds: float) -> dict[str, Run]:
    pool = await open_pool(dsn, ROLE, size=6)
    slug = f"bench-{uuid.uuid4().hex[:12]}"
    tenant = (await Register(pool, MasterKey(b"0" * 32)).open(slug, slug, rehearsal=False)).id
    warm, total = int(WARM_SECONDS * rate), int((WARM_SECONDS + seconds) * rate)
    async with Hints(dsn, ROLE) as hints, Writer(pool, appended=hints.grown) as writer:
        here, there = multiprocessing.get_context("spawn").Pipe()
        reader = multiprocessing.get_context("spawn").Process(
            target=_subscribe, args=(dsn, tenant, total, there), daemon=True
        )
        reader.start()
        there.close()  # the reader alone has it now: if it dies, nobody waits for it
        await asyncio.to_thread(here.recv)
        appended = await _paced(Log(pool, writer), tenant, rate, total)
        delivered = array("d", await asyncio.to_thread(here.recv_bytes))
        reader.join()
    await pool.close()
    return _figures(sorted(appended)[warm:], delivered)


def _figures(appended: list[Appended], delivered: "array[float]") -> dict[str, Run]:
    elapsed = delivered[-1] - min(each.asked for each in appended)
    commit = [delivered[each.position - 1] - each.answered for each in appended]
    asked = [delivered[each.position - 1] - each.asked for each in appended]
    return {
        "commit to delivery": latencies([max(took, 0.0) for took in commit], elapsed),
        "asked to delivery": latencies(asked, elapsed),
    }


async def _paced(log: Log, tenant: uuid.UUID, rate: int, total: int) -> list[Appended]:
    each = int(rate * TICK_SECONDS)
    begun = time.monotonic()
    async with asyncio.TaskGroup() as group:
        tasks = []
        for tick in range(total // each):
            await asyncio.sleep(begun + tick * TICK_SECONDS - time.monotonic())
            tasks += [group.create_task(_append(log, tenant)) for _ in range(each)]
    return [task.result() for task in tasks]


async def _append(log: Log, tenant: uuid.UUID) -> Appended:
    paper = slip()
    selectors = [
        Selector(("ballots.ballot_cast",), (paper,)),
        Selector(("ballots.box_closed",), (BOX,)),
    ]
    events = [NewEvent("ballots.ballot_cast", (paper, BOX), BODY)]
    asked = time.monotonic()
    command = NewCommand(uuid.uuid4(), BODY[:32], BODY, 0, selectors, events)
    outcome = await log.append(tenant, command)
    assert outcome.last is not None, outcome
    return Appended(outcome.last, asked, time.monotonic())


def _subscribe(dsn: str, tenant: uuid.UUID, total: int, parent: Connection) -> None:
    """Tell the parent when each event came, by position."""
    parent.send_bytes(uvloop.run(_delivered(dsn, tenant, total, parent)).tobytes())


async def _delivered(dsn: str, tenant: uuid.UUID, total: int, parent: Connection) -> "array[float]":
    came = array("d")
    pool = await open_pool(dsn, ROLE, size=1)
    async with Hints(dsn, ROLE) as hints, Writer(pool) as writer:
        await hints.wait(10)  # it is connected
        parent.send("ready")
        async for event in follow(Log(pool, writer), hints, tenant):
            came.append(time.monotonic())
            assert event.position == len(came)
            if len(came) == total:
                break
    await pool.close()
    return came
