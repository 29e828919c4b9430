"""A log that another program writes gives no rows, no errors and no lag."""

from typing import Any
from uuid import uuid4

import pytest

from taizhang.events.event import Event
from taizhang.log import entry
from taizhang.log.model import NewCommand, NewEvent
from taizhang.projections.row import Row, folds

pytestmark = pytest.mark.anyio


class Cast(Event, name="test.cast"):
    box: str


def row_type(version: int) -> type[Row]:
    class Box(Row, key=("box",), version=version):
        box: str

    folds(Box, Cast, "box")(lambda row, event, at: Box(box=event.box))
    return Box


OLD, NEW = row_type(1), row_type(2)


@pytest.fixture
def house(new_house: Any) -> Any:
    return new_house


async def write(house: Any, tenant: Any, *entries: bytes) -> None:
    """As `taizhang.log.recorder` does: the bytes of the other program, and nothing else."""
    new = [NewEvent("test.cast", ["box:a"], each) for each in entries]
    await house.log.append(tenant.id, NewCommand(uuid4(), b"mac", b"", 0, [], new))


async def lags(worker: Any) -> set[int]:
    return {standing.lag for standing in await worker.status()}


async def test_its_cursor_moves_with_its_head(house: Any) -> None:
    tenant = await house.tenant()
    worker = house.worker([OLD], [Cast])
    for _ in range(2):
        await write(house, tenant, *[b"not an entry"] * 7)
        await worker.catch_up()
        assert await lags(worker) == {0}


async def test_it_is_told_once(house: Any, caplog: pytest.LogCaptureFixture) -> None:
    tenant = await house.tenant()
    worker = house.worker([OLD], [Cast])
    for _ in range(2):
        await write(house, tenant, b"not an entry")
        await worker.catch_up()
    assert [(r.getMessage(), r.exc_info) for r in caplog.records] == [
        (f"tenant {tenant.id}: another program writes this log; no rows come of it", None)
    ]


async def test_it_keeps_no_generation_from_being_switched_to(house: Any) -> None:
    tenant = await house.tenant()
    await write(house, tenant, *[b"not an entry"] * 20)
    await house.worker([OLD], [Cast]).catch_up()
    new = house.worker([NEW], [Cast])
    await new.catch_up()
    states = {each.generation: each.state for each in await new.status()}
    assert states[(await new.generation()).name] == "current"


async def test_what_it_has_copied_from_another_tenants_log_is_not_folded(house: Any) -> None:
    town, other = await house.tenant(), await house.tenant()
    await house.happen(town, Cast(box="a"))
    (copied,) = await house.log.read_after(town.id, 0, 1)
    assert entry.decode(copied.entry).tenant == town.id
    await write(house, other, copied.entry)
    worker = house.worker([OLD], [Cast])
    await worker.catch_up()
    assert await house.rows(other, await worker.generation(), OLD) == {}
    assert len(await house.rows(town, await worker.generation(), OLD)) == 1


async def test_bytes_that_cannot_be_read_in_the_platforms_own_log_are_an_error(house: Any) -> None:
    tenant = await house.tenant()
    await house.happen(tenant, Cast(box="a"))
    await write(house, tenant, b"not an entry")
    with pytest.raises(Exception, match="event 2"):
        await house.worker([OLD], [Cast]).catch_up()
