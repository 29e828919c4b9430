"""Rows are filled anew beside the old ones, and switched to, while everybody goes on."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.errors import Refused
from taizhang.events.event import Event
from taizhang.projections import retiring
from taizhang.projections.generation import Generation, current, shape_of, state
from taizhang.projections.row import At, Row, folds

pytestmark = pytest.mark.anyio


class Cast(Event, name="test.cast"):
    box: str


class Box(Row, key=("box",)):
    box: str
    count: int = 0


class Other(Row, key=("box",)):
    """Another release's row type."""

    box: str


folds(Other, Cast, "box")(lambda row, event, at: Other(box=event.box))
WRONG = 1_000_000


@folds(Box, Cast, "box")
def counting(row: Box | None, event: Cast, at: At) -> Box | None:
    before = row or Box(box=event.box)
    return replace(before, count=before.count + 1)


@pytest.fixture
def house(new_house: Any) -> Any:
    return new_house


@contextlib.asynccontextmanager
async def at_work(*coroutines: Any) -> AsyncIterator[list[Any]]:
    tasks = [asyncio.create_task(coroutine) for coroutine in coroutines]
    try:
        yield tasks
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def until_current(house: Any, generation: Generation) -> None:
    async def is_current() -> bool:
        async with house.app.acquire() as reader:
            return await current(reader) == generation

    await eventually(is_current)


async def eventually(condition: Callable[[], Awaitable[bool]], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not await condition():
        assert time.monotonic() < deadline, f"not within {seconds} s"
        await asyncio.sleep(0.01)


async def switched(house: Any, worker: Any) -> Generation:
    """A rebuild from its beginning to its end."""
    generation: Generation = await worker.rebuild()
    await worker.catch_up()
    async with house.app.acquire() as reader:
        assert await current(reader) == generation
    return generation


async def contents(house: Any, generation: Generation, tenants: list[Any]) -> Any:
    return [
        (await house.rows(t, generation, Box), await house.history(t, generation, Box))
        for t in tenants
    ]


async def test_a_rebuild_mends_rows_that_were_wrong_and_keeps_the_old_ones(house: Any) -> None:
    tenant = await house.tenant()
    await house.happen(tenant, *[Cast(box="a")] * 3)
    worker = house.worker([Box], [Cast])
    await worker.catch_up()
    old = await worker.generation()
    await house.owner.execute(f"update {old.schema}.box set count = {WRONG}")

    new = await switched(house, worker)
    assert (new.name, new.schema) == (f"{old.name}_2", f"{old.schema}_2")
    assert (await house.rows(tenant, new, Box))["a",].count == 3
    assert (await house.rows(tenant, old, Box))["a",].count == WRONG
    assert await worker.generation() == new


async def test_a_rebuild_while_writers_append_equals_a_fresh_replay(house: Any) -> None:
    tenants = [await house.tenant() for _ in range(3)]
    boxes = [Cast(box="a"), Cast(box="b"), Cast(box="a")]
    for tenant in tenants:
        await house.happen(tenant, *boxes * 40)
    written: dict[Any, int] = {}

    async def write(tenant: Any) -> None:
        while True:
            written[tenant.id] = await house.happen(tenant, *boxes)

    async def writing(beyond: dict[Any, int]) -> None:
        async def all_have() -> bool:
            return all(written.get(t, 0) > position for t, position in beyond.items())

        await eventually(all_have)

    workers = [house.worker([Box], [Cast], batch=50, poll=0.05) for _ in range(2)]
    await workers[0].catch_up(tenants[0].id)  # the others have a long way to go
    async with at_work(*(worker.run() for worker in workers)):
        async with at_work(*map(write, tenants)) as writers:
            rebuilt = await workers[0].rebuild()
            await writing({tenant.id: 0 for tenant in tenants})
            at_the_start = dict(written)
            await until_current(house, rebuilt)
            at_the_switch = dict(written)
            assert not any(writer.done() for writer in writers)
            await writing(at_the_switch)
        assert all(at_the_start[t] < at for t, at in at_the_switch.items())
        await workers[0].catch_up()

    fresh = await switched(house, house.worker([Box], [Cast]))
    assert fresh != rebuilt
    assert await contents(house, rebuilt, tenants) == await contents(house, fresh, tenants)
    for tenant in tenants:
        head = await house.owner.fetchval(
            "select position from log.tenant_head where tenant_id = $1", tenant.id
        )
        history = await house.history(tenant, rebuilt, Box)
        assert [position for position, _, _ in history] == list(range(1, head + 1))


async def test_asking_twice_builds_once(house: Any) -> None:
    tenant = await house.tenant()
    await house.happen(tenant, *[Cast(box="a")] * 9)
    worker = house.worker([Box], [Cast])
    await worker.catch_up()
    assert await worker.rebuild() == await house.worker([Box], [Cast]).rebuild()


async def test_after_a_rebuild_both_are_kept_up_so_that_the_way_back_is_instant(house: Any) -> None:
    tenant = await house.tenant()
    worker = house.worker([Box], [Cast])
    await worker.catch_up()
    old = await worker.generation()
    new = await switched(house, worker)
    await house.happen(tenant, *[Cast(box="a")] * 20)
    await worker.catch_up()
    assert [(await house.rows(tenant, g, Box))["a",].count for g in (old, new)] == [20, 20]


async def test_a_worker_that_runs_elsewhere_hears_of_a_rebuild(house: Any) -> None:
    """Its poll is far away, and no log grows."""
    tenant = await house.tenant()
    await house.happen(tenant, *[Cast(box="a")] * 20)
    working, asking = (house.worker([Box], [Cast], poll=3600.0) for _ in range(2))
    await working.catch_up()
    async with at_work(working.run()):
        await until_current(house, await asking.rebuild())


async def test_a_tenant_that_fails_in_the_old_rows_is_rebuilt_all_the_same(house: Any) -> None:
    tenant = await house.tenant()
    await house.happen(tenant, Cast(box="a"))
    worker = house.worker([Box], [Cast])
    old = await worker.generation()
    await house.owner.execute(f"alter table {old.schema}.box add check (count < 0)")
    new = await worker.rebuild()
    await worker._behind(None)
    with pytest.raises(Exception, match="check constraint"):
        await worker._turn(tenant.id)
    assert (await house.rows(tenant, new, Box))["a",].count == 1


async def test_a_retired_release_comes_back_by_a_rebuild_alone(house: Any) -> None:
    tenant = await house.tenant()
    await house.happen(tenant, *[Cast(box="a")] * 9)
    first = house.worker([Box], [Cast])
    await first.catch_up()
    gone = await first.generation()
    await house.worker([Other], [Cast]).catch_up()
    async with house.scheduler.acquire() as scheduler, house.projector.acquire() as projector:
        await retiring.retire(scheduler, projector, gone.name)

    started = house.worker([Box], [Cast])
    await started.catch_up()
    with pytest.raises(Refused, match="已退役"):
        await started.generation()
    again = await switched(house, started)
    assert again.name == f"{shape_of([Box])}_2"
    assert (await house.rows(tenant, again, Box))["a",].count == 9


async def test_a_rebuild_that_was_abandoned_is_begun_under_another_name(house: Any) -> None:
    worker = house.worker([Box], [Cast])
    await worker.generation()
    first = await worker.rebuild()
    async with house.scheduler.acquire() as scheduler, house.projector.acquire() as projector:
        await retiring.retire(scheduler, projector, first.name, abandon=True)
        second = await worker.rebuild()
        states = [await state(projector, generation.name) for generation in (first, second)]
    assert (second.name, states) == (f"{shape_of([Box])}_3", ["retired", "building"])
