"""Workers are processes; one that is killed leaves its tenant to the others, at once and whole."""

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.events.event import Event
from taizhang.projections.row import At, Row, folds
from taizhang.projections.waiting import wait_for

pytestmark = pytest.mark.anyio
PROGRAM = Path(__file__).with_name("worker_process.py")
PATIENCE = 60.0


class Cast(Event, name="test.cast"):
    box: str


class Box(Row, key=("box",)):
    """The same as the program's: they share a generation."""

    box: str
    count: int = 0


@folds(Box, Cast, "box")
def _(row: Box | None, event: Cast, at: At) -> Box | None:
    before = row or Box(box=event.box)
    return replace(before, count=before.count + 1)


@contextlib.asynccontextmanager
async def process(house: Any, how: str) -> AsyncIterator[Any]:
    """A worker that has said which generation it fills."""
    started = await asyncio.create_subprocess_exec(
        sys.executable, str(PROGRAM), house.dsn, how, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert await said(started) == (await house.generation(Box)).name
        yield started
    finally:
        with contextlib.suppress(ProcessLookupError):
            started.kill()
        await started.communicate()


async def said(started: Any) -> str:
    async with asyncio.timeout(PATIENCE):
        return str((await started.stdout.readline()).decode().strip())


async def exactly_once(house: Any, tenant: Any, events: int) -> None:
    history = await house.history(tenant, await house.generation(Box), Box)
    assert [row.count for _, _, row in history] == list(range(1, events + 1))
    rows = await house.rows(tenant, await house.generation(Box), Box)
    assert rows["a",].count == events


async def test_a_worker_killed_between_rows_and_cursor_is_taken_over_from(new_house: Any) -> None:
    house = new_house
    tenant = await house.tenant()
    await house.happen(tenant, *[Cast(box="a")] * 3)
    other = house.worker([Box], [Cast])
    await other.catch_up()
    await house.happen(tenant, *[Cast(box="a")] * 9)
    async with process(house, "stall") as stalled:
        assert await said(stalled) == "rows written"
        await other._behind(None)
        assert not await other._turn(tenant.id)  # the other one has it
        stalled.kill()
        await stalled.wait()
        async with asyncio.timeout(PATIENCE):
            await other.catch_up()
    await exactly_once(house, tenant, 12)


async def test_processes_that_are_killed_while_others_work_lose_and_double_nothing(
    new_house: Any,
) -> None:
    house = new_house
    tenants = [await house.tenant() for _ in range(3)]
    name = (await house.generation(Box)).name
    async with process(house, "work"):
        for _ in range(3):
            async with process(house, "work") as killed:
                for _ in range(5):
                    for tenant in tenants:
                        position = await house.happen(tenant, *[Cast(box="a")] * 8)
                killed.kill()
        for tenant in tenants:
            assert await wait_for(house.app, name, tenant.id, position, PATIENCE)
    for tenant in tenants:
        await exactly_once(house, tenant, 120)
