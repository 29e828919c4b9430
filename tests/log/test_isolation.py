"""Who may read and write what: roles, row-level security, and the clock."""

import contextlib
import uuid
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import pytest

from taizhang.app import Platform
from taizhang.database.pool import open_pool
from taizhang.log.log import Log
from taizhang.log.model import NewCommand, NewEvent, Selector
from taizhang.log.writer import Writer

pytestmark = pytest.mark.anyio
ROLES = ("app", "projector", "scheduler", "reader", "registrar", "operator")
TABLES = ("event", "tag", "command", "tenant_head", "incarnation")
VALUES = {
    "event": "(tenant_id, position, type, tags, recorded_at, entry)"
    " values ({tenant}, 99, 't', '{{}}', '2000-01-01', '')",
    "tag": "(tenant_id, tag, type, position) values ({tenant}, 't', 't', 99)",
    "command": "(tenant_id, command_id, request_mac, request, first_position, last_position,"
    " recorded_at) values ({tenant}, {tenant}, '', '', 99, 99, '2000-01-01')",
    "tenant_head": "(tenant_id, position) values (gen_random_uuid(), 99)",
    "incarnation": "(tenant_id, incarnation, previous, begins_after, because, declared_by)"
    " values ({tenant}, {tenant}, {tenant}, 0, 'b', 'd')",
}
CHANGES = {
    "event": "recorded_at = '2000-01-01'",
    "tag": "position = 1",
    "command": "recorded_at = '2000-01-01'",
    "tenant_head": "last_at = '2000-01-01'",
    "incarnation": "begins_after = 0",
}


def statements(table: str, tenant: uuid.UUID) -> list[str]:
    """Every way to change a table of the log without `log.append`."""
    it = f"'{tenant}'"
    return [
        f"insert into log.{table} {VALUES[table].format(tenant=it)}",
        f"update log.{table} set {CHANGES[table]} where tenant_id = {it}",
        f"update log.{table} set tenant_id = gen_random_uuid() where tenant_id = {it}",
        f"delete from log.{table} where tenant_id = {it}",
        f"delete from log.{table}",
        f"truncate log.{table} cascade",
        f"copy log.{table} from program 'true'",
        f"lock table log.{table}",
        f"alter table log.{table} disable row level security",
        f"create trigger t after insert on log.{table} execute function tsvector_update_trigger()",
    ]


@contextlib.asynccontextmanager
async def acting_as(database: str, role: str, tenants: object = "") -> AsyncIterator[Any]:
    """A connection that acts as one of the platform's roles, for these tenants."""
    settings = {"role": f"taizhang_{role}", "taizhang.tenants": str(tenants)}
    connection = await asyncpg.connect(database, server_settings=settings)
    try:
        yield connection
    finally:
        await connection.close()


@contextlib.asynccontextmanager
async def owning(database: str) -> AsyncIterator[Any]:
    """A connection of whoever runs the migrations."""
    connection = await asyncpg.connect(database)
    try:
        yield connection
    finally:
        await connection.close()


async def append_statement(connection: Any) -> str:
    """`log.append` for a tenant ($1), with nothing to append, whatever its other arguments are."""
    kinds = await connection.fetchval(
        "select proargtypes::regtype[]::text[] from pg_proc where oid = 'log.append'::regproc"
    )
    return f"select * from log.append($1, {', '.join(f'null::{kind}' for kind in kinds[1:])})"


async def test_a_connection_with_no_tenant_sees_no_event(platform: Platform, one: Any) -> None:
    await one.append("a")
    async with platform.app.acquire() as connection:
        assert await connection.fetchval("select count(*) from log.event") == 0


async def test_a_connection_sees_only_the_tenants_it_works_for(
    platform: Platform, one: Any, other: Any
) -> None:
    await one.append("a")
    await other.append("a")
    async with platform.app.acquire() as connection:
        await connection.work_for(one.tenant)
        seen = await connection.fetch("select distinct tenant_id from log.event")
    assert [row["tenant_id"] for row in seen] == [one.tenant]


@pytest.mark.parametrize("role", ROLES)
async def test_history_cannot_be_written_but_through_append(
    database: str, one: Any, role: str
) -> None:
    await one.append("a")
    allowed = []
    async with acting_as(database, role, one.tenant) as connection:
        for statement in (each for table in TABLES for each in statements(table, one.tenant)):
            try:
                async with connection.transaction():
                    await connection.execute(statement)
            except asyncpg.InsufficientPrivilegeError:
                continue
            allowed.append(statement)
    # Who declares that a log goes on writes that down, and nothing else.
    kept = "insert into log.incarnation" if role == "operator" else "nothing"
    assert [statement for statement in allowed if not statement.startswith(kept)] == []


async def test_the_writer_of_the_log_only_adds_to_it(database: str, one: Any) -> None:
    await one.append("a")
    async with acting_as(database, "log_writer", one.tenant) as connection:
        for table in ("event", "tag", "command"):
            for statement in statements(table, one.tenant)[1:]:
                with pytest.raises(asyncpg.InsufficientPrivilegeError):
                    async with connection.transaction():
                        await connection.execute(statement)


async def test_the_writer_of_the_log_adds_to_no_log_that_is_not_set(
    database: str, one: Any, other: Any
) -> None:
    """So that a fault in log.append cannot cross tenants either."""
    moved = "update log.tenant_head set position = 9 where tenant_id = $1"
    async with acting_as(database, "log_writer", one.tenant) as connection:
        for table in ("event", "tag", "command"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
                await connection.execute(statements(table, other.tenant)[0])
        assert await connection.execute(moved, other.tenant) == "UPDATE 0"


@pytest.mark.parametrize("setting", ["", "{other}", "{one},{other}", "{other},{one}", "{{{one}}}"])
async def test_append_refuses_a_tenant_that_is_not_the_one_set(
    platform: Platform, one: Any, other: Any, setting: str
) -> None:
    value = setting.format(one=one.tenant, other=other.tenant)
    async with platform.app.acquire() as connection:
        statement = await append_statement(connection)
        async with connection.transaction():
            await connection.execute("select set_config('taizhang.tenants', $1, true)", value)
            with pytest.raises((asyncpg.InsufficientPrivilegeError, asyncpg.DataError)):
                async with connection.transaction():
                    await connection.fetch(statement, one.tenant)


@pytest.mark.parametrize("role", [role for role in ROLES if role != "app"])
async def test_nobody_but_the_app_may_append(database: str, one: Any, role: str) -> None:
    async with acting_as(database, role, one.tenant) as connection:
        statement = await append_statement(connection)
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="append"):
            await connection.fetch(statement, one.tenant)


async def test_a_setting_for_one_statement_does_not_outlive_it(
    platform: Platform, one: Any
) -> None:
    await one.append("a")
    for _ in range(20):  # whichever connection of the pool it was
        await one.log.read_after(one.tenant, 0, 1)
    connections = [await platform.app.acquire() for _ in range(platform.app.get_size())]
    seen = [await each.fetchval("select count(*) from log.event") for each in connections]
    for each in connections:
        await platform.app.release(each)
    assert set(seen) == {0}


EVIL = """
    create schema evil;
    create function evil.clock_timestamp() returns timestamptz language sql
      as 'select timestamptz ''2000-01-01''';
    create function evil.set_tenants() returns uuid[] language sql
      as 'select array_agg(tenant_id) from log.tenant_head';
    create function evil.current_setting(text, boolean) returns text language sql
      as 'select ''''';
    grant usage on schema evil to public;
"""


async def test_functions_of_the_same_name_elsewhere_change_nothing(
    database: str, platform: Platform, one: Any
) -> None:
    async with acting_as(database, "projector") as projector:  # who may make schemas
        await projector.execute(EVIL)

    async def bent(connection: Any) -> None:
        await connection.execute("set search_path = evil, log, pg_catalog")

    pool = await open_pool(database, "taizhang_app", size=1, init=bent)
    async with Writer(pool, connections=1) as writer:
        log = Log(pool, writer)
        command = NewCommand(uuid.uuid4(), b"", b"", 0, [], [NewEvent("t", ["a"], b"")])
        outcome = await log.append(one.tenant, command)
    async with pool.acquire() as connection:
        assert await connection.fetchval("select clock_timestamp()") < datetime(
            2001, 1, 1, tzinfo=UTC
        )
        assert await connection.fetchval("select count(*) from log.event") == 0
    await pool.close()
    assert outcome.recorded_at is not None
    assert datetime.now(UTC) - outcome.recorded_at < timedelta(minutes=5)


async def test_the_app_can_hide_nothing_behind_temporary_objects(platform: Platform) -> None:
    async with platform.app.acquire() as connection:
        for kind in ("table text (x int)", "view tenant_head as select 1", "table event (x int)"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(f"create temporary {kind}")


@pytest.mark.parametrize("role", ROLES)
async def test_no_role_may_act_as_another(database: str, role: str) -> None:
    """As a login of its own: what a session may become is asked of its login."""
    login = f"only_{uuid.uuid4().hex[:8]}"
    async with owning(database) as owner:
        name = await owner.fetchval("select current_database()")
        await owner.execute(f"create role {login} login in role taizhang_{role}")
        await owner.execute(f"grant connect on database {name} to {login}")
        connection = await asyncpg.connect(database, user=login)
        try:
            for wanted in {"log_writer", *ROLES} - {role}:
                with pytest.raises(asyncpg.InsufficientPrivilegeError):
                    await connection.execute(f"set role taizhang_{wanted}")
        finally:
            await connection.close()
            await owner.execute(f"revoke connect on database {name} from {login}")
            await owner.execute(f"drop role {login}")


async def test_resetting_the_role_of_a_pool_raises_no_rights(platform: Platform) -> None:
    async with platform.app.acquire() as connection:
        for statement in ("reset role", "reset all"):
            await connection.execute(statement)
            assert await connection.fetchval("select current_user") == "taizhang_app"


async def test_nobody_but_a_rehearsal_has_a_clock_of_its_own(platform: Platform) -> None:
    real = await platform.register.open("real", "真实", rehearsal=False)
    long_ago = datetime(2015, 12, 1, tzinfo=UTC)
    command = NewCommand(uuid.uuid4(), b"", b"", 0, [], [NewEvent("t", ["a"], b"")], long_ago)
    outcome = await platform.log.append(real.id, command)
    assert outcome.recorded_at is not None
    assert datetime.now(UTC) - outcome.recorded_at < timedelta(minutes=5)


async def test_a_rehearsal_may_begin_in_the_past_and_never_goes_back(platform: Platform) -> None:
    tenant = await platform.register.open("play", "演练", rehearsal=True)
    begin = datetime(2015, 12, 1, tzinfo=UTC)
    for clock in (begin, begin - timedelta(days=300)):
        new = NewCommand(uuid.uuid4(), b"", b"", 0, [], [NewEvent("t", ["a"], b"")], clock)
        await platform.log.append(tenant.id, new)
    now = (await platform.log.read_boundary(tenant.id, [Selector()])).now
    assert begin <= now < begin + timedelta(minutes=5)


async def test_a_partition_of_history_is_as_closed_as_history(database: str, one: Any) -> None:
    """A partition that is reached by its own name has rights and policies of its own: none."""
    async with owning(database) as owner:
        await owner.execute(
            """create table log.parted (tenant_id uuid, x int) partition by range (x);
               create table log.parted_1 partition of log.parted for values from (1) to (9);
               grant select, insert on log.parted to taizhang_log_writer;
               grant select on log.parted to taizhang_app"""
        )
    for role in ("app", "projector", "log_writer"):
        async with acting_as(database, role) as connection:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute("insert into log.parted_1 values (gen_random_uuid(), 1)")
