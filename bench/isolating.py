"""What row-level security costs: the same work in two copies of a database, forced and off."""

import asyncio
import statistics
import time
import uuid
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

import psycopg
import uvloop
from bench.appending.ballot import BODY, BOX, slip

from taizhang.database.pool import open_pool
from taizhang.log.log import Log
from taizhang.log.model import NewCommand, NewEvent, Selector
from taizhang.log.writer import Writer
from taizhang.tenancy.master import MasterKey
from taizhang.tenancy.register import Register
from taizhang_migrations import migrate

ROUNDS = 25
TARGET = 1.15
_OFF = """
    select format('alter table %s disable row level security', c.oid::regclass)
      from pg_class c where c.relnamespace = 'log'::regnamespace and c.relrowsecurity
"""
_CAST, _CLOSED = "ballots.ballot_cast", "ballots.box_closed"


class Side(NamedTuple):
    """One of the two databases, with a tenant that has a history."""

    log: Log
    tenant: uuid.UUID


def run(dsn: str, rounds: int = ROUNDS) -> dict[str, dict[str, float]]:
    """`dsn` names a server's superuser; both databases are made there and dropped again.

    By kind of work: milliseconds with and without row-level security (medians), and the median
    of the pairwise ratios (to reach: at most 1.15). The two take turns.
    """
    forced, off = (f"isolating_{name}_{uuid.uuid4().hex[:8]}" for name in ("on", "off"))
    try:
        with psycopg.connect(dsn, autocommit=True) as connection:
            for name in (forced, off):
                connection.execute(f"create database {name}")  # type: ignore[call-overload]
        for name in (forced, off):
            migrate(_at(dsn, name))
        with psycopg.connect(_at(dsn, off)) as connection:
            for (statement,) in connection.execute(_OFF).fetchall():
                connection.execute(statement)
        return uvloop.run(_run(_at(dsn, forced), _at(dsn, off), rounds))
    finally:
        with psycopg.connect(dsn, autocommit=True) as connection:
            for name in (forced, off):
                connection.execute(f"drop database if exists {name} with (force)")  # type: ignore[call-overload]


def _at(dsn: str, database: str) -> str:
    return urlunsplit(urlsplit(dsn)._replace(path=f"/{database}"))


async def _run(forced: str, off: str, rounds: int) -> dict[str, dict[str, float]]:
    async with AsyncExitStack() as stack:
        sides = [await _side(stack, dsn) for dsn in (forced, off)]
        return {name: await _compare(work, *sides, rounds) for name, work in WORK.items()}


async def _side(stack: AsyncExitStack, dsn: str) -> Side:
    pool = await stack.enter_async_context(await open_pool(dsn, "taizhang_app", size=2))
    register = Register(pool, MasterKey(b"0" * 32))
    tenant = (await register.open("bench", "bench", rehearsal=False)).id
    side = Side(Log(pool, await stack.enter_async_context(Writer(pool, connections=1))), tenant)
    for _ in range(100):
        await _append(side)
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("vacuum analyze")
    return side


async def _compare(
    work: Callable[[Side], Awaitable[object]], on: Side, off: Side, rounds: int
) -> dict[str, float]:
    pairs = []
    for turn in range(rounds + 2):
        first, second = (on, off) if turn % 2 else (off, on)  # neither always comes first
        took = {id(side): await _timed(work, side) for side in (first, second)}
        pairs.append((took[id(on)], took[id(off)]))
    kept = pairs[2:]
    return {
        "on": round(statistics.median(a for a, _ in kept) * 1e3, 3),
        "off": round(statistics.median(b for _, b in kept) * 1e3, 3),
        "ratio": round(statistics.median(a / b for a, b in kept), 3),
    }


async def _timed(work: Callable[[Side], Awaitable[object]], side: Side) -> float:
    begun = time.perf_counter()
    await work(side)
    return time.perf_counter() - begun


async def _append(side: Side) -> None:
    """Sixty-four ballots at once."""
    await asyncio.gather(*[side.log.append(side.tenant, _ballot()) for _ in range(64)])


def _ballot() -> NewCommand:
    paper = slip()
    conditions = [Selector((_CAST,), (paper,)), Selector((_CLOSED,), (BOX,))]
    event = NewEvent(_CAST, (paper, BOX), BODY)
    return NewCommand(uuid.uuid4(), BODY[:32], BODY, 0, conditions, [event])


async def _boundaries(side: Side) -> None:
    """Fifty decisions' reads: a slip that nobody used, a box that is open."""
    for _ in range(50):
        conditions = [Selector((_CAST,), (slip(),)), Selector((_CLOSED,), (BOX,))]
        await side.log.read_boundary(side.tenant, conditions)


async def _pages(side: Side) -> None:
    """Ten pages of the feed."""
    for start in range(0, 5_000, 500):
        await side.log.read_after(side.tenant, start, 500)


WORK = {"64 appends": _append, "50 boundaries": _boundaries, "10 pages": _pages}
