"""A batch comes to the same as its commands one after the other, whichever way it is taken."""

import asyncio
import uuid
from typing import Any

import asyncpg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang.database.pool import open_pool

_APPEND = """
    select state, first_position, last_position
      from log.append(set_config('taizhang.tenants', $1, true)::uuid, $2::log.new_command[])
"""
TAG, TYPE = st.sampled_from("abcd"), st.sampled_from(["t.x", "t.y"])
SELECTOR = st.tuples(st.lists(TYPE, max_size=2), st.lists(TAG, max_size=2, unique=True), st.none())
EVENT = st.tuples(TYPE, st.lists(TAG, min_size=1, max_size=3), st.just(b"entry"))
COMMAND = st.tuples(
    st.sampled_from([uuid.UUID(int=n) for n in range(12)]),
    st.sampled_from([b"m", b"n"]),
    st.just(b"request"),
    st.integers(0, 4),
    st.lists(SELECTOR, max_size=2),
    st.lists(EVENT, min_size=1, max_size=2),
    st.none(),
)


@pytest.fixture
def tenants(database: str) -> Any:
    """Opens two empty logs, as the owner."""

    async def opened(connection: Any) -> tuple[uuid.UUID, uuid.UUID]:
        pair = uuid.uuid4(), uuid.uuid4()
        for tenant in pair:
            await connection.execute("insert into log.tenant_head (tenant_id) values ($1)", tenant)
        return pair

    return opened


@given(batches=st.lists(st.lists(COMMAND, min_size=1, max_size=5), max_size=4))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_batch_equals_its_commands_in_turn(
    database: str, tenants: Any, batches: list[list[Any]]
) -> None:
    together, in_turn = asyncio.run(_both(database, tenants, batches))
    assert together == in_turn


async def _both(database: str, tenants: Any, batches: list[list[Any]]) -> Any:
    owner = await asyncpg.connect(database)
    one, other = await tenants(owner)
    await owner.close()
    async with await open_pool(database, "taizhang_app", size=1) as pool:
        together = [await _append(pool, one, batch) for batch in batches]
        in_turn = [
            [outcome for command in batch for outcome in await _append(pool, other, [command])]
            for batch in batches
        ]
        return (together, await _tags(pool, one)), (in_turn, await _tags(pool, other))


async def _append(pool: Any, tenant: uuid.UUID, batch: list[Any]) -> list[Any]:
    return [tuple(row) for row in await pool.fetch(_APPEND, str(tenant), batch)]


async def _tags(pool: Any, tenant: uuid.UUID) -> list[Any]:
    async with pool.acquire() as connection:
        await connection.work_for(tenant)
        query = "select tag, type, position from log.tag where tenant_id = $1 order by 3, 2, 1"
        return [tuple(row) for row in await connection.fetch(query, tenant)]
