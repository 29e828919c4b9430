"""Hints name the logs that have grown, and outlive their connection, however it dies."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from taizhang.log import hints as module
from taizhang.log.ear import Ear, Grown
from taizhang.log.hints import Hints

pytestmark = pytest.mark.anyio
PATIENCE = 20.0
A, B = UUID(int=1), UUID(int=2)


@pytest.fixture
async def here(database: str) -> AsyncIterator[Hints]:
    async with Hints(database, "taizhang_app") as hints:
        await connected(hints)
        yield hints


@pytest.fixture
async def elsewhere(database: str) -> AsyncIterator[Hints]:
    """Another process's hints: they share nothing but the database."""
    async with Hints(database, "taizhang_app") as hints:
        await connected(hints)
        yield hints


@pytest.fixture
async def owner(database: str) -> AsyncIterator[Any]:
    connection = await asyncpg.connect(database)
    yield connection
    await connection.close()


async def connected(hints: Hints) -> None:
    """A new connection tells everybody that any log may have grown meanwhile."""
    with hints.listen() as ear:
        assert await heard(ear) is None


async def heard(ear: Ear) -> Grown:
    async with asyncio.timeout(PATIENCE):
        await ear.wait(PATIENCE)
    return ear.take()


async def all_of(ear: Ear, wanted: int) -> set[UUID]:
    """What is heard until so many tenants were named."""
    named: set[UUID] = set()
    while len(named) < wanted:
        grown = await heard(ear)
        assert grown, "nothing, or any log, was heard"
        named |= grown
    return named


def test_an_ear_keeps_a_tenant_once_however_often_it_grows() -> None:
    ear = Ear()
    for tenant in (A, B, A, A):
        ear.hear({tenant})
    assert (ear.take(), ear.take()) == ({A, B}, set())


def test_an_ear_that_heard_of_any_log_names_none() -> None:
    ear = Ear()
    ear.hear({A})
    ear.hear(None)
    ear.hear({B})
    assert ear.take() is None


async def test_a_hint_names_the_tenant_to_others(here: Hints, elsewhere: Hints) -> None:
    with here.listen() as ear:
        elsewhere.grown(A)
        assert await heard(ear) == {A}


async def test_whoever_listens_for_a_tenant_hears_of_no_other(
    here: Hints, elsewhere: Hints
) -> None:
    with here.listen(A) as of_one, here.listen() as of_all:
        for hints in (here, elsewhere):
            hints.grown(B)
            assert await heard(of_all) == {B}
        assert of_one.take() == set()


async def test_a_process_does_not_hear_its_own_hint_again(here: Hints, elsewhere: Hints) -> None:
    with here.listen() as ear, elsewhere.listen() as other:
        here.grown(A)
        assert ear.take() == {A}
        assert await heard(other) == {A}  # so the database has delivered it to all
        elsewhere.grown(B)
        assert await heard(ear) == {B}


async def test_many_tenants_are_named_in_one_payload(here: Hints, elsewhere: Hints) -> None:
    tenants = {uuid4() for _ in range(module._NAMED_AT_MOST)}
    with here.listen() as ear:
        for tenant in tenants:
            elsewhere.grown(tenant)
        assert await all_of(ear, len(tenants)) == tenants


async def test_more_tenants_than_a_payload_holds_are_any(here: Hints, elsewhere: Hints) -> None:
    with here.listen() as ear:
        for _ in range(module._NAMED_AT_MOST + 1):
            elsewhere.grown(uuid4())
        assert await heard(ear) is None


async def test_a_hint_that_comes_as_its_connection_ends_is_heard(
    here: Hints, database: str
) -> None:
    connection = await asyncpg.connect(database)
    connection.terminate()
    with here.listen() as ear:
        here._heard(connection, 0, "taizhang_log", A.hex)  # as the driver does, one step later
        assert ear.take() == {A}


@pytest.mark.parametrize("payload", ["", "x", "0" * 31, "ß" * 32])
async def test_what_cannot_be_read_means_any_log(here: Hints, owner: Any, payload: str) -> None:
    with here.listen(A) as ear:
        await owner.execute("select pg_notify('taizhang_log', $1)", payload)
        assert await heard(ear) is None


async def test_a_killed_connection_is_noticed_at_once(
    here: Hints, owner: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_RECONNECT_SECONDS", 0)  # the next probe is 30 seconds away
    with here.listen(A) as ear:
        assert await end_hints(owner) == 1
        assert await heard(ear) is None


async def test_what_a_dead_connection_could_not_send_is_sent_by_the_next(
    here: Hints, elsewhere: Hints, owner: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    reconnect = asyncio.Event()
    send = Hints._send
    failed: list[Grown] = []

    async def fails_once(self: Hints, connection: Any, grown: Grown) -> None:
        if self is elsewhere and grown and not failed:
            failed.append(grown)
            connection.terminate()
            reconnect.set()
        await send(self, connection, grown)

    monkeypatch.setattr(Hints, "_send", fails_once)
    with here.listen() as ear:
        elsewhere.grown(A)
        await asyncio.wait_for(reconnect.wait(), PATIENCE)
        assert await heard(ear) == {A}


async def end_hints(owner: Any) -> int:
    rows = await owner.fetch(
        """select pg_terminate_backend(pid, 5000) from pg_stat_activity
            where datname = current_database() and application_name = 'taizhang_hints'"""
    )
    return len(rows)


@pytest.mark.parametrize(
    "lost",
    [
        ConnectionResetError("gone"),
        asyncpg.ConnectionDoesNotExistError("gone"),
        asyncpg.InterfaceError("gone"),
        asyncpg.InternalClientError("gone in mid-message"),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_a_lost_connection_is_made_again(
    database: str, monkeypatch: pytest.MonkeyPatch, lost: Exception
) -> None:
    monkeypatch.setattr(module, "_RECONNECT_SECONDS", 0)
    connect, tries = asyncpg.connect, []

    async def fails_once(*args: Any, **options: Any) -> Any:
        tries.append(lost)
        if len(tries) == 1:
            raise lost
        return await connect(*args, **options)

    monkeypatch.setattr(asyncpg, "connect", fails_once)
    async with Hints(database, "taizhang_app") as hints, asyncio.timeout(20):
        await hints.wait(20)  # the first hint comes with the new connection
    assert len(tries) == 2
