"""The log of other systems' queries: written soon and together, whole, and kept from change."""

import asyncio
import contextlib
import uuid
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import psycopg
import pytest
from msgspec.structs import replace

from taizhang.app import Platform, open_platform
from taizhang.commands.context import Envelope
from taizhang.domain.authority.commands import GrantRole
from taizhang.errors import Refused
from taizhang.tenancy.clients import Access, AccessGranted, RowGrant
from taizhang.tenancy.master import MasterKey
from taizhang.tenancy.register import Tenant
from taizhang.viewing.asked import BEGUN, Kind
from taizhang.viewing.forgetting import TOO_RECENT, forget_queries
from taizhang.viewing.queries_asked import Logged, queries_asked
from taizhang.viewing.query_log import QueryLog
from taizhang.viewing.viewer import Viewer
from taizhang_graphql.exchange import Answer, Media

pytestmark = pytest.mark.anyio

GRANT = Access(1, AccessGranted(client="stats", title="t", basis="b", rows=(RowGrant("Ticket"),)))
ANSWER = Answer(200, b"{}", Media.RESPONSE, positions=7, objects=3)


async def opened(platform: Platform, slug: str) -> Tenant:
    """A tenant with a history, since only those are listed."""
    tenant = await platform.register.open(slug, slug, rehearsal=False)
    envelope = Envelope(command_id=uuid.uuid4(), actor="system")
    await platform.dispatcher.dispatch(tenant, GrantRole(actor="a", role="clerk"), envelope)
    return tenant


def viewer(home: Tenant, *tenants: Tenant) -> Viewer:
    known = {tenant.id: tenant.slug for tenant in tenants or (home,)}
    return Viewer(home, "client:stats", known, True, access=GRANT, token="0" * 12)


def ask(log: QueryLog, viewer: Viewer, document: str = "{ a }") -> None:
    with log.asked(viewer, Kind.QUERY, document) as asked:
        asked.answered(ANSWER)


async def read(platform: Platform, tenant: Tenant) -> list[Logged]:
    return await queries_asked(platform.app, platform.register, tenant)


async def until_written(platform: Platform, tenant: Tenant) -> list[Logged]:
    async with asyncio.timeout(20):
        while not (found := await read(platform, tenant)):  # noqa: ASYNC110 - it is a table
            await asyncio.sleep(0.01)
    return found


async def test_it_is_written_without_anybody_asking_for_it(platform: Platform) -> None:
    town = await opened(platform, "town")
    ask(platform.queries, viewer(town))
    [entry] = await until_written(platform, town)
    assert (entry.client, entry.position, entry.objects, entry.bytes) == ("stats", 7, 3, 2)


async def test_what_comes_together_is_one_transaction(platform: Platform) -> None:
    town = await opened(platform, "town")
    statements: list[str] = []

    async def watch(connection: Any) -> None:
        connection.add_query_logger(lambda record: statements.append(record.query))

    pool = await asyncpg.create_pool(
        platform.dsn, min_size=1, max_size=1, init=watch, connection_class=_connection(platform)
    )
    async with pool, QueryLog(pool) as log:
        for number in range(100):
            ask(log, viewer(town), f"{{ a{number} }}")
        await log.flush()
    assert sum("COMMIT" in sql for sql in statements) == 1
    assert len(await read(platform, town)) == 100


async def test_what_comes_during_a_write_waits_for_the_next(platform: Platform) -> None:
    town = await opened(platform, "town")
    inserts: list[str] = []

    def asked_meanwhile(record: Any) -> None:
        if "insert into tenancy.query_log" in record.query:
            inserts.append(record.query)
            ask(log, viewer(town))

    async def watch(connection: Any) -> None:
        connection.add_query_logger(asked_meanwhile)

    pool = await asyncpg.create_pool(
        platform.dsn, min_size=1, max_size=1, init=watch, connection_class=_connection(platform)
    )
    async with pool:
        log = QueryLog(pool, seconds=1e6)
        ask(log, viewer(town))
        async with asyncio.timeout(20):
            await log.flush()
        assert len(inserts) == 1
        await log.flush()
    assert len(await read(platform, town)) == 2


def _connection(platform: Platform) -> type:
    return platform.app._connection_class  # type: ignore[no-any-return]


async def test_what_waits_is_written_when_the_process_stops(database: str) -> None:
    key = MasterKey(b"0" * 32)
    async with open_platform(database, key) as platform:
        town = await opened(platform, "town")
        platform.queries._seconds = 1e6
        ask(platform.queries, viewer(town))
    async with open_platform(database, key) as platform:
        assert len(await read(platform, town)) == 1


async def test_while_it_cannot_be_written_nothing_is_lost(platform: Platform) -> None:
    town = await opened(platform, "town")
    async with away(platform), QueryLog(platform.app, seconds=0.01, room=2) as log:
        ask(log, viewer(town))
        with pytest.raises(asyncpg.PostgresError):
            await log.flush()
        ask(log, viewer(town))
        with pytest.raises(Refused) as refused:
            log.asked(viewer(town), Kind.QUERY, "{ a }")
        assert refused.value.code == "access.log_away"
        await back(platform)
        await until_written(platform, town)
        await log.flush()
        ask(log, viewer(town))
        await log.flush()
    assert len(await read(platform, town)) == 3


async def test_people_are_not_refused_then(platform: Platform) -> None:
    town = await opened(platform, "town")
    person = Viewer(town, "clerk", {town.id: town.slug}, False)
    async with QueryLog(platform.app, room=0) as log:
        ask(log, person)
    assert await read(platform, town) == []


@contextlib.asynccontextmanager
async def away(platform: Platform) -> AsyncIterator[None]:
    """The app may not write the log meanwhile."""
    _as_owner(platform, "revoke insert on tenancy.query_log from taizhang_app")
    yield


async def back(platform: Platform) -> None:
    _as_owner(platform, "grant insert on tenancy.query_log to taizhang_app")


def _as_owner(platform: Platform, statement: str) -> None:
    with psycopg.connect(platform.dsn, autocommit=True) as owner:
        owner.execute(statement)  # type: ignore[call-overload]


async def test_a_commit_whose_answer_was_lost_is_not_logged_twice(platform: Platform) -> None:
    town = await opened(platform, "town")
    async with QueryLog(platform.app, seconds=1e6) as log:
        ask(log, viewer(town))
        [entry] = log._waiting
        await log.flush()
        log.keep(entry)
    assert len(await read(platform, town)) == 1


@pytest.mark.parametrize("said", ["a\0b", "\ud800", "很" * 10_000], ids=["NUL", "half", "long"])
async def test_whatever_a_client_calls_its_document_can_be_logged(
    platform: Platform, said: str
) -> None:
    town = await opened(platform, "town")
    async with QueryLog(platform.app, seconds=1e6) as log:
        with log.asked(viewer(town), Kind.QUERY, "", name=said, operation=said) as asked:
            asked.answered(ANSWER)
        await log.flush()
    [entry] = await read(platform, town)
    assert entry.name == entry.operation
    assert len(entry.name or "") <= 100


async def test_what_the_database_refuses_is_told_and_keeps_nobody_waiting(
    platform: Platform, caplog: pytest.LogCaptureFixture
) -> None:
    town = await opened(platform, "town")
    async with QueryLog(platform.app, seconds=1e6) as log:
        for number in range(5):
            ask(log, viewer(town), f"{{ a{number} }}")
        log._waiting[2] = replace(log._waiting[2], code="a\0b")
        await log.flush()
    assert len(await read(platform, town)) == 4
    [told] = caplog.records
    assert "a query could not be logged" in told.message
    assert "'a\\x00b'" in told.message


async def test_a_stream_adds_up_what_it_sent(platform: Platform) -> None:
    town = await opened(platform, "town")
    async with QueryLog(platform.app) as log:
        with log.asked(viewer(town), Kind.EXPORT, "{ a }") as asked:
            asked.answered(ANSWER, rows=2)
            asked.answered(ANSWER, rows=1)
    [entry] = await read(platform, town)
    assert (entry.kind, entry.rows, entry.objects, entry.bytes) == ("export", 3, 6, 4)


async def test_a_subscription_is_logged_when_it_begins_and_when_it_ends(platform: Platform) -> None:
    town = await opened(platform, "town")
    async with QueryLog(platform.app) as log:
        with log.asked(viewer(town), Kind.SUBSCRIPTION, "{ a }") as asked:
            await log.flush()
            [begun] = await read(platform, town)
            asked.answered(ANSWER, rows=2)
    ended, first = await read(platform, town)
    assert (first, begun.code) == (begun, BEGUN)
    assert (ended.at, ended.rows, ended.code) == (begun.at, 2, None)


async def test_a_fault_is_logged_as_one(platform: Platform) -> None:
    town = await opened(platform, "town")
    async with QueryLog(platform.app) as log:
        with pytest.raises(ZeroDivisionError), log.asked(viewer(town), Kind.QUERY, "{ a }"):
            raise ZeroDivisionError
    [entry] = await read(platform, town)
    assert (entry.status, entry.code) == (500, "http.fault")


async def test_only_those_who_were_covered_see_it(platform: Platform) -> None:
    county, town, other = [await opened(platform, slug) for slug in ("county", "town", "other")]
    async with QueryLog(platform.app) as log:
        ask(log, viewer(county, town))
    assert [len(await read(platform, each)) for each in (county, town, other)] == [1, 1, 0]


@pytest.mark.parametrize("change", ["update tenancy.query_log set code = ''", "delete from {}"])
async def test_the_app_cannot_change_it(platform: Platform, change: str) -> None:
    async with platform.app.acquire() as connection:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(change.format("tenancy.query_log"))


async def test_row_level_security_hides_what_does_not_concern_a_tenant(platform: Platform) -> None:
    county, town, other = [await opened(platform, slug) for slug in ("county", "town", "other")]
    async with QueryLog(platform.app) as log:
        ask(log, viewer(county, town))
        ask(log, viewer(county, town, other))
        ask(log, viewer(other))
    seen = []
    for tenant in (county, town, other):
        async with platform.app.acquire() as connection:
            await connection.work_for(tenant.id)
            seen.append(await connection.fetchval("select count(*) from tenancy.query_log"))
    assert seen == [2, 2, 2]


async def test_a_township_cannot_write_into_its_countys_log(platform: Platform) -> None:
    county, town = [await opened(platform, slug) for slug in ("county", "town")]
    async with QueryLog(platform.app, seconds=1e6) as log:
        ask(log, viewer(county, town))
        await log.flush()
        async with platform.app.acquire() as connection:
            await connection.work_for(town.id)
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(
                    "insert into tenancy.query_log select (l).* from (select l from"
                    " tenancy.query_log l) l"
                )


async def test_what_is_old_is_forgotten_and_nothing_younger(platform: Platform) -> None:
    town = await opened(platform, "town")
    async with QueryLog(platform.app) as log:
        for _ in range(3):
            ask(log, viewer(town))
    _as_owner(
        platform,
        "update tenancy.query_log set at = at - interval '1 year'"
        " where query in (select query from tenancy.query_log limit 2)",
    )
    before = datetime.now(UTC) - timedelta(days=200)
    assert await forget_queries(platform.dsn, before) == 2
    assert len(await read(platform, town)) == 1


async def test_the_last_six_months_are_never_forgotten(platform: Platform) -> None:
    town = await opened(platform, "town")
    async with QueryLog(platform.app) as log:
        ask(log, viewer(town))
    with pytest.raises(Refused) as refused:
        await forget_queries(platform.dsn, datetime.now(UTC) - timedelta(days=100))
    assert refused.value.code == TOO_RECENT.code
    with psycopg.connect(platform.dsn) as owner:
        owner.execute("set role taizhang_operator")
        forgotten = owner.execute("select tenancy.forget_queries('infinity')").fetchone()
    assert forgotten == (0,)
    assert len(await read(platform, town)) == 1


async def test_nobody_but_the_operator_forgets(platform: Platform) -> None:
    async with platform.app.acquire() as connection:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute("select tenancy.forget_queries(now())")
