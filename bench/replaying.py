"""How fast a history is replayed: read, decoded and folded in memory, by us, a peer and the limit.

All replay the same events in one run and take turns: ours as a rebuild reads them; eventsourcing's
repository over its PostgreSQL recorder (`bench.peer_ledger`); and the limit, asyncpg fetching the
same rows and doing nothing with them.
"""

import statistics
import time
import uuid
from collections.abc import Callable
from typing import Any, NamedTuple

import asyncpg
import uvloop
from bench.ledger import CATALOGUE, fill
from bench.peer_ledger import Peer

from taizhang.cli.running import keep_what_is_loaded
from taizhang.database.pool import open_pool
from taizhang.domain.tickets.rows import Ticket
from taizhang.projections.reading import read_after
from taizhang.projections.touch import at, index_of

_BARE = """
    select position, type, tags, recorded_at, entry from log.event
     where tenant_id = $1 and position > $2 order by position limit $3
"""
_PAGE = 2_000


class Replayed(NamedTuple):
    """Events a second: of wall time, and of this process's own processor time."""

    per_second: float
    per_python_core: float


class Watch:
    """Times one replay."""

    def __init__(self) -> None:
        self._begun = time.perf_counter(), time.process_time()

    def of(self, events: int) -> Replayed:
        """The figures of so many events since it was made."""
        now = time.perf_counter(), time.process_time()
        return Replayed(*(events / (b - a) for a, b in zip(self._begun, now, strict=True)))


def run(dsn: str, socket: str, port: int, events: int, *, rounds: int = 3) -> dict[str, Replayed]:
    """Medians of ours, the peer and the limit, which take turns. `port` and `socket` lead to the
    server of `dsn`, where the peer has a database of its own, `peer`.
    """
    keep_what_is_loaded()  # as `taizhang work` does; it serves the others as well
    tenant = uvloop.run(_filled(dsn, events))
    with Peer(socket, port) as peer:
        peer.fill(events)
        contestants: dict[str, Callable[[], Replayed]] = {
            "ours": lambda: uvloop.run(ours(dsn, tenant, events)),
            "eventsourcing": lambda: _timed(peer.replay, events),
            "eventsourcing by tag": lambda: _timed(peer.replay_tag, events),
            "limit": lambda: uvloop.run(limit(dsn, tenant, events)),
        }
        runs: dict[str, list[Replayed]] = {name: [] for name in contestants}
        for _ in range(rounds):
            for name, contestant in contestants.items():
                runs[name].append(contestant())
    return {
        name: Replayed(*(statistics.median(figures) for figures in zip(*its, strict=True)))
        for name, its in runs.items()
    }


def _timed(replay: Callable[[], object], events: int) -> Replayed:
    watch = Watch()
    replay()
    return watch.of(events)


async def ours(dsn: str, tenant: uuid.UUID, events: int) -> Replayed:
    """Pages of the log, decoded, and folded into the rows that stand at the end."""
    pool = await open_pool(dsn, "taizhang_projector", size=1)
    rows: dict[Any, Any] = {}
    index, position = index_of([Ticket], CATALOGUE), 0
    async with pool.acquire() as connection:
        await connection.work_for(tenant)
        watch = Watch()
        while page := await read_after(connection, CATALOGUE, tenant, position, _PAGE):
            for read in page:
                for _, fold in index[type(read.event)]:
                    for key in fold.keys(read.event):
                        rows[key] = fold.apply(rows.get(key), read.event, at(key, read))
            position = page[-1].position
        replayed = watch.of(events)
    assert position == events
    await pool.close()
    return replayed


async def limit(dsn: str, tenant: uuid.UUID, events: int) -> Replayed:
    """The same columns of the same events in the same pages, as the owner; nothing is decoded."""
    connection = await asyncpg.connect(dsn)
    position, watch = 0, Watch()
    while page := await connection.fetch(_BARE, tenant, position, _PAGE):
        position = page[-1]["position"]
    replayed = watch.of(events)
    assert position == events
    await connection.close()
    return replayed


async def _filled(dsn: str, events: int) -> uuid.UUID:
    pool = await open_pool(dsn, "taizhang_app", size=3)
    tenant = await fill(pool, events)
    await pool.close()
    return tenant
