"""Fixtures that all tests share: a real PostgreSQL, a fresh database, an opened platform."""

import asyncio
import contextlib
import functools
import gc
import uuid
from collections.abc import AsyncIterator, Iterator, Sequence

import psycopg
import pytest
from hypothesis import settings

from taizhang.app import Platform, open_platform
from taizhang.cli import plugins
from taizhang.database.embedded import Server, embedded, remove
from taizhang.projections.row import Row
from taizhang.tenancy.clients import RowGrant
from taizhang.tenancy.master import MasterKey
from taizhang_graphql import engine, schema
from taizhang_migrations import migrate

TEMPLATE = "taizhang_template"

# How long an example takes says nothing about what it shows. What a commit is judged by is the
# same on every machine; `make search` looks for more.
settings.register_profile("judged", deadline=None, derandomize=True)
settings.register_profile("searched", deadline=None, print_blob=True)
settings.load_profile("judged")


def pytest_collection_finish() -> None:
    """What collecting has made stays: nobody need look through it for garbage again. What tests
    make is looked through as seldom as in a server: it takes half a second where schemas are kept.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


@pytest.fixture(scope="session", autouse=True)
def schemas_shared() -> Iterator[None]:
    """The whole schema of the same rows is made once: it takes three seconds, and never changes."""
    made = schema.schema_of
    whole = functools.lru_cache(maxsize=4)(made)

    def shared(
        rows: Sequence[type[Row]], grants: Sequence[RowGrant] | None = None
    ) -> schema.Served:
        return whole(tuple(rows)) if grants is None else made(rows, grants)

    with pytest.MonkeyPatch.context() as patch:
        for module in (engine, schema, plugins):
            patch.setattr(module, "schema_of", shared)
        yield


@pytest.fixture(scope="session")
def anyio_backend() -> tuple[str, dict[str, bool]]:
    return "asyncio", {"use_uvloop": False}


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One PostgreSQL for each test process."""
    home = tmp_path_factory.mktemp("postgres")
    with embedded(home) as running:
        # No test pulls the plug, and a killed process loses nothing that the system holds.
        for setting in ("fsync", "full_page_writes"):
            _execute(running, f"alter system set {setting} = off")
        _execute(running, "select pg_reload_conf()")
        _execute(running, f"create database {TEMPLATE}")
        migrate(running.dsn(database=TEMPLATE))
        yield running
    remove(home)  # below a closed folder, root's data lies elsewhere


@pytest.fixture
def database(server: Server) -> Iterator[str]:
    """The address of a migrated database of the test's own (as the owner)."""
    name = f"test_{uuid.uuid4().hex}"
    _execute(server, f"create database {name} template {TEMPLATE} strategy file_copy")
    migrate(server.dsn(database=name))  # a copy lacks the rights on the database itself
    yield server.dsn(database=name)
    _execute(server, f"drop database {name} with (force)")


@pytest.fixture
async def platform(database: str) -> AsyncIterator[Platform]:
    """A platform over a fresh database; no worker runs unless the test starts one."""
    async with open_platform(database, MasterKey(b"0" * 32)) as opened:
        yield opened


@pytest.fixture
async def working(platform: Platform) -> AsyncIterator[Platform]:
    """A platform whose worker and reactor run."""
    tasks = [
        asyncio.create_task(platform.worker.run()),
        asyncio.create_task(platform.reactor.run()),
    ]
    yield platform
    for task in tasks:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


def _execute(server: Server, statement: str) -> None:
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[call-overload]
