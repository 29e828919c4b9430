"""Many versions at once go another way into their tables than a few, and come to the same."""

from datetime import UTC, date, datetime
from typing import Annotated, Any

import pytest
from msgspec import field
from msgspec.structs import replace

from taizhang.events.event import Event
from taizhang.events.tags import Tag
from taizhang.projections.batch import Version
from taizhang.projections.row import At, Row, folds
from taizhang.projections.row_statements import statements_of
from taizhang.projections.runner import PLANS
from taizhang.projections.write import write

pytestmark = pytest.mark.anyio

Village = Annotated[str, Tag("village")]


class Told(Event, name="test.told"):
    ticket: str
    word: str


class Closed(Event, name="test.closed"):
    ticket: str


class Ticket(Row, key=("ticket",)):
    ticket: str
    village: Village
    last: str | None = None
    words: list[str] = field(default_factory=list)


class Count(Row, key=("ticket",), history=False):
    ticket: str
    told: int = 0


@folds(Ticket, Told, "ticket")
def _(row: Ticket | None, event: Told, at: At) -> Ticket | None:
    before = row or Ticket(ticket=event.ticket, village="金桂村")
    return replace(before, last=event.word, words=[*before.words, event.word][-2:])


@folds(Ticket, Closed, "ticket")
def _(row: Ticket | None, event: Closed, at: At) -> Ticket | None:
    return None


@folds(Count, Told, "ticket")
def _(row: Count | None, event: Told, at: At) -> Count | None:
    before = row or Count(ticket=event.ticket)
    return replace(before, told=before.told + 1)


ROWS, EVENTS = (Ticket, Count), (Told, Closed)
STORY: list[Event] = [Told(ticket=f"甲{n % 7}", word=f'第 {n} 句 \\ "\n') for n in range(150)]
STORY[70:70] = STORY[90:90] = [Closed(ticket="甲3")]
STORY += [Closed(ticket="甲4")]


async def told(house: Any, at_most: int) -> tuple[Any, Any]:
    tenant = await house.tenant()
    await house.happen(tenant, *STORY)
    runner = await house.runner(ROWS, EVENTS)
    while await runner.run(tenant.id, at_most=at_most):
        pass
    return tenant, runner.generation


async def test_one_large_batch_leaves_what_many_small_ones_do(house: Any) -> None:
    few, generation = await told(house, 10)
    many, _ = await told(house, 1_000)
    for row in ROWS:
        assert await house.rows(many, generation, row) == await house.rows(few, generation, row)
    history = await house.history(many, generation, Ticket)
    assert history == await house.history(few, generation, Ticket)
    assert [at for at, _, _ in history] == list(range(1, len(STORY) + 1))


@pytest.mark.parametrize("many", [1, 150], ids=["as arrays", "copied"])
async def test_each_version_says_whether_its_text_is_plain(house: Any, many: int) -> None:
    tenant, runner = await house.tenant(), await house.runner(ROWS, EVENTS)
    words = {f"甲{n}": word for n, word in enumerate(["路", '"', "\\", "\n", None] * many)}
    versions = [
        Version(Ticket, (key,), (key, "金桂村", word, "[]"), _at(n))
        for n, (key, word) in enumerate(words.items(), 1)
    ]
    schema = runner.generation.schema
    async with house.projector.acquire() as connection:
        await connection.work_for(tenant.id)
        async with connection.transaction():
            await write(connection, schema, tenant.id, versions)
        for table in ("ticket", "ticket_history"):
            found = await connection.fetch(f"select ticket, plain_ from {schema}.{table}")
            assert dict(found) == {key: word in ("路", None) for key, word in words.items()}


@pytest.mark.parametrize("many", [1, 150], ids=["as arrays", "copied"])
async def test_a_row_that_is_plain_no_more_says_so(house: Any, many: int) -> None:
    tenant, runner = await house.tenant(), await house.runner(ROWS, EVENTS)
    await house.happen(tenant, *(Told(ticket=f"甲{n}", word="路") for n in range(many)))
    await runner.run(tenant.id)
    await house.happen(tenant, *(Told(ticket=f"甲{n}", word='"') for n in range(many)))
    await runner.run(tenant.id)
    async with house.projector.acquire() as connection:
        await connection.work_for(tenant.id)
        plain = f"select distinct plain_ from {runner.generation.schema}.ticket"
        assert [row["plain_"] for row in await connection.fetch(plain)] == [False]


async def test_what_is_written_twice_in_a_transaction_is_kept_once(house: Any) -> None:
    tenant, runner = await house.tenant(), await house.runner(ROWS, EVENTS)
    schema = runner.generation.schema

    def versions(since: int) -> list[Version]:
        return [
            Version(Count, (f"甲{n}",), (f"甲{n}", n), _at(n)) for n in range(since, since + 120)
        ]

    async with house.projector.acquire() as connection:
        await connection.work_for(tenant.id)
        async with connection.transaction():
            await write(connection, schema, tenant.id, versions(0))
            await connection.execute(f"update {schema}.count set told = -1")
            await write(connection, schema, tenant.id, versions(120))
    rows = await house.rows(tenant, runner.generation, Count)
    assert {row.told for row in rows.values()} == {-1, *range(120, 240)}


def _at(position: int) -> At:
    noon = datetime(2015, 12, 20, tzinfo=UTC)
    return At((), position, noon, date(2015, 12, 20), "clerk", "test.told")


@pytest.mark.parametrize("statement", ["load", "delete"])
async def test_rows_are_found_by_their_key_before_anybody_has_counted_them(
    house: Any, statement: str
) -> None:
    """Without statistics the index on `village`, which ends with the key, looks just as good."""
    tenant, runner = await house.tenant(), await house.runner(ROWS, EVENTS)
    sql = getattr(statements_of(runner.generation.schema, Ticket), statement)
    async with house.projector.acquire() as connection:
        await connection.work_for(tenant.id)
        async with connection.transaction():
            await connection.execute(PLANS)
            plan = await connection.fetch(f"explain {sql}", tenant.id, ["甲"])
    used = [line for (line,) in plan if "Scan" in line and " t" in line]
    assert len([line for line in used if "ticket_pkey" in line]) == 1, plan
