"""A batch comes to the same as its commands one after the other, whichever way it is taken."""

import asyncio
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import asyncpg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang.database.pool import open_pool
from taizhang.log.batch import columns, outcomes
from taizhang.log.model import NewCommand, NewEvent, Selector
from taizhang.log.writer import APPEND

TAG, TYPE = st.sampled_from("abcd"), st.sampled_from(["t.x", "t.y"])
SELECTOR = st.builds(
    Selector, st.lists(TYPE, max_size=2), st.lists(TAG, max_size=2, unique=True), st.none()
)
EVENT = st.builds(NewEvent, TYPE, st.lists(TAG, min_size=1, max_size=3), st.just(b"entry"))
COMMAND = st.builds(
    NewCommand,
    st.sampled_from([uuid.UUID(int=n) for n in range(12)]),
    st.sampled_from([b"m", b"n"]),
    st.just(b"request"),
    st.integers(0, 4),
    st.lists(SELECTOR, max_size=2),
    st.lists(EVENT, max_size=2),
    st.none(),
)


@pytest.fixture
def both(database: str) -> Iterator[Callable[[list[list[NewCommand]]], Any]]:
    """Appends batches to one log together and to another one by one, and reads what they hold."""
    with asyncio.Runner() as runner:
        pool = runner.run(_pool(database))
        yield lambda batches: runner.run(_both(database, pool, batches))
        runner.run(pool.close())


@given(batches=st.lists(st.lists(COMMAND, min_size=1, max_size=5), max_size=4))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_batch_equals_its_commands_in_turn(both: Any, batches: list[list[NewCommand]]) -> None:
    together, in_turn = both(batches)
    assert together == in_turn


async def _pool(database: str) -> Any:
    return await open_pool(database, "taizhang_app", size=1)


async def _both(database: str, pool: Any, batches: list[list[NewCommand]]) -> Any:
    one, other = await _open_two(database)
    together = [await _append(pool, one, batch) for batch in batches]
    in_turn = [await _one_by_one(pool, other, batch) for batch in batches]
    return (together, await _tags(pool, one)), (in_turn, await _tags(pool, other))


async def _open_two(database: str) -> tuple[uuid.UUID, uuid.UUID]:
    """Two empty logs, opened as the owner."""
    owner = await asyncpg.connect(database)
    pair = uuid.uuid4(), uuid.uuid4()
    for tenant in pair:
        await owner.execute("insert into log.tenant_head (tenant_id) values ($1)", tenant)
    await owner.close()
    return pair


async def _append(pool: Any, tenant: uuid.UUID, batch: list[NewCommand]) -> list[Any]:
    try:
        rows = await pool.fetch(APPEND, str(tenant), *columns(batch))
    except (asyncpg.UniqueViolationError, asyncpg.ObjectNotInPrerequisiteStateError):
        # An id twice, a condition from beyond the head: the writer halves such a batch.
        return await _one_by_one(pool, tenant, batch)
    return [outcome[:3] for outcome in outcomes(batch, rows)]


async def _one_by_one(pool: Any, tenant: uuid.UUID, batch: list[NewCommand]) -> list[Any]:
    return [outcome for each in batch for outcome in await _append(pool, tenant, [each])]


async def _tags(pool: Any, tenant: uuid.UUID) -> list[Any]:
    async with pool.acquire() as connection:
        await connection.work_for(tenant)
        query = "select tag, type, position from log.tag where tenant_id = $1 order by 3, 2, 1"
        return [tuple(row) for row in await connection.fetch(query, tenant)]
