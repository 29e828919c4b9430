"""A real PostgreSQL, and a house with tenants whose logs the tests write as history would."""

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
from tests.happening import new_event

from taizhang.database.embedded import Server
from taizhang.database.pool import open_pool
from taizhang.events.catalogue import Catalogue
from taizhang.events.event import Event
from taizhang.events.sealing import people_in
from taizhang.log.hints import Hints
from taizhang.log.log import Log
from taizhang.log.model import NewCommand
from taizhang.log.writer import Writer
from taizhang.projections.columns import stored, table_name
from taizhang.projections.generation import Generation, ensure
from taizhang.projections.row import Row
from taizhang.projections.runner import Runner
from taizhang.projections.tables import quoted
from taizhang.projections.values import layout
from taizhang.projections.worker import Worker
from taizhang.tenancy.keyring import Keyring
from taizhang.tenancy.master import MasterKey
from taizhang.tenancy.register import Register, Tenant
from taizhang_migrations import migrate

DAY = date(2015, 12, 20)
_names = itertools.count(1)


@pytest.fixture(scope="session")
def new_database(server: Server) -> Callable[[], str]:
    """Makes an empty, migrated database and says where it is."""

    def make() -> str:
        name = f"rows_{next(_names)}"
        asyncio.run(_execute(server.dsn(), f"create database {name}"))
        migrate(server.dsn(database=name))
        return server.dsn(database=name)

    return make


async def _execute(dsn: str, statement: str) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


@pytest.fixture(scope="session")
def dsn(new_database: Callable[[], str]) -> str:
    """The database that most tests share, each with tenants and rows of its own."""
    return new_database()


@dataclass
class House:
    """Everything that a worker stands on."""

    dsn: str
    projector: Any
    scheduler: Any
    app: Any
    owner: Any
    log: Log
    register: Register
    keyring: Keyring
    hints: Hints

    async def tenant(self) -> Tenant:
        """A new tenant with an empty log."""
        slug = f"town-{uuid4().hex[:8]}"
        return await self.register.open(slug, "三堂街镇", rehearsal=True)

    async def happen(self, tenant: Tenant, *events: Event, actor: str = "clerk") -> int:
        """Append events, each as history would hold it; says the position of the last."""
        people = {person for event in events for person in people_in(event)}
        async with self.app.acquire() as connection:
            keys = await self.keyring.make(connection, tenant.id, people)
        new = [new_event(tenant, DAY, event, actor, keys) for event in events]
        outcome = await self.log.append(
            tenant.id, NewCommand(uuid4(), b"mac", b"request", 2**40, [], new)
        )
        assert outcome.last is not None
        return outcome.last

    async def generation(self, *rows: type[Row]) -> Generation:
        """The tables of these row types."""
        async with self.projector.acquire() as connection:
            return await ensure(connection, rows)

    async def runner(self, rows: Iterable[type[Row]], events: Iterable[type[Event]]) -> Runner:
        """A runner for these row types."""
        rows = tuple(rows)
        generation = await self.generation(*rows)
        return Runner(generation, rows, Catalogue(events), self.keyring, self.projector)

    def worker(
        self, rows: Iterable[type[Row]], events: Iterable[type[Event]], **options: Any
    ) -> Worker:
        """A worker for these row types."""
        pools = {"projector": self.projector, "scheduler": self.scheduler}
        return Worker(rows, Catalogue(events), self.keyring, self.hints, **pools, **options)

    async def rows(self, tenant: Tenant, generation: Generation, row: type[Row]) -> dict[Any, Any]:
        """All current rows of a type, by key, as the owner of the database sees them."""
        table = f"{generation.schema}.{quoted(table_name(row))}"
        found = await self.owner.fetch(
            f"select {_shown(row)} from {table} where tenant_id = $1", tenant.id
        )
        return {_key(row, record): _read(row, record) for record in found}

    async def history(
        self, tenant: Tenant, generation: Generation, row: type[Row]
    ) -> list[tuple[int, Any, Any]]:
        """Position, key and Row (or None when it was gone) of all versions, in order."""
        table = f"{generation.schema}.{quoted(table_name(row) + '_history')}"
        found = await self.owner.fetch(
            f"select {_shown(row)}, position_, gone_ from {table} where tenant_id = $1"
            " order by position_",
            tenant.id,
        )
        return [
            (r["position_"], _key(row, r), None if r["gone_"] else _read(row, r)) for r in found
        ]


def _shown(row: type[Row]) -> str:
    return ", ".join(quoted(column.name) for column in stored(row))


def _key(row: type[Row], record: Any) -> tuple[Any, ...]:
    return tuple(record[name] for name in row.row_key)


def _read(row: type[Row], record: Any) -> Any:
    return layout(row).read([record[column.name] for column in stored(row)])


@contextlib.asynccontextmanager
async def open_house(dsn: str) -> AsyncIterator[House]:
    """Pools of each role over one database."""
    async with contextlib.AsyncExitStack() as stack:

        async def pool(role: str, size: int) -> Any:
            return await stack.enter_async_context(await open_pool(dsn, role, size=size))

        app = await pool("taizhang_app", 4)
        owner = await asyncpg.connect(dsn)
        stack.push_async_callback(owner.close)
        hints = await stack.enter_async_context(Hints(dsn, "taizhang_app"))
        writer = await stack.enter_async_context(Writer(app, appended=hints.grown))
        master = MasterKey(bytes(32))
        yield House(
            dsn=dsn,
            projector=await pool("taizhang_projector", 4),
            scheduler=await pool("taizhang_scheduler", 2),
            app=app,
            owner=owner,
            log=Log(app, writer),
            register=Register(app, master),
            keyring=Keyring(master),
            hints=hints,
        )


@pytest.fixture
async def house(dsn: str) -> AsyncIterator[House]:
    async with open_house(dsn) as opened:
        yield opened


@pytest.fixture
async def new_house(new_database: Callable[[], str]) -> AsyncIterator[House]:
    """A house over an empty database of its own."""
    async with open_house(await asyncio.to_thread(new_database)) as opened:
        yield opened
