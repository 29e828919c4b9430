"""Rows are what folding the whole log by hand would give, however it is cut into batches."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct, field
from msgspec.structs import replace

from taizhang.events.event import Event
from taizhang.projections.batch import Version
from taizhang.projections.row import At, Row, folds
from taizhang.projections.write import load, write

pytestmark = pytest.mark.anyio


class Line(Struct, frozen=True):
    text: str
    yuan: Decimal


class Opened(Event, name="test.opened"):
    ticket: str
    year: int


class Noted(Event, name="test.noted"):
    tickets: list[str]
    year: int
    line: Line


class Closed(Event, name="test.closed"):
    ticket: str
    year: int


class Elsewhere(Event, name="test.elsewhere"):
    """No release that the tests run knows it."""

    what: str


class Ticket(Row, key=("ticket", "year")):
    ticket: str
    year: int
    lines: list[Line] = field(default_factory=list)
    total: Decimal = Decimal(0)
    last: str | None = None


class Count(Row, key=("year",), history=False):
    year: int
    opened: int = 0


@folds(Ticket, Opened, ("ticket", "year"))
def _(row: Ticket | None, event: Opened, at: At) -> Ticket | None:
    return row or Ticket(ticket=event.ticket, year=event.year)


@folds(Ticket, Noted, lambda event: [(ticket, event.year) for ticket in event.tickets])
def _(row: Ticket | None, event: Noted, at: At) -> Ticket | None:
    if row is None:
        return None
    lines = [*row.lines, event.line]
    return replace(row, lines=lines, total=row.total + event.line.yuan, last=at.actor)


@folds(Ticket, Closed, ("ticket", "year"))
def _(row: Ticket | None, event: Closed, at: At) -> Ticket | None:
    return None


@folds(Count, Opened, "year")
def _(row: Count | None, event: Opened, at: At) -> Count | None:
    before = row or Count(year=event.year)
    return replace(before, opened=before.opened + 1)


ROWS = (Ticket, Count)
KNOWN = (Opened, Noted, Closed)

ticket, year = st.sampled_from(["甲", "乙", "丙"]), st.sampled_from([2015, 2016])
line = st.builds(Line, st.sampled_from(["修路", "通水"]), st.decimals(0, 9, places=2))
event = st.one_of(
    st.builds(Opened, ticket=ticket, year=year),
    st.builds(Noted, tickets=st.lists(ticket, max_size=3), year=year, line=line),
    st.builds(Closed, ticket=ticket, year=year),
    st.builds(Elsewhere, what=st.just("?")),
)


def by_hand(events: list[Event]) -> tuple[list[Any], dict[Any, Any], dict[Any, Any]]:
    """All versions of tickets, the tickets at the end, and the counts at the end."""
    versions: list[Any] = []
    tickets: dict[Any, Ticket] = {}
    counts: dict[Any, Count] = {}
    for position, happened in enumerate(events, 1):
        match happened:
            case Opened(ticket=name, year=at):
                counts[at,] = Count(year=at, opened=counts.get((at,), Count(year=at)).opened + 1)
                if (name, at) not in tickets:
                    tickets[name, at] = Ticket(ticket=name, year=at)
                    versions.append((position, (name, at), tickets[name, at]))
            case Noted(tickets=names, year=at, line=added):
                for key in dict.fromkeys((name, at) for name in names):
                    if (old := tickets.get(key)) is not None:
                        total, lines = old.total + added.yuan, [*old.lines, added]
                        tickets[key] = replace(old, lines=lines, total=total, last="clerk")
                        versions.append((position, key, tickets[key]))
            case Closed(ticket=name, year=at):
                if tickets.pop((name, at), None) is not None:
                    versions.append((position, (name, at), None))
    return versions, tickets, counts


def as_of(versions: list[Any], position: int) -> dict[Any, Any]:
    """What an `asOf` query reads from the history: the last version of each row."""
    last = {key: row for at, key, row in versions if at <= position}
    return {key: row for key, row in last.items() if row is not None}


def in_order(versions: list[Any]) -> list[Any]:
    return sorted(versions, key=lambda version: version[:2])


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(events=st.lists(event, min_size=1, max_size=25), batch=st.integers(1, 9))
async def test_current_rows_and_history_are_those_of_folding_by_hand(
    house: Any, events: list[Event], batch: int
) -> None:
    tenant = await house.tenant()
    await house.happen(tenant, *events)
    runner = await house.runner(ROWS, KNOWN)
    while await runner.run(tenant.id, at_most=batch):
        pass

    versions, tickets, counts = by_hand(events)
    assert await house.rows(tenant, runner.generation, Ticket) == tickets
    assert await house.rows(tenant, runner.generation, Count) == counts
    history = await house.history(tenant, runner.generation, Ticket)
    assert in_order(history) == in_order(versions)
    for position in range(len(events) + 1):
        assert as_of(history, position) == by_hand(events[:position])[1]


async def test_a_version_tells_where_it_comes_from(house: Any) -> None:
    tenant = await house.tenant()
    await house.happen(tenant, Elsewhere(what="?"))
    await house.happen(tenant, Opened(ticket="甲", year=2015), actor="zhang")
    runner = await house.runner(ROWS, KNOWN)
    await runner.run(tenant.id)

    schema = runner.generation.schema
    columns = "position_, recorded_at_, on_, actor_, event_"
    event = await house.owner.fetchrow(
        "select position, recorded_at from log.event where tenant_id = $1 and position = 2",
        tenant.id,
    )
    for table in ("ticket", "ticket_history"):
        origin = await house.owner.fetchrow(
            f"select {columns} from {schema}.{table} where tenant_id = $1", tenant.id
        )
        assert origin["event_"] == "test.opened"
        assert origin["actor_"] == "zhang"
        assert (origin["position_"], origin["recorded_at_"]) == tuple(event)
        assert origin["on_"].isoformat() == "2015-12-20"


async def test_an_unknown_event_moves_the_cursor_and_nothing_else(house: Any) -> None:
    tenant = await house.tenant()
    await house.happen(tenant, Elsewhere(what="?"), Elsewhere(what="?"))
    runner = await house.runner(ROWS, KNOWN)

    assert await runner.run(tenant.id) == 2
    assert await runner.run(tenant.id) == 0
    assert await house.rows(tenant, runner.generation, Ticket) == {}


async def test_tenants_share_tables_and_never_rows(house: Any) -> None:
    one, other = await house.tenant(), await house.tenant()
    await house.happen(one, Opened(ticket="甲", year=2015))
    await house.happen(other, Opened(ticket="甲", year=2015), Closed(ticket="甲", year=2015))
    runner = await house.runner(ROWS, KNOWN)
    await runner.run(one.id)
    await runner.run(other.id)

    generation = runner.generation
    assert list(await house.rows(one, generation, Ticket)) == [("甲", 2015)]
    assert await house.rows(other, generation, Ticket) == {}
    async with house.projector.acquire() as connection:
        await connection.work_for(other.id)
        seen = await connection.fetch(f"select tenant_id from {generation.schema}.ticket_history")
    assert {row["tenant_id"] for row in seen} == {other.id}


async def test_statements_name_their_tenant_even_where_no_policy_would_stop_them(
    house: Any,
) -> None:
    """`owner` is a superuser, to whom row-level security does not apply."""
    one, other = await house.tenant(), await house.tenant()
    for tenant in (one, other):
        await house.happen(tenant, Opened(ticket="甲", year=2015))
    runner = await house.runner(ROWS, KNOWN)
    for tenant in (one, other):
        await runner.run(tenant.id)
    schema, place = runner.generation.schema, (Ticket, ("甲", 2015))
    at = At((), 9, datetime(2015, 12, 20, tzinfo=UTC), date(2015, 12, 20), "clerk", "test.closed")

    await write(house.owner, schema, one.id, [Version(*place, None, at)])
    assert await load(house.owner, schema, one.id, [place]) == {}
    assert list(await load(house.owner, schema, other.id, [place])) == [place]
