"""The worker: fair, patient with a database that is away, and easily stopped."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.events.event import Event
from taizhang.projections.row import At, Row, folds
from taizhang.projections.waiting import folded, wait_for

pytestmark = pytest.mark.anyio


class Cast(Event, name="test.cast"):
    box: str


class Box(Row, key=("box",)):
    box: str
    cast: int = 0


class Recount(Row, key=("box",)):
    """Another release's row type."""

    box: str


@folds(Box, Cast, "box")
def _(row: Box | None, event: Cast, at: At) -> Box | None:
    before = row or Box(box=event.box)
    return replace(before, cast=before.cast + 1)


@contextlib.asynccontextmanager
async def at_work(*workers: Any) -> AsyncIterator[None]:
    tasks = [asyncio.create_task(worker.run()) for worker in workers]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def test_catching_up_folds_all_tenants_to_their_heads(house: Any) -> None:
    tenants = [await house.tenant() for _ in range(3)]
    for tenant in tenants:
        await house.happen(tenant, *[Cast(box="box")] * 7)
    worker = house.worker([Box], [Cast], batch=3)
    await worker.catch_up()
    generation = await worker.generation()
    for tenant in tenants:
        assert (await house.rows(tenant, generation, Box))["box",].cast == 7


async def test_a_tenant_can_be_caught_up_alone(house: Any) -> None:
    one, other = await house.tenant(), await house.tenant()
    await house.happen(one, Cast(box="box"))
    await house.happen(other, Cast(box="box"))
    worker = house.worker([Box], [Cast])
    await worker.catch_up(one.id)
    name = (await worker.generation()).name
    assert await folded(house.app, name, one.id) == 1
    assert await folded(house.app, name, other.id) == 0


async def test_a_reader_gets_its_own_write(house: Any) -> None:
    tenant = await house.tenant()
    worker = house.worker([Box], [Cast])
    name = (await worker.generation()).name
    async with at_work(worker):
        for _ in range(5):
            position = await house.happen(tenant, Cast(box="box"))
            assert await wait_for(house.app, name, tenant.id, position, 10)


async def test_news_wakes_a_worker_long_before_its_poll(house: Any) -> None:
    tenant = await house.tenant()
    worker = house.worker([Box], [Cast], poll=3600.0)
    name = (await worker.generation()).name
    async with at_work(worker):
        for _ in range(20):
            position = await house.happen(tenant, Cast(box="box"))
            assert await wait_for(house.app, name, tenant.id, position, 10)


async def test_waiting_for_what_does_not_come_ends(house: Any) -> None:
    tenant = await house.tenant()
    name = (await house.generation(Box)).name
    assert not await wait_for(house.app, name, tenant.id, 1, 0.02)


async def test_a_worker_outlives_its_connections(new_house: Any) -> None:
    house = new_house
    tenant = await house.tenant()
    worker = house.worker([Box], [Cast], poll=0.05)
    name = (await worker.generation()).name
    async with at_work(worker):
        for _ in range(3):
            await house.owner.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where application_name in ('taizhang_projector', 'taizhang_scheduler')"
            )
            position = await house.happen(tenant, Cast(box="box"))
            assert await wait_for(house.app, name, tenant.id, position, 20)
    history = await house.history(tenant, await worker.generation(), Box)
    assert [row.cast for _, _, row in history] == [1, 2, 3]


async def test_workers_together_fold_everything_once(house: Any) -> None:
    tenants = [await house.tenant() for _ in range(4)]
    workers = [house.worker([Box], [Cast], batch=2, poll=0.05) for _ in range(2)]
    name = (await workers[0].generation()).name
    async with at_work(*workers):
        for _ in range(10):
            for tenant in tenants:
                position = await house.happen(tenant, Cast(box="box"))
        for tenant in tenants:
            assert await wait_for(house.app, name, tenant.id, position, 20)
    for tenant in tenants:
        history = await house.history(tenant, await workers[0].generation(), Box)
        assert [row.cast for _, _, row in history] == list(range(1, 11))


async def test_a_worker_switches_readers_over_by_itself(new_house: Any) -> None:
    house = new_house
    tenant = await house.tenant()
    await house.happen(tenant, *[Cast(box="box")] * 20)
    await house.worker([Recount], [Cast]).catch_up()
    worker = house.worker([Box], [Cast], batch=5)
    await worker.catch_up()
    states = {each.generation: each.state for each in await worker.status()}
    assert states.pop((await worker.generation()).name) == "current"
    assert list(states.values()) == ["kept"]


async def test_an_older_release_that_starts_again_does_not_switch_back(new_house: Any) -> None:
    house = new_house
    tenant = await house.tenant()
    await house.happen(tenant, Cast(box="box"))
    old, new = ([Recount], [Cast]), ([Box], [Cast])
    await house.worker(*old).catch_up()
    await house.worker(*new).catch_up()
    again = house.worker(*old)
    await again.catch_up()
    states = {each.generation: each.state for each in await again.status()}
    assert states[(await again.generation()).name] == "kept"
