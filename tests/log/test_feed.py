"""The feed: every event of one tenant, once and in order, from any position, come what may."""

import asyncio
import contextlib
import gc
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang.app import Platform, open_platform
from taizhang.database.embedded import embedded, remove
from taizhang.database.embedded.postmaster import postmaster
from taizhang.errors import Refused
from taizhang.log import feed
from taizhang.log.feed import follow
from taizhang.log.hints import Hints
from taizhang.log.log import Log
from taizhang.log.model import NewCommand, NewEvent, Recorded
from taizhang.tenancy.master import MasterKey
from taizhang_migrations import migrate

pytestmark = pytest.mark.anyio
PATIENCE = 60.0
MASTER = MasterKey(b"0" * 32)

#: A subscriber as a process of its own: prints each position that it gets.
SUBSCRIBER = """
import asyncio, sys
from uuid import UUID
from taizhang.app import open_platform
from taizhang.log.feed import follow
from taizhang.tenancy.master import MasterKey

async def main():
    async with open_platform(sys.argv[1], MasterKey(b"0" * 32)) as platform:
        async for event in follow(platform.log, platform.hints, UUID(sys.argv[2]), at_most=7):
            print(event.position, flush=True)

asyncio.run(main())
"""


class Watched(Log):
    """A log that remembers how many events each page held, and how often it was away."""

    def __init__(self, log: Log) -> None:
        super().__init__(log._pool, log._writer)
        self.pages: list[int] = []
        self.refused = 0

    async def read_after(self, *args: Any, **options: Any) -> Sequence[Recorded]:
        try:
            page = await super().read_after(*args, **options)
        except Refused:
            self.refused += 1
            raise
        self.pages.append(len(page))
        return page


class Subscriber:
    """Takes events one by one."""

    def __init__(self, log: Log, hints: Hints, tenant: UUID, **options: Any) -> None:
        self._events = follow(log, hints, tenant, **options)

    async def take(self, count: int = 1) -> list[int]:
        """The positions of the next events."""
        async with asyncio.timeout(PATIENCE):
            return [(await anext(self._events)).position for _ in range(count)]

    async def close(self) -> None:
        await self._events.aclose()  # type: ignore[attr-defined]


@contextlib.asynccontextmanager
async def subscribed(log: Log, hints: Hints, tenant: UUID, **options: Any) -> AsyncIterator[Any]:
    subscriber = Subscriber(log, hints, tenant, **options)
    yield subscriber
    await subscriber.close()


@pytest.fixture
def no_poll(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever wakes a subscriber now is a hint."""
    monkeypatch.setattr(feed, "POLL_SECONDS", 600.0)


async def until(condition: Any, what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, what
        await asyncio.sleep(0.01)


async def test_a_subscriber_gets_every_event_once_and_in_order(
    platform: Platform, one: Any
) -> None:
    async with subscribed(platform.log, platform.hints, one.tenant, at_most=7) as subscriber:
        taking = asyncio.create_task(subscriber.take(50))
        await asyncio.gather(*[one.append("a") for _ in range(50)])
        assert await taking == list(range(1, 51))


APPENDED = st.lists(st.sampled_from([0, 1, 10, 100, 1000]), min_size=1, max_size=6)  # bytes each
TAKEN = st.integers(1, 12)


@given(
    steps=st.lists(st.one_of(APPENDED, TAKEN), max_size=10),
    after=st.integers(0, 10),
    at_most=st.integers(1, 5),
    at_most_bytes=st.sampled_from([1, 50, 1500, 1_000_000]),
)
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_it_resumes_from_any_position_with_any_page_between_any_appends(
    database: str, steps: list[Any], after: int, at_most: int, at_most_bytes: int
) -> None:
    options = {"after": after, "at_most": at_most, "at_most_bytes": at_most_bytes}
    asyncio.run(_interleaved(database, steps, options))


async def _interleaved(database: str, steps: list[Any], options: dict[str, int]) -> None:
    async with open_platform(database, MASTER) as platform:
        slug = f"t{uuid.uuid4().hex}"
        tenant = (await platform.register.open(slug, slug, rehearsal=False)).id
        head, taken = 0, list[int]()
        async with subscribed(platform.log, platform.hints, tenant, **options) as subscriber:
            for step in steps:
                if isinstance(step, list):
                    await _append(platform.log, tenant, step)
                    head += len(step)
                else:
                    due = max(head - options["after"] - len(taken), 0)
                    taken += await subscriber.take(min(step, due))
            taken += await subscriber.take(max(head - options["after"] - len(taken), 0))
    assert taken == list(range(options["after"] + 1, head + 1))


async def _append(log: Log, tenant: UUID, sizes: Sequence[int]) -> None:
    events = [NewEvent("happened", ["a"], b"e" * size) for size in sizes]
    await log.append(tenant, NewCommand(uuid.uuid4(), b"", b"", 0, [], events))


@pytest.mark.usefixtures("no_poll")
async def test_what_comes_between_reading_and_waiting_is_not_slept_through(
    platform: Platform, one: Any
) -> None:
    class Late(Watched):
        async def read_after(self, *args: Any, **options: Any) -> Sequence[Recorded]:
            page = await super().read_after(*args, **options)
            if len(self.pages) == 1:
                await one.append("a")
            return page

    async with subscribed(Late(platform.log), platform.hints, one.tenant) as subscriber:
        assert await subscriber.take() == [1]


async def test_a_lost_hint_costs_time_and_no_event(
    platform: Platform, one: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "POLL_SECONDS", 0.05)
    deaf = Hints("", "")  # not connected, and told nothing
    log = Watched(platform.log)
    async with subscribed(log, deaf, one.tenant) as subscriber:
        taking = asyncio.create_task(subscriber.take())
        await until(lambda: log.pages, "the first page")
        await one.append("a")
        assert await taking == [1]


@pytest.mark.usefixtures("no_poll")
async def test_another_tenants_events_do_not_wake_it(
    platform: Platform, one: Any, other: Any
) -> None:
    log, hints = Watched(platform.log), Hints("", "")  # not connected: only the test gives hints
    async with subscribed(log, hints, one.tenant) as subscriber:
        taking = asyncio.create_task(subscriber.take())
        await until(lambda: log.pages, "the first page")
        for _ in range(5):
            await other.append("a")
            hints.grown(other.tenant)
        await one.append("a")
        hints.grown(one.tenant)
        assert await taking == [1]
    assert log.pages == [0, 1]


@pytest.mark.usefixtures("no_poll")
async def test_a_killed_listener_misses_nothing(
    platform: Platform, one: Any, database: str
) -> None:
    killed = asyncio.Event()
    async with subscribed(platform.log, platform.hints, one.tenant) as subscriber:
        taking = asyncio.create_task(subscriber.take(20))
        async with open_platform(database, MASTER) as elsewhere:
            for number in range(20):
                if number % 5 == 2:
                    await _end_hints(database)
                    killed.set()
                await _append(elsewhere.log, one.tenant, [1])
            assert await taking == list(range(1, 21))
    assert killed.is_set()


async def _end_hints(database: str) -> None:
    connection = await asyncpg.connect(database)
    await connection.execute(
        """select pg_terminate_backend(pid, 5000) from pg_stat_activity
            where datname = current_database() and application_name = 'taizhang_hints'"""
    )
    await connection.close()


class Mortal:
    """A PostgreSQL of the test's own, that it may kill or turn off, and a migrated database."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._stack = contextlib.ExitStack()
        self.on()
        with psycopg.connect(self.server.dsn(), autocommit=True) as connection:
            connection.execute("create database feed")
        self.dsn = self.server.dsn(database="feed")
        migrate(self.dsn)

    def on(self) -> None:
        self.server = self._stack.enter_context(embedded(self._home))

    def off(self) -> None:
        self._stack.close()

    def kill(self) -> None:
        found = postmaster(self.server.data)
        assert found is not None
        os.kill(found.pid, signal.SIGKILL)


@pytest.fixture
def mortal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mortal]:
    home = tmp_path_factory.mktemp("mortal")
    server = Mortal(home)
    yield server
    server.off()
    remove(home)


@pytest.fixture
async def shaky(mortal: Mortal) -> AsyncIterator[tuple[Watched, Hints, UUID]]:
    """A log on that server, its hints and its tenant."""
    async with open_platform(mortal.dsn, MASTER) as platform:
        tenant = await platform.register.open("one", "一", rehearsal=False)
        yield Watched(platform.log), platform.hints, tenant.id


async def test_a_server_killed_outright_is_waited_for(mortal: Mortal, shaky: Any) -> None:
    log, _, tenant = shaky
    async with subscribed(*shaky, at_most=1) as subscriber:
        await _append(log, tenant, [1] * 200)
        taking = asyncio.create_task(subscriber.take(201))  # reads all the while
        await until(lambda: len(log.pages) > 50, "the subscriber is at work")
        mortal.kill()
        await until(lambda: log.refused, "the subscriber has found no server")
        await _patiently_append(log, tenant)
        assert await taking == list(range(1, 202))


async def test_a_server_that_is_turned_off_is_waited_for(mortal: Mortal, shaky: Any) -> None:
    log, _, tenant = shaky
    async with subscribed(*shaky) as subscriber:
        await _append(log, tenant, [1])
        assert await subscriber.take() == [1]
        await asyncio.to_thread(mortal.off)
        taking = asyncio.create_task(subscriber.take())
        await until(lambda: log.refused >= 3, "the third attempt")
        await asyncio.to_thread(mortal.on)
        await _patiently_append(log, tenant)
        assert await taking == [2]


async def test_whoever_has_no_patience_is_told_that_the_database_is_away(
    mortal: Mortal, shaky: Any
) -> None:
    async with subscribed(*shaky, patience=0.3) as subscriber:
        await asyncio.to_thread(mortal.off)
        with pytest.raises(Refused) as refused:
            await subscriber.take()
    assert refused.value.code == "database.unavailable"


async def _patiently_append(log: Log, tenant: UUID) -> None:
    command = NewCommand(uuid.uuid4(), b"", b"", 0, [], [NewEvent("happened", ["a"], b"")])
    async with asyncio.timeout(PATIENCE):
        while True:
            with contextlib.suppress(Refused):
                await log.append(tenant, command)
                return
            await asyncio.sleep(0.1)


async def test_a_paused_subscriber_goes_on_where_it_was(
    platform: Platform, one: Any, database: str
) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-W", "error", "-c", SUBSCRIBER, database, str(one.tenant)),
        stdout=subprocess.PIPE,
        limit=1 << 20,
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(PATIENCE):
            got: list[int] = []
            for round_ in range(1, 4):
                await asyncio.gather(*[one.append("a") for _ in range(20)])
                process.send_signal(signal.SIGSTOP)
                await asyncio.gather(*[one.append("a") for _ in range(20)])
                process.send_signal(signal.SIGCONT)
                while len(got) < round_ * 40:
                    got.append(int(await process.stdout.readline()))
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
    assert got == list(range(1, 121))


async def test_a_slow_subscriber_holds_one_page_however_much_there_is(
    platform: Platform, one: Any
) -> None:
    log = Watched(platform.log)
    async with subscribed(log, platform.hints, one.tenant, at_most=10) as subscriber:
        await one.append("a", events=15)
        await subscriber.take()
        for taken in range(2, 40):
            await one.append("a", events=20)
            await subscriber.take()
            assert sum(log.pages) - taken < 10


async def test_a_page_is_given_up_before_the_next_is_read(platform: Platform, one: Any) -> None:
    class Counted(Watched):
        async def read_after(self, *args: Any, **options: Any) -> Sequence[Recorded]:
            gc.collect()
            held.append(sum(isinstance(each, Recorded) for each in gc.get_objects()))
            return await super().read_after(*args, **options)

    held: list[int] = []
    await one.append("a", events=40)
    async with subscribed(Counted(platform.log), platform.hints, one.tenant, at_most=10) as events:
        await events.take(35)
    assert max(held) <= 1


async def test_a_page_ends_with_the_event_that_fills_it(platform: Platform, one: Any) -> None:
    await _append(platform.log, one.tenant, [40, 40, 40, 900, 0, 0])

    async def page(after: int, at_most: int, at_most_bytes: int) -> list[int]:
        found = await platform.log.read_after(one.tenant, after, at_most, at_most_bytes)
        return [event.position for event in found]

    assert await page(0, 10, 1) == [1]
    assert await page(0, 10, 80) == [1, 2]
    assert await page(0, 10, 81) == [1, 2, 3]
    assert await page(3, 10, 100) == [4]
    assert await page(4, 10, 100) == [5, 6]
    assert await page(0, 2, 10_000) == [1, 2]


async def test_big_entries_are_held_a_few_at_a_time(platform: Platform, one: Any) -> None:
    log = Watched(platform.log)
    await _append(platform.log, one.tenant, [100_000] * 20)
    async with subscribed(log, platform.hints, one.tenant, at_most_bytes=250_000) as subscriber:
        assert await subscriber.take(20) == list(range(1, 21))
    assert max(log.pages) == 3


async def test_a_subscriber_that_has_gone_is_listened_for_no_more(
    platform: Platform, one: Any
) -> None:
    before = dict(platform.hints._ears)
    async with subscribed(platform.log, platform.hints, one.tenant) as subscriber:
        await one.append("a")
        await subscriber.take()
    assert platform.hints._ears == before
