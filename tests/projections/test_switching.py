"""Readers change over to a generation that is close to every log, and back to one that is kept."""

from typing import Any

import pytest

from taizhang.errors import Refused
from taizhang.events.event import Event
from taizhang.projections import switching
from taizhang.projections.generation import Generation
from taizhang.projections.row import Row, folds

pytestmark = pytest.mark.anyio


class Opened(Event, name="test.opened"):
    ticket: str


def row_type(version: int = 1) -> type[Row]:
    """A release's idea of a ticket."""

    class Ticket(Row, key=("ticket",), version=version):
        ticket: str

    folds(Ticket, Opened, "ticket")(lambda row, event, at: Ticket(ticket=event.ticket))
    return Ticket


OLD, NEW = row_type(1), row_type(2)


@pytest.fixture
def house(new_house: Any) -> Any:
    """Switching is about all tenants of a database: each test has one of its own."""
    return new_house


async def states(house: Any) -> dict[str, str]:
    rows = await house.owner.fetch("select generation, state from projections.generation")
    return {row["generation"]: row["state"] for row in rows}


async def switch(house: Any, name: str, within: int = 5) -> None:
    async with house.scheduler.acquire() as scheduler, house.projector.acquire() as projector:
        await switching.switch(scheduler, projector, name, within=within)


async def switch_when_filled(house: Any, to: Generation) -> bool:
    async with house.scheduler.acquire() as scheduler, house.projector.acquire() as projector:
        return await switching.switch_when_filled(scheduler, projector, to.name)


async def test_a_changed_row_type_is_filled_beside_the_old_one_then_switched(house: Any) -> None:
    tenant = await house.tenant()
    await house.happen(tenant, *[Opened(ticket=f"t{n}") for n in range(9)])
    old = await house.runner([OLD], [Opened])
    await old.run(tenant.id)
    new = await house.runner([NEW], [Opened])

    assert await states(house) == {old.generation.name: "current", new.generation.name: "building"}
    assert not await switch_when_filled(house, new.generation)
    await new.run(tenant.id, at_most=4)
    assert await switch_when_filled(house, new.generation)
    assert await states(house) == {old.generation.name: "kept", new.generation.name: "current"}
    assert len(await house.rows(tenant, old.generation, OLD)) == 9
    assert len(await house.rows(tenant, new.generation, NEW)) == 4


async def test_one_tenant_that_is_far_behind_keeps_readers_where_they_are(house: Any) -> None:
    near, far = await house.tenant(), await house.tenant()
    await house.happen(near, Opened(ticket="t"))
    await house.happen(far, *[Opened(ticket="t")] * 6)
    old = house.worker([OLD], [Opened])
    await old.catch_up()
    new = await house.runner([NEW], [Opened])
    await new.run(near.id)
    assert not await switch_when_filled(house, new.generation)
    assert (await states(house))[(await old.generation()).name] == "current"


async def test_what_readers_do_not_see_yet_is_not_waited_for(house: Any) -> None:
    """Else a town that writes without pause would never get its new rows."""
    tenant = await house.tenant()
    await house.happen(tenant, *[Opened(ticket="t")] * 30)
    old, new = await house.runner([OLD], [Opened]), await house.runner([NEW], [Opened])
    await old.run(tenant.id, at_most=10)
    await new.run(tenant.id, at_most=4)
    assert not await switch_when_filled(house, new.generation)
    await new.run(tenant.id, at_most=1)
    assert await switch_when_filled(house, new.generation)


async def test_what_readers_see_of_a_history_that_was_lost_is_not_waited_for(house: Any) -> None:
    """After a restore they are ahead of the log."""
    tenant = await house.tenant()
    await house.happen(tenant, *[Opened(ticket="t")] * 9)
    old = house.worker([OLD], [Opened])
    await old.catch_up()
    new = await house.runner([NEW], [Opened])
    await new.run(tenant.id)
    await house.owner.execute(
        "update projections.cursor set position = 100 where generation = $1",
        (await old.generation()).name,
    )
    assert await switch_when_filled(house, new.generation)


async def test_a_refusal_names_the_tenant_that_is_farthest_behind_and_how_far(house: Any) -> None:
    near, far = await house.tenant(), await house.tenant()
    await house.happen(near, *[Opened(ticket="t")] * 6)
    await house.happen(far, *[Opened(ticket="t")] * 7)
    await house.worker([OLD], [Opened]).catch_up()
    new = await house.generation(NEW)
    with pytest.raises(Refused) as refused:
        await switch(house, new.name)
    (reason,) = refused.value.reasons
    assert refused.value.code == "projections.too_far_behind"
    assert reason.values == {
        "generation": new.name, "tenant": str(far.id), "lag": 7, "within": 5, "count": 2,
    }  # fmt: skip


async def test_the_way_back_is_to_a_kept_generation_that_is_close(house: Any) -> None:
    old, new = await house.generation(OLD), await house.generation(NEW)
    assert await switch_when_filled(house, new)
    await switch(house, old.name)
    assert await states(house) == {old.name: "current", new.name: "kept"}


async def test_an_older_releases_worker_keeps_the_way_back_open(house: Any) -> None:
    tenant = await house.tenant()
    old, new = house.worker([OLD], [Opened]), house.worker([NEW], [Opened])
    await old.catch_up()
    await new.catch_up()
    for n in range(3):
        await house.happen(tenant, *[Opened(ticket=f"t{n}-{m}") for m in range(9)])
        await old.catch_up()
        await new.catch_up()
    name = (await old.generation()).name
    await switch(house, name, within=0)
    assert (await states(house))[name] == "current"
    assert len(await house.rows(tenant, await old.generation(), OLD)) == 27


async def test_a_worker_does_not_undo_the_operators_way_back(house: Any) -> None:
    tenant = await house.tenant()
    await house.happen(tenant, Opened(ticket="t"))
    old, new = house.worker([OLD], [Opened]), house.worker([NEW], [Opened])
    await old.catch_up()
    await new.catch_up()
    await switch(house, (await old.generation()).name)
    for worker in (new, house.worker([NEW], [Opened])):
        await house.happen(tenant, Opened(ticket="t"))
        await worker.catch_up()
    assert (await states(house))[(await new.generation()).name] == "kept"


async def test_a_worker_that_comes_late_does_not_switch_to_a_kept_one(house: Any) -> None:
    """It found the generation building; another one switched to it, and an operator went back."""
    old, new = await house.generation(OLD), await house.generation(NEW)
    assert await switch_when_filled(house, new)
    await switch(house, old.name)
    assert not await switch_when_filled(house, new)
    assert await states(house) == {old.name: "current", new.name: "kept"}


async def test_switching_to_what_is_current_changes_nothing(house: Any) -> None:
    old = await house.generation(OLD)
    await switch(house, old.name)
    assert await states(house) == {old.name: "current"}


async def test_an_unknown_generation_is_refused_with_those_that_there_are(house: Any) -> None:
    old = await house.generation(OLD)
    with pytest.raises(Refused, match=f"没有数据代“nope”；现有：{old.name}"):
        await switch(house, "nope")
