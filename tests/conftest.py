"""Fixtures that all tests share: a real PostgreSQL, a fresh database, an opened platform."""

import asyncio
import contextlib
import uuid
from collections.abc import AsyncIterator, Iterator

import psycopg
import pytest
from hypothesis import settings

from taizhang.app import Platform, open_platform
from taizhang.database.embedded import Server, embedded, remove
from taizhang.tenancy.master import MasterKey
from taizhang_migrations import migrate

TEMPLATE = "taizhang_template"

# How long an example takes says nothing about what it shows.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


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
