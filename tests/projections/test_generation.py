"""A release's rows have tables of their own; readers change over when they are filled."""

import asyncio
from typing import Annotated, Any

import pytest
from msgspec import Meta, Struct, field

from taizhang.events.event import Event
from taizhang.events.tags import Tag
from taizhang.projections import generation
from taizhang.projections.generation import generation_of
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


@pytest.mark.parametrize(
    ("state", "is_read"), [("current", True), ("kept", True), ("building", False)]
)
async def test_a_release_reads_its_own_rows_unless_they_are_being_built(
    new_house: Any, state: str, is_read: bool
) -> None:
    own, others = [row_type()], [row_type(int)]
    made = await new_house.generation(*own)
    await new_house.generation(*others)
    await new_house.owner.execute(
        "update projections.generation set state = case generation when $1 then $2 else 'kept' end",
        made.name,
        state,
    )
    async with new_house.projector.acquire() as connection:
        found = await generation.readable(connection, generation.shape_of(own))
    assert found == (made if is_read else None)


async def test_readers_may_read_and_not_write(new_house: Any) -> None:
    made = await new_house.generation(row_type())
    rights = await new_house.owner.fetchrow(
        "select has_table_privilege('taizhang_reader', $1, 'select'),"
        " has_table_privilege('taizhang_app', $1, 'select'),"
        " has_table_privilege('taizhang_app', $1, 'insert, update, delete')",
        f"{made.schema}.ticket_history",
    )
    assert tuple(rights) == (True, True, False)
