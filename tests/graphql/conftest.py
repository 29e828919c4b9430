"""A county's two towns with sixty events each, in PostgreSQL and in memory, to compare."""

import asyncio
import enum
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

import asyncpg
import msgspec
import pytest
from graphql import build_schema
from msgspec import Meta

from taizhang.app import installed
from taizhang.database.embedded import Server
from taizhang.events.personal import Personal
from taizhang.events.tags import Tag
from taizhang.projections.columns import stored, table_name
from taizhang.projections.generation import Generation
from taizhang.projections.row import Row
from taizhang.projections.tables import OPEN, PLAIN, history_table, quoted, statements
from taizhang.projections.values import layout
from taizhang_graphql.engine import Engine
from taizhang_graphql.exchange import Answer, Media, Request, Scope
from taizhang_graphql.limits import Limits
from taizhang_graphql.schema import schema_text
from taizhang_migrations.files import read

GENERATION = "rows_test"
START = datetime(2015, 12, 1, 8, tzinfo=UTC)
ORGANISATION, TICKET = Tag("organisation"), Tag("ticket")
ODD = ("", ' "好"', " \\", "\n\x01")
"""Ends of names: what JSON has to escape, and what not."""


class State(enum.Enum):
    OPEN = "open"
    CLOSED = "closed"


class Organisation(Row, key=("organisation",), title="单位"):
    """A village or unit that is assessed."""

    organisation: Annotated[str, ORGANISATION]
    name: Annotated[str, Meta(title="名称", description="As on its seal")]
    parent: Annotated[str | None, ORGANISATION] = None
    grade: Literal["好", "较好", "差"] | None = None
    secretary: str | None = None
    phone: Annotated[str | None, Personal("secretary")] = None


class Ticket(Row, key=("ticket",), title="问题台账"):
    """A problem that has to be put right."""

    ticket: Annotated[str, TICKET]
    organisation: Annotated[str, ORGANISATION]
    assignee: Annotated[str | None, ORGANISATION] = None
    state: State
    source: Literal["visit", "report"] | None = None
    days_open: int
    score: Annotated[int, Meta(ge=0, le=100)]
    fine: Decimal | None = None
    due: date | None = None
    seen_at: datetime | None = None
    weight: float
    urgent: bool
    reference: UUID
    seal: bytes | None = None
    notes: list[str]


class Counter(Row, key=("organisation", "year"), title="计数", history=False):
    """How many reports a year; a hot row without history."""

    organisation: Annotated[str, ORGANISATION]
    year: int
    reports: int


class Board(Row, key=("organisation",), title="看板", plural="Boards"):
    """One line of the board for each organisation."""

    organisation: Annotated[str, ORGANISATION]
    open_tickets: int


ROWS: tuple[type[Row], ...] = (Organisation, Ticket, Counter, Board)


@dataclass
class Version:
    row: type[Row]
    tenant: UUID
    key: tuple[Any, ...]
    position: int
    recorded_at: datetime
    value: Any


@dataclass
class World:
    """All versions of all rows, and the plain way to look things up in them."""

    tenants: dict[str, UUID] = field(
        default_factory=lambda: {"santang": UUID(int=1), "xinshao": UUID(int=2)}
    )
    versions: list[Version] = field(default_factory=list)
    phones: dict[tuple[UUID, str], str] = field(default_factory=dict)
    erased: set[tuple[UUID, str]] = field(default_factory=set)
    """Of p2, a phone was entered again afterwards."""
    head: int = 60
    rows: tuple[type[Row], ...] = ROWS

    def of(
        self, name: str, *tenants: str, position: int | None = None, time: datetime | None = None
    ) -> list[Any]:
        """The rows of a type, by key, as of then."""
        wanted = [self.tenants[slug] for slug in tenants or ("santang",)]
        latest: dict[tuple[Any, ...], Any] = {}
        for v in self.versions:
            early = (position is None or v.position <= position) and (
                time is None or v.recorded_at <= time
            )
            if v.row.__name__ == name and v.tenant in wanted and early:
                latest[(v.tenant, *v.key)] = v.value
        return [value for _, value in sorted(latest.items()) if value is not None]

    def history(self, name: str, tenant: str, *key: Any) -> list[Version]:
        """The versions of one row, newest first."""
        found = [
            v
            for v in self.versions
            if (v.row.__name__, v.tenant, v.key) == (name, self.tenants[tenant], key)
        ]
        return found[::-1]


def _make_world() -> World:
    world = World()
    for number, tenant in enumerate(world.tenants.values()):
        dice = random.Random(number)
        for position in range(1, world.head + 1):
            at = START + timedelta(hours=position, microseconds=position)
            value, gone = _event(dice, position)
            key = tuple(getattr(value, name) for name in type(value).row_key)
            kept = None if gone else value
            world.versions.append(Version(type(value), tenant, key, position, at, kept))
        for person in range(4):
            world.phones[tenant, f"p{person}"] = f"1380000{number}{person}"
    world.erased = {(world.tenants["santang"], person) for person in ("p2", "p9")}
    return world


def _event(dice: random.Random, position: int) -> tuple[Row, bool]:
    village = f"v{dice.randrange(6)}"
    parent = f"v{dice.randrange(6)}"
    gone = position > 10 and dice.random() < 0.15
    match dice.randrange(10):
        case 0 | 1 | 2:
            return Organisation(
                organisation=village,
                name=f"{village}村 {position}{ODD[position % len(ODD)]}",
                parent=dice.choice([None, parent]),
                grade=dice.choice([None, "好", "较好", "差"]),
                secretary=dice.choice([None, "p1", "p2", "p9"]),
            ), gone
        case 3:
            year = dice.randrange(2012, 2015)
            return Counter(organisation=village, year=year, reports=position), False
        case 4:
            return Board(organisation=village, open_tickets=position), gone
        case _:
            return _ticket(dice, village), gone


def _ticket(dice: random.Random, village: str) -> Ticket:
    return Ticket(
        ticket=f"t{dice.randrange(12):02}",
        organisation=village,
        assignee=dice.choice([None, "v1", "v2"]),
        state=dice.choice(list(State)),
        source=dice.choice([None, "visit", "report"]),
        days_open=dice.choice([0, 1, 2, 2**40]),
        score=dice.randrange(4),
        fine=dice.choice([None, Decimal("7.20"), Decimal("0.10"), Decimal(-3)]),
        due=dice.choice([None, date(2015, 12, 20), date(2016, 1, 4)]),
        seen_at=dice.choice([None, START, START + timedelta(microseconds=5)]),
        weight=dice.choice([0.1, 2.5, -1e300]),
        urgent=dice.random() < 0.5,
        reference=UUID(int=dice.randrange(5)),
        seal=dice.choice([None, b"", bytes(range(90))]),
        notes=dice.choice([[], ['"好"', "\\"]]),
    )


@dataclass
class Reply:
    answer: Answer
    statements: list[str]

    @property
    def json(self) -> Any:
        return json.loads(self.answer.body)

    @property
    def data(self) -> Any:
        assert "errors" not in self.json, self.json["errors"]
        return self.json["data"]

    @property
    def error(self) -> Any:
        (error,) = self.json["errors"]
        return error

    @property
    def code(self) -> str:
        return str(self.error["extensions"]["code"])


@dataclass
class Asking:
    """Asks an engine through a connection that row-level security holds for."""

    run: Callable[[Any], Any]
    connection: Any
    engine: Engine
    world: World

    def scope(self, *tenants: str, personal: bool = True, **other: Any) -> Scope:
        slugs = tenants or ("santang",)
        known = {self.world.tenants[slug]: slug for slug in slugs}
        settings = {"generation": Generation("test", GENERATION), "personal": personal} | other
        return Scope(known, **settings)

    def __call__(
        self,
        query: str,
        variables: dict[str, Any] | None = None,
        *,
        tenants: tuple[str, ...] = ("santang",),
        limits: Limits | None = None,
        operation: str | None = None,
        media: Media = Media.RESPONSE,
        **scope: Any,
    ) -> Reply:
        engine = Engine(self.world.rows, limits) if limits else self.engine
        request = Request(query, variables or {}, operation, media)
        sent: list[str] = []

        async def answer() -> Answer:
            with self.connection.query_logger(lambda record: sent.append(record.query)):
                return await engine.answer(self.connection, self.scope(*tenants, **scope), request)

        return Reply(self.run(answer()), sent)


@pytest.fixture(scope="session")
def installed_text() -> str:
    """The schema of the core and the plugins."""
    return schema_text(installed()[0].rows)


@pytest.fixture(scope="session")
def installed_types(installed_text: str) -> dict[str, Any]:
    """Its types by name."""
    return dict(build_schema(installed_text).type_map)


@pytest.fixture(scope="session")
def world() -> World:
    return _make_world()


@pytest.fixture(scope="session")
def run() -> Iterator[Callable[[Any], Any]]:
    with asyncio.Runner() as runner:
        yield runner.run


@pytest.fixture(scope="session")
def database(server: Server, run: Callable[[Any], Any], world: World) -> Server:
    run(_fill(server, world))
    return server


@pytest.fixture(scope="session")
def engine(world: World) -> Engine:
    return Engine(world.rows)


@pytest.fixture(scope="session")
def ask(
    database: Server, run: Callable[[Any], Any], engine: Engine, world: World
) -> Iterator[Asking]:
    connection = run(asyncpg.connect(database.dsn("graphql_reader")))
    yield Asking(run, connection, engine, world)
    run(connection.close())


_PREPARATION = """
    create role graphql_reader login;
    create schema log;
    grant usage on schema log to public;
    create function log.set_tenants() returns uuid[] language sql stable parallel safe as $$
      select string_to_array(nullif(current_setting('taizhang.tenants', true), ''), ',')::uuid[]
    $$;
    create table log.tenant_head (
      tenant_id uuid primary key, position bigint, incarnation uuid
    );
    create table log.event (
      tenant_id uuid, position bigint, recorded_at timestamptz, primary key (tenant_id, position)
    );
    grant select on log.tenant_head, log.event to public;
    create schema projections;
    grant usage on schema projections to public;
    create table projections.personal (
      tenant_id uuid, person text, field text, value text, primary key (tenant_id, person, field)
    );
    create table projections.erased (
      tenant_id uuid, person text, position bigint, primary key (tenant_id, person)
    );
    alter table projections.erased enable row level security;
    create policy tenant on projections.erased using (tenant_id = any (log.set_tenants()));
    grant select on projections.erased to public;
    create table projections.cursor (
      tenant_id uuid, generation text, position bigint, incarnation uuid, mended bigint,
      primary key (tenant_id, generation)
    );
    alter table projections.cursor enable row level security;
    create policy tenant on projections.cursor using (tenant_id = any (log.set_tenants()));
    grant select on projections.cursor to public;
    create table projections.personal_state (tenant_id uuid primary key, changes bigint);
    grant select on projections.personal_state to public;
    alter table projections.personal enable row level security;
    create policy tenant on projections.personal using (tenant_id = any (log.set_tenants()));
    grant select on projections.personal to public;
"""


async def _fill(server: Server, world: World) -> None:
    connection = await asyncpg.connect(server.dsn())
    await connection.execute(_PREPARATION)
    for statement in statements(GENERATION, ROWS, readers="public"):
        await connection.execute(statement)
    for version in world.versions:
        await _write(connection, version)
    await connection.execute(read("log/position_at"))
    await connection.executemany(
        "insert into log.event values ($1, $2, $3)",
        [(version.tenant, version.position, version.recorded_at) for version in world.versions],
    )
    await connection.executemany(
        "insert into log.tenant_head values ($1, $2)",
        [(tenant, world.head) for tenant in world.tenants.values()],
    )
    await connection.executemany(
        "insert into projections.cursor values ($1, 'test', $2)",
        [(tenant, world.head) for tenant in world.tenants.values()],
    )
    await connection.executemany(
        "insert into projections.personal values ($1, $2, 'phone', $3)",
        [(tenant, person, phone) for (tenant, person), phone in world.phones.items()],
    )
    await connection.executemany(
        "insert into projections.erased values ($1, $2, 50)", sorted(world.erased)
    )
    await connection.close()


async def _write(connection: Any, version: Version) -> None:
    keys = dict(zip(version.row.row_key, version.key, strict=True))
    origin = {
        "tenant_id": version.tenant,
        "position_": version.position,
        "recorded_at_": version.recorded_at,
        "on_": version.recorded_at.date(),
        "actor_": "clerk",
        "event_": "tests.happened",
    }
    values = keys if version.value is None else _columns(version.value)
    if version.row.row_history:
        gone = {"gone_": version.value is None}
        await _end(connection, version)
        await _insert(connection, history_table(version.row), values | origin | gone)
    table = table_name(version.row)
    where = " and ".join(f"{quoted(k)} = ${n}" for n, k in enumerate(keys, 2))
    await connection.execute(
        f"delete from {GENERATION}.{quoted(table)} where tenant_id = $1 and {where}",
        version.tenant,
        *version.key,
    )
    if version.value is not None:
        await _insert(connection, table, values | origin)


async def _end(connection: Any, version: Version) -> None:
    where = " and ".join(f"{quoted(k)} = ${n}" for n, k in enumerate(version.row.row_key, 3))
    await connection.execute(
        f"update {GENERATION}.{quoted(history_table(version.row))} set until_ = $1"
        f" where until_ = {OPEN} and tenant_id = $2 and {where}",
        version.position,
        version.tenant,
        *version.key,
    )


def _columns(value: Any) -> dict[str, Any]:
    columns = {c.name: _plain(getattr(value, c.name), c.sql) for c in stored(type(value))}
    return columns | {PLAIN: layout(type(value)).plain(tuple(columns.values()))}


def _plain(value: Any, sql: str) -> Any:
    if sql == "jsonb":
        return msgspec.json.encode(value).decode()
    return value.value if isinstance(value, enum.Enum) else value


async def _insert(connection: Any, table: str, values: dict[str, Any]) -> None:
    names = ", ".join(map(quoted, values))
    numbers = ", ".join(f"${n}" for n in range(1, len(values) + 1))
    await connection.execute(
        f"insert into {GENERATION}.{quoted(table)} ({names}) values ({numbers})", *values.values()
    )
