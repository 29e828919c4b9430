"""Connections at hand: never more than the limit, none lost, none wrong, and soon in the pool."""

import asyncio
import random
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from taizhang.database.at_hand import AtHand
from taizhang.database.pool import open_pool

pytestmark = pytest.mark.anyio
LIMIT = 2


@pytest.fixture
async def pool(database: str) -> AsyncIterator[Any]:
    pool = await open_pool(database, "taizhang_reader", size=LIMIT + 1)
    yield pool
    pool.terminate()


@pytest.fixture
async def hand(pool: Any) -> AsyncIterator[AtHand]:
    async with AtHand(pool, limit=LIMIT, seconds=60) as hand:
        yield hand


async def server(hand: AtHand) -> int:
    async with hand.connection() as connection:
        return int(await connection.fetchval("select pg_backend_pid()"))


async def test_the_one_that_was_used_last_is_used_next(hand: AtHand) -> None:
    assert await server(hand) == await server(hand)


async def worked_for(hand: AtHand, tenant: UUID) -> int:
    """The server of the connection that was had for a tenant, which is set to it from now on."""
    async with hand.connection(str(tenant)) as connection:
        await connection.work_for(tenant)
        return int(connection.get_server_pid())


async def test_each_tenant_is_given_the_one_that_works_for_it(hand: AtHand) -> None:
    one, another = uuid4(), uuid4()
    servers = [await worked_for(hand, one), await worked_for(hand, another)]
    assert servers == [await worked_for(hand, one), await worked_for(hand, another)]
    assert len({*servers}) == LIMIT


async def test_where_none_does_the_one_that_rested_longest_is_given(hand: AtHand) -> None:
    one, another = uuid4(), uuid4()
    first, second = await worked_for(hand, one), await worked_for(hand, another)
    assert await worked_for(hand, uuid4()) == first
    assert await worked_for(hand, another) == second


async def test_it_does_not_go_back_to_the_pool_meanwhile(pool: Any, hand: AtHand) -> None:
    free = pool.get_idle_size()
    await server(hand)
    assert pool.get_idle_size() == free - 1


async def test_no_more_than_the_limit_are_out(hand: AtHand) -> None:
    async with hand.connection(), hand.connection():
        third = asyncio.create_task(server(hand))
        await asyncio.sleep(0)
        assert not third.done()
    assert await third


async def test_who_came_first_is_served_first(hand: AtHand) -> None:
    served: list[int] = []

    async def wait(number: int) -> None:
        async with hand.connection():
            served.append(number)

    async with hand.connection(), hand.connection():
        waiting = [asyncio.create_task(wait(number)) for number in range(5)]
        await asyncio.sleep(0)
    await asyncio.gather(*waiting)
    assert served == [0, 1, 2, 3, 4]


async def test_the_rest_of_the_pool_is_for_others(pool: Any, hand: AtHand) -> None:
    async with hand.connection(), hand.connection(), asyncio.timeout(20), pool.acquire() as other:
        assert await other.fetchval("select 1") == 1


async def test_it_goes_back_to_the_pool_once_its_time_is_up(pool: Any) -> None:
    async with AtHand(pool, limit=LIMIT, seconds=0.01) as hand, asyncio.timeout(20):
        await server(hand)
        while pool.get_idle_size() < pool.get_size():  # noqa: ASYNC110 - the pool tells nobody
            await asyncio.sleep(0.005)
        assert await server(hand)


async def test_one_whose_use_failed_is_looked_after_by_the_pool(hand: AtHand) -> None:
    async def fail() -> None:
        async with hand.connection() as connection:
            await connection.execute("begin")
            await connection.execute("select 1 / 0")

    with pytest.raises(asyncpg.DivisionByZeroError):
        await fail()
    async with hand.connection() as one, hand.connection() as other:
        assert await one.fetchval("select 1") == await other.fetchval("select 1")


@pytest.mark.parametrize("tenants", ["", str(uuid4())], ids=["whoever asks", "another tenant"])
async def test_one_whose_server_is_gone_is_not_given_out(
    database: str, hand: AtHand, tenants: str
) -> None:
    gone = await server(hand)
    owner = await asyncpg.connect(database)
    await owner.execute("select pg_terminate_backend($1, 20000)", gone)
    await owner.close()
    async with hand.connection(tenants) as connection:
        assert await connection.fetchval("select pg_backend_pid()") != gone


async def test_while_none_can_be_had_places_are_not_used_up(hand: AtHand, pool: Any) -> None:
    pool.terminate()
    for _ in range(LIMIT + 1):
        with pytest.raises(asyncpg.InterfaceError):
            await server(hand)


@pytest.mark.parametrize("seed", range(20))
async def test_whoever_leaves_takes_none_along(hand: AtHand, seed: int) -> None:
    dice = random.Random(seed)

    async def use() -> None:
        async with hand.connection() as connection:
            await connection.fetchval("select 1")
            if dice.random() < 0.3:
                raise LookupError

    async def leave(task: "asyncio.Task[None]") -> None:
        for _ in range(dice.randrange(12)):
            await asyncio.sleep(0)
        if dice.random() < 0.6:
            task.cancel()

    tasks = [asyncio.create_task(use()) for _ in range(12)]
    await asyncio.gather(*map(leave, tasks))
    await asyncio.gather(*tasks, return_exceptions=True)
    async with asyncio.timeout(20), hand.connection() as one, hand.connection() as other:
        assert one is not other


async def test_all_are_given_back_at_the_end(pool: Any) -> None:
    async with AtHand(pool, limit=LIMIT) as hand:
        await server(hand)
    assert pool.get_idle_size() == pool.get_size()


async def test_one_that_is_given_back_after_the_end_goes_to_the_pool(pool: Any) -> None:
    async with AtHand(pool, limit=LIMIT) as hand:
        held = await hand.take()
    hand.give(held, sound=True)
    async with asyncio.timeout(20):
        await pool.close()
