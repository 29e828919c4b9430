"""A release's rows have tables of their own; readers change over when they are filled."""

import asyncio
from typing import Annotated, Any

import pytest
from msgspec import Meta, Struct, field

from taizhang.events.event import Event
from taizhang.events.tags import Tag
from taizhang.projections import generation
from taizhang.projections.generation import Generation, generation_of
from taizhang.projections.row import Row, folds

pytestmark = pytest.mark.anyio


class Opened(Event, name="test.opened"):
    ticket: str


class Closed(Event, name="test.closed"):
    ticket: str


def row_type(
    kind: Any = str, events: tuple[type[Event], ...] = (Opened,), item: Any = int, **config: Any
) -> type[Row]:
    """A release's idea of a ticket."""

    class Item(Struct, frozen=True):
        worth: item

    class Ticket(Row, key=("ticket",), **config):
        ticket: str
        of: kind | None = None
        items: list[Item] = field(default_factory=list)

    for event in events:
        folds(Ticket, event, "ticket")(lambda row, event, at: Ticket(ticket=event.ticket))
    return Ticket


def test_the_same_rows_are_the_same_generation_in_any_order() -> None:
    class Other(Row, key=("a",)):
        a: str

    ticket = row_type()
    assert generation_of([ticket, Other]) == generation_of([Other, row_type()])


@pytest.mark.parametrize(
    "changed",
    [
        row_type(int),
        row_type(Annotated[str, Tag("unit")]),
        row_type(item=str),
        row_type(events=(Opened, Closed)),
        row_type(version=2),
        row_type(history=False),
    ],
    ids=["column", "index", "nested", "fold", "version", "history"],
)
def test_what_the_tables_hold_makes_another_generation(changed: type[Row]) -> None:
    assert generation_of([changed]) != generation_of([row_type()])


def test_a_title_makes_no_other_generation() -> None:
    titled = row_type(
        Annotated[str, Meta(title="单位", description="As on its seal")], title="台账"
    )
    assert generation_of([titled]) == generation_of([row_type()])


async def states(house: Any) -> dict[str, str]:
    rows = await house.owner.fetch("select generation, state from projections.generation")
    return {row["generation"]: row["state"] for row in rows}


async def switch(house: Any, to: Generation, within: int = 5) -> bool:
    async with house.scheduler.acquire() as scheduler, house.projector.acquire() as projector:
        return await generation.switch(scheduler, projector, to, within=within)


async def test_the_first_generation_is_current_at_once(new_house: Any) -> None:
    first = await new_house.generation(row_type())
    async with new_house.app.acquire() as reader:
        assert await generation.current(reader) == first


async def test_before_the_first_worker_there_is_none(new_house: Any) -> None:
    async with new_house.app.acquire() as reader:
        assert await generation.current(reader) is None


async def test_workers_that_start_together_make_the_tables_once(new_house: Any) -> None:
    rows = [row_type() for _ in range(4)]
    made = await asyncio.gather(*map(new_house.generation, rows))
    assert len(set(map(repr, made))) == 1
    assert await states(new_house) == {made[0].name: "current"}


async def test_tables_that_cannot_be_made_leave_no_generation(new_house: Any) -> None:
    ticket = row_type()
    with pytest.raises(Exception, match="already exists"):
        await new_house.generation(ticket, ticket)
    assert await states(new_house) == {}


async def test_a_changed_row_type_is_filled_beside_the_old_one_then_switched(
    new_house: Any,
) -> None:
    house = new_house
    old_row, new_row = row_type(), row_type(version=2)
    tenant = await house.tenant()
    await house.happen(tenant, *[Opened(ticket=f"t{n}") for n in range(9)])
    old = await house.runner([old_row], [Opened])
    await old.run(tenant.id)
    new = await house.runner([new_row], [Opened])

    assert await states(house) == {old.generation.name: "current", new.generation.name: "building"}
    assert not await switch(house, new.generation)
    await new.run(tenant.id, at_most=4)
    assert await switch(house, new.generation)
    assert await states(house) == {old.generation.name: "kept", new.generation.name: "current"}
    assert len(await house.rows(tenant, old.generation, old_row)) == 9
    assert len(await house.rows(tenant, new.generation, new_row)) == 4


async def test_one_tenant_that_is_far_behind_keeps_readers_where_they_are(new_house: Any) -> None:
    house = new_house
    near, far = await house.tenant(), await house.tenant()
    await house.happen(near, Opened(ticket="t"))
    await house.happen(far, *[Opened(ticket="t")] * 6)
    old, new = await house.generation(row_type()), await house.runner([row_type(int)], [Opened])
    await new.run(near.id)
    assert not await switch(house, new.generation)
    assert (await states(house))[old.name] == "current"


async def test_the_way_back_is_to_a_kept_generation_that_is_close(new_house: Any) -> None:
    house = new_house
    old, new = await house.generation(row_type()), await house.generation(row_type(int))
    assert await switch(house, new)
    assert await switch(house, old)
    assert await states(house) == {old.name: "current", new.name: "kept"}


async def test_switching_to_what_is_current_changes_nothing(new_house: Any) -> None:
    old = await new_house.generation(row_type())
    assert await switch(new_house, old)
    assert await states(new_house) == {old.name: "current"}


async def test_readers_may_read_and_not_write(new_house: Any) -> None:
    made = await new_house.generation(row_type())
    rights = await new_house.owner.fetchrow(
        "select has_table_privilege('taizhang_reader', $1, 'select'),"
        " has_table_privilege('taizhang_app', $1, 'select'),"
        " has_table_privilege('taizhang_app', $1, 'insert, update, delete')",
        f"{made.schema}.ticket_history",
    )
    assert tuple(rights) == (True, True, False)
