"""What a condition costs as the history of its tag grows: 10³, 10⁵ and 10⁶ events on one tag."""

import statistics
import time
import uuid
from typing import Any

import asyncpg
import uvloop

from taizhang.log.batch import columns
from taizhang.log.model import NewCommand, NewEvent, Selector
from taizhang.log.writer import APPEND

SIZES = (1_000, 100_000, 1_000_000)
KINDS: dict[str, list[Selector]] = {
    "no condition": [],
    "one type": [Selector(["a.cast"], ["box:1"])],
    "two types": [Selector(["a.cast", "a.closed"], ["box:1"])],
    "no types": [Selector([], ["box:1"])],
    "two tags": [Selector(["a.cast"], ["box:1", "slip:1"])],
    "two tags, no types": [Selector([], ["box:1", "slip:1"])],
}
# The head is one further than what was read: else no condition is looked at.
_HEAD = "insert into log.tenant_head (tenant_id, position) values ($1, $2::bigint + 1)"
_FILL = """
    insert into log.tag (tenant_id, tag, type, position)
    select $1, 'box:1', (array['a.cast', 'a.voided', 'a.moved'])[1 + p % 3], p
      from generate_series(1, $2::bigint) as p
"""


def run(dsn: str, asked: int = 300) -> dict[str, dict[str, float]]:
    """Microseconds an append of one event, rolled back, by kind of condition (nothing newer
    matches it) and by the length of its tag's history; medians.
    """
    return uvloop.run(_run(dsn, asked))


async def _run(dsn: str, asked: int) -> dict[str, dict[str, float]]:
    figures: dict[str, dict[str, float]] = {kind: {} for kind in KINDS}
    connection = await asyncpg.connect(dsn)
    for size in SIZES:
        tenant = uuid.uuid4()
        await connection.execute(_HEAD, tenant, size)
        await connection.execute(_FILL, tenant, size)
        await connection.execute("analyze log.tag")
        for kind, selectors in KINDS.items():
            took = [await _append(connection, tenant, selectors, size) for _ in range(asked)]
            figures[kind][f"{size:,}"] = round(statistics.median(took) * 1e6, 1)
    await connection.close()
    return figures


async def _append(connection: Any, tenant: uuid.UUID, asked: list[Selector], after: int) -> float:
    new = [NewEvent("a.noted", ["note:1"], b"x" * 200)]
    command = NewCommand(uuid.uuid4(), b"m" * 32, b"r" * 200, after, asked, new)
    transaction = connection.transaction()
    await transaction.start()
    begun = time.perf_counter()
    rows = await connection.fetch(APPEND, str(tenant), *columns([command]))
    took = time.perf_counter() - begun
    await transaction.rollback()
    assert rows[0]["state"] == "appended", rows
    return took
