"""Every event counts once, whatever is killed and however many runners there are."""

import asyncio
from typing import Any

import asyncpg
import pytest
from msgspec.structs import replace

from taizhang.database.pool import unavailable
from taizhang.events.event import Event
from taizhang.projections.cursor import Cursor, Fenced, move
from taizhang.projections.row import At, Row, folds

pytestmark = pytest.mark.anyio


class Cast(Event, name="test.cast"):
    box: str


class Box(Row, key=("box",)):
    box: str
    cast: int = 0


@folds(Box, Cast, "box")
def _(row: Box | None, event: Cast, at: At) -> Box | None:
    before = row or Box(box=event.box)
    return replace(before, cast=before.cast + 1)


KILL = """
    create function {schema}.kill() returns trigger language plpgsql security definer as $$
    begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
    create trigger kill after insert on {schema}.box execute function {schema}.kill()
"""


async def counted(house: Any, runner: Any, tenant: Any) -> tuple[int, list[int]]:
    rows = await house.rows(tenant, runner.generation, Box)
    history = await house.history(tenant, runner.generation, Box)
    return rows["box",].cast if rows else 0, [row.cast for _, _, row in history]


async def test_a_runner_killed_between_rows_and_cursor_leaves_nothing(new_house: Any) -> None:
    house = new_house
    tenant = await house.tenant()
    await house.happen(tenant, *[Cast(box="box")] * 5)
    runner = await house.runner([Box], [Cast])
    await runner.run(tenant.id, at_most=2)
    await house.owner.execute(KILL.format(schema=runner.generation.schema))

    with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError)) as killed:
        await runner.run(tenant.id)
    assert unavailable(killed.value)
    assert await counted(house, runner, tenant) == (2, [1, 2])

    await house.owner.execute(f"drop trigger kill on {runner.generation.schema}.box")
    assert await runner.run(tenant.id) == 3
    assert await counted(house, runner, tenant) == (5, [1, 2, 3, 4, 5])


async def test_runners_that_race_for_a_tenant_fold_each_event_once(house: Any) -> None:
    tenant = await house.tenant()
    await house.happen(tenant, *[Cast(box="box")] * 60)
    runners = [await house.runner([Box], [Cast]) for _ in range(3)]

    async def race(runner: Any) -> int:
        done = 0
        while (folded := await runner.run(tenant.id, at_most=2)) != 0:
            done += folded or 0
        return done

    done = await asyncio.gather(*map(race, runners))
    assert sum(done) == 60
    assert await counted(house, runners[0], tenant) == (60, list(range(1, 61)))


async def test_a_tenant_that_another_runner_has_is_left_to_it(house: Any) -> None:
    tenant = await house.tenant()
    await house.happen(tenant, Cast(box="box"))
    runner = await house.runner([Box], [Cast])
    await runner.run(tenant.id)
    async with house.owner.transaction():
        await house.owner.execute(
            "select from projections.cursor where tenant_id = $1 for update", tenant.id
        )
        assert await runner.run(tenant.id) is None
    assert await runner.run(tenant.id) == 0


async def test_a_cursor_that_somebody_else_has_moved_cannot_be_moved(house: Any) -> None:
    tenant = await house.tenant()
    await house.happen(tenant, Cast(box="box"))
    runner = await house.runner([Box], [Cast])
    await runner.run(tenant.id)
    async with house.projector.acquire() as connection:
        await connection.work_for(tenant.id)
        with pytest.raises(Fenced):
            await move(connection, tenant.id, runner.generation.name, Cursor(0, 0), 1)
