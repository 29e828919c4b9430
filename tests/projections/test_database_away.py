"""A worker and a reactor wait for a database that is away, in one line a try."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import asyncpg
import pytest

from taizhang.app import Platform, open_platform
from taizhang.database.embedded import Server, embedded, remove, stop
from taizhang.tenancy.master import MasterKey
from taizhang_migrations import migrate

pytestmark = pytest.mark.anyio


class Database:
    """A PostgreSQL that the test turns off and on again."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._stack = contextlib.ExitStack()
        self.server: Server

    def on(self) -> None:
        self.server = self._stack.enter_context(embedded(self._home))

    def off(self) -> None:
        stop(self._home)
        self._stack.close()


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = Database(tmp_path)
    await asyncio.to_thread(opened.on)
    await asyncio.to_thread(migrate, opened.server.dsn())
    yield opened
    await asyncio.to_thread(opened.off)
    await asyncio.to_thread(remove, tmp_path)


@contextlib.asynccontextmanager
async def at_work(platform: Platform) -> AsyncIterator[None]:
    tasks = [asyncio.create_task(part.run()) for part in (platform.worker, platform.reactor)]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def eventually(condition: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} s"
        await asyncio.sleep(0.01)


async def test_no_try_is_worth_more_than_a_line(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_platform(database.server.dsn(), MasterKey(b"0" * 32)) as platform:
        await platform.worker.generation()
        async with at_work(platform):
            await asyncio.to_thread(database.off)
            await eventually(lambda: len(caplog.records) >= 6)
            await asyncio.to_thread(database.on)
            tenant = await platform.register.open("town", "示例镇", rehearsal=True)
            assert tenant.slug == "town"
    told = [(r.name, "\n" in r.getMessage(), bool(r.exc_info)) for r in caplog.records]
    assert set(told) == {("taizhang.projections.turns", False, False)}


async def test_a_pool_over_a_database_that_is_away_is_not_opened(tmp_path: Path) -> None:
    nowhere = f"postgresql://postgres@/postgres?host={tmp_path}"
    with pytest.raises((OSError, asyncpg.PostgresError)):
        async with open_platform(nowhere, MasterKey(b"0" * 32)):
            pass
