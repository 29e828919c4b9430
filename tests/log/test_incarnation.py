"""A restored log: it takes nothing until it is declared to go on, and is another from then on."""

import asyncio
import contextlib
import subprocess
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import asyncpg
import psycopg
import pytest

from taizhang.app import Platform, open_platform
from taizhang.database.embedded import Server
from taizhang.database.embedded.account import account_for
from taizhang.database.embedded.binaries import find
from taizhang.errors import Refused
from taizhang.log.feed import follow
from taizhang.log.incarnation import incarnations, resume
from taizhang.tenancy.master import MasterKey
from taizhang_migrations import migrate

pytestmark = pytest.mark.anyio
PATIENCE = 20.0  # seconds in which a refusal comes, or never does
WHY = "磁盘损坏，恢复到昨夜的备份"


@pytest.fixture
def programs(server: Server) -> Path:
    return find(account_for([]), {int(server.version)}).folder


@pytest.fixture
def restore(server: Server, programs: Path, tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """Dumps a database and restores it under another name; says where the copy is."""
    copies: list[str] = []

    def dump_and_restore(dsn: str) -> str:
        copies.append(f"restored_{uuid.uuid4().hex}")
        copy = server.dsn(database=copies[-1])
        with psycopg.connect(server.dsn(), autocommit=True) as connection:
            connection.execute(f"create database {copies[-1]}")  # type: ignore[call-overload]
        dump = str(tmp_path / copies[-1])
        subprocess.run([programs / "pg_dump", "-Fc", "-f", dump, dsn], check=True)
        subprocess.run([programs / "pg_restore", "-d", copy, dump], check=True)
        migrate(copy)
        return copy

    yield dump_and_restore
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        for copy in copies:
            connection.execute(f"drop database {copy} with (force)")  # type: ignore[call-overload]


@contextlib.asynccontextmanager
async def opened(dsn: str, one: Any) -> AsyncIterator[tuple[Platform, Any]]:
    """The platform over a copy, and the copy of the log in it."""
    async with open_platform(dsn, MasterKey(b"0" * 32)) as platform:
        yield platform, one._replace(log=platform.log)


async def test_a_restored_log_takes_nothing_until_it_is_declared_to_go_on(
    database: str, one: Any, restore: Callable[[str], str]
) -> None:
    await one.append("a", events=3)
    copy = restore(database)
    async with opened(copy, one) as (_, restored):
        with pytest.raises(Refused) as refused:
            await restored.append("a")
        assert (refused.value.code, refused.value.status) == ("log.moved", 503)
        assert refused.value.retry_after
        await resume(copy, WHY, "operator")
        assert (await restored.append("a")).first == 4


async def test_a_restored_log_is_read_before_it_is_declared_to_go_on(
    database: str, one: Any, restore: Callable[[str], str]
) -> None:
    await one.append("a", events=3)
    async with opened(restore(database), one) as (_, restored):
        assert len(await restored.log.read_after(one.tenant, 0, 10)) == 3


async def test_the_log_that_was_dumped_goes_on_where_it_is(
    database: str, one: Any, restore: Callable[[str], str]
) -> None:
    await one.append("a")
    restore(database)
    async with opened(database, one) as (_, same):
        assert (await same.append("a")).state == "appended"


async def test_a_log_without_history_goes_on_wherever_it_is(
    database: str, one: Any, restore: Callable[[str], str]
) -> None:
    async with opened(restore(database), one) as (_, restored):
        assert (await restored.append("a")).first == 1


async def test_migrating_declares_nothing(
    database: str, one: Any, restore: Callable[[str], str]
) -> None:
    await one.append("a")
    copy = restore(database)
    migrate(copy)
    async with opened(copy, one) as (_, restored):
        with pytest.raises(Refused, match="taizhang log resume"):
            await restored.append("a")


@pytest.mark.parametrize(
    "changed", ["system_identifier = 1", "timeline = 'F'", "database = 1", "events = 1"]
)
async def test_each_part_of_a_place_tells_it_from_another(
    database: str, one: Any, changed: str
) -> None:
    await one.append("a")
    with psycopg.connect(database) as connection:
        connection.execute(f"update log.residence set place.{changed}")  # type: ignore[call-overload]
    async with opened(database, one) as (_, moved):
        with pytest.raises(Refused) as refused:
            await moved.append("a")
    assert refused.value.code == "log.moved"


async def test_a_server_that_is_exchanged_under_a_running_platform_is_noticed(
    database: str, platform: Platform, one: Any
) -> None:
    await one.append("a")
    with psycopg.connect(database) as connection:
        connection.execute("update log.residence set place.timeline = 'F'")
    await platform.app.expire_connections()  # what a failover does to them
    with contextlib.suppress(Refused):  # the first one may go with the connection that finds out
        await one.append("a")
    with pytest.raises(Refused) as refused:
        await one.append("a")
    assert refused.value.code == "log.moved"


async def test_every_log_gets_another_incarnation_and_what_was_declared_is_kept(
    database: str, platform: Platform, one: Any, other: Any
) -> None:
    await one.append("a", events=2)
    before = [(await each.log.read_boundary(each.tenant, [])).incarnation for each in (one, other)]
    assert await resume(database, WHY, "operator") == 2
    after = [(await each.log.read_boundary(each.tenant, [])).incarnation for each in (one, other)]
    assert set(before).isdisjoint(after)
    [declared] = await incarnations(platform.app, one.tenant)
    assert (str(declared.previous), str(declared.incarnation)) == (before[0], after[0])
    assert (declared.begins_after, declared.because) == (2, WHY)


async def test_one_log_may_be_declared_alone(database: str, one: Any, other: Any) -> None:
    before = (await other.log.read_boundary(other.tenant, [])).incarnation
    assert await resume(database, WHY, "operator", one.tenant) == 1
    assert (await other.log.read_boundary(other.tenant, [])).incarnation == before


@pytest.mark.parametrize("empty", [("", "operator"), (WHY, " ")])
async def test_a_declaration_says_why_and_by_whom(database: str, one: Any, empty: Any) -> None:
    with pytest.raises(asyncpg.CheckViolationError):
        await resume(database, *empty)


async def incarnation_of(one: Any) -> str:
    return str((await one.log.read_boundary(one.tenant, [])).incarnation)


async def test_a_follower_from_before_is_told_how_far_its_history_is_the_same(
    database: str, one: Any, restore: Callable[[str], str]
) -> None:
    await one.append("a", events=3)
    copy, before = restore(database), await incarnation_of(one)
    await one.append("a", events=2)  # seen by the follower, and lost with the original
    await resume(copy, WHY, "operator")
    async with opened(copy, one) as (platform, restored):
        await restored.append("b", events=4)  # the log is longer again than the follower has read
        feed = follow(restored.log, platform.hints, one.tenant, after=5, incarnation=before)
        with pytest.raises(Refused) as refused:
            async with asyncio.timeout(PATIENCE):
                await anext(feed)
        assert (refused.value.code, refused.value.status) == ("log.other_incarnation", 409)
        shared = refused.value.reasons[0].values["shared"]
        now = await incarnation_of(restored)
        again = follow(restored.log, platform.hints, one.tenant, after=shared, incarnation=now)
        assert [(await anext(again)).position for _ in range(4)] == [4, 5, 6, 7]
        await again.aclose()  # type: ignore[attr-defined]


async def test_a_follower_at_work_is_told_at_its_next_page(
    database: str, platform: Platform, one: Any
) -> None:
    await one.append("a", events=2)
    before = await incarnation_of(one)
    feed = follow(one.log, platform.hints, one.tenant, at_most=1, incarnation=before)
    assert (await anext(feed)).position == 1
    await resume(database, WHY, "operator")
    with pytest.raises(Refused) as refused:
        async with asyncio.timeout(PATIENCE):
            await anext(feed)
    assert refused.value.reasons[0].values["shared"] == 2


async def test_a_follower_of_an_unknown_history_begins_anew(one: Any, platform: Platform) -> None:
    await one.append("a", events=2)
    feed = follow(one.log, platform.hints, one.tenant, after=2, incarnation=str(uuid.uuid4()))
    with pytest.raises(Refused) as refused:
        async with asyncio.timeout(PATIENCE):
            await anext(feed)
    assert refused.value.reasons[0].values["shared"] == 0


async def test_of_several_restores_the_first_after_its_own_counts(
    database: str, platform: Platform, one: Any
) -> None:
    histories = []
    for events in (2, 3, 4):
        await one.append("a", events=events)
        histories.append(await incarnation_of(one))
        await resume(database, WHY, "operator")
    shared = []
    for history in histories:
        with pytest.raises(Refused) as refused:
            await one.log.read_after(one.tenant, 9, 1, incarnation=history)
        shared.append(refused.value.reasons[0].values["shared"])
    assert shared == [2, 5, 9]


@pytest.mark.parametrize("pool", ["app", "reader"])
async def test_the_platform_cannot_declare_for_its_operator(
    platform: Platform, one: Any, pool: str
) -> None:
    async with getattr(platform, pool).acquire() as connection:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.fetch("select log.resume('because', 'me')")
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute("update log.residence set place = log.place()")
