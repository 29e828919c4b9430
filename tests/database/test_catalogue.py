"""What every table, partition, view, function and role of the platform must have, asked of the
database's own catalogue: whatever is added without it is named here.
"""

import asyncio
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from taizhang.app import open_platform
from taizhang.database.embedded import Server
from taizhang.tenancy.master import MasterKey
from taizhang_migrations import migrate

CHECKS = {file.stem: file for file in sorted((Path(__file__).parent / "catalogue").glob("*.sql"))}
INDEXED = "tenant_id = any ((select log.set_tenants())::uuid[])"
TENANT = f"({INDEXED}) is true"
ISOLATED = f"""
    alter table log.added enable row level security;
    alter table log.added force row level security;
    create policy tenant on log.added using ({TENANT}) with check ({TENANT});
"""
TABLE = "create table log.added (tenant_id uuid, x int);"
PARTITIONED = "create table log.added (tenant_id uuid, x int) partition by range (x);" + ISOLATED
PARTITION = "create table log.added_1 partition of log.added for values from (1) to (2);"
DEFINER = "create function log.added() returns int language sql security definer"
CLOSED = "revoke all on function log.added() from public;"
OF_THE_WRITER = "alter function log.added() owner to taizhang_log_writer;"
PINNED = "set search_path = pg_catalog"
BAD = [
    ("forced", TABLE),
    ("forced", TABLE + ISOLATED + "alter table log.added no force row level security"),
    ("forced", PARTITIONED + PARTITION),
    ("forced", "create materialized view rows_x.added as select tenant_id from log.event"),
    ("forced", "create table rows_x.added (tenant_id uuid)"),
    ("tenantless", "create table log.added (x int)"),
    ("policies", TABLE),
    ("policies", PARTITIONED + PARTITION),
    ("policies", TABLE + f"create policy tenant on log.added using ({TENANT})"),
    ("policies", TABLE + f"create policy tenant on log.added using ({TENANT}) with check (true)"),
    ("policies", TABLE + f"create policy tenant on log.added for select using ({TENANT})"),
    ("policies", TABLE + "create policy tenant on log.added using (true) with check (true)"),
    ("policies", TABLE + f"create policy p on log.added using ({INDEXED}) with check ({INDEXED})"),
    ("exceptions", TABLE + ISOLATED + "create policy p on log.added to taizhang_app using (true)"),
    ("views", "create view log.added as select * from log.event"),
    ("views", "create view rows_x.added with (security_invoker = false) as select 1"),
    ("definers", f"{DEFINER} return 1; {CLOSED} {OF_THE_WRITER}"),
    ("definers", f"{DEFINER} set search_path = log, public return 1; {CLOSED} {OF_THE_WRITER}"),
    ("definers", f"{DEFINER} {PINNED} return 1; {CLOSED}"),
    ("definers", f"{DEFINER} {PINNED} return 1; {OF_THE_WRITER}"),
    ("public_functions", "create function log.added() returns int language sql return 1"),
    ("public_functions", "create function rows_x.added() returns int language sql return 1"),
    ("writers", TABLE + "grant insert on log.added to taizhang_app"),
    ("writers", TABLE + "grant update (x) on log.added to taizhang_log_writer"),
    ("writers", TABLE + "grant trigger on log.added to public"),
    ("owners", TABLE + "alter table log.added owner to taizhang_log_writer"),
    ("owners", "create table rows_x.added (tenant_id uuid)"),
    ("roles", "create role taizhang_added bypassrls"),
    ("roles", "create role taizhang_added in role taizhang_log_writer"),
    ("roles", "create role taizhang_added; grant create on schema log to taizhang_added"),
    ("strangers", TABLE + "grant select on log.added to public"),
    ("strangers", TABLE + "create role added; grant select on log.added to added"),
]
RIGHTS = [
    ("writers", "log.event", "grant delete on log.event to taizhang_log_writer"),
    ("writers", "log.event", "grant truncate on log.event to taizhang_log_writer"),
    ("writers", "log.event", "grant update (entry) on log.event to taizhang_app"),
    ("writers", "log.tenant_head", "grant update on log.tenant_head to taizhang_operator"),
    ("roles", "taizhang_app", "grant taizhang_log_writer to taizhang_app"),
    ("roles", "taizhang_reader", "alter role taizhang_reader bypassrls"),
    ("roles", "taizhang_app", "grant temp on database {database} to taizhang_app"),
    ("strangers", "schema log", "grant usage on schema log to public"),
    ("exceptions", "log.event", "create policy p on log.event to taizhang_app using (true)"),
    ("forced", "log.event", "alter table log.event disable row level security"),
]


@pytest.fixture(scope="module")
def furnished(server: Server) -> Iterator[str]:
    """A database with all that a migration and a worker make."""
    name = f"catalogue_{uuid.uuid4().hex}"
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        connection.execute(f"create database {name}")  # type: ignore[call-overload]
    dsn = server.dsn(database=name)
    migrate(dsn)
    asyncio.run(_make_rows(dsn))
    yield dsn
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        connection.execute(f"drop database {name} with (force)")  # type: ignore[call-overload]


async def _make_rows(dsn: str) -> None:
    async with open_platform(dsn, MasterKey(b"0" * 32)) as platform:
        await platform.worker.generation()


@pytest.fixture
def owner(furnished: str) -> Iterator[Any]:
    """A connection that may do everything; what it did is undone."""
    with psycopg.connect(furnished) as connection:
        connection.execute("create schema rows_x")
        yield connection
        connection.rollback()


def faults(connection: Any, check: str) -> list[tuple[str, str]]:
    return list(connection.execute(CHECKS[check].read_text(encoding="utf-8")).fetchall())


@pytest.mark.parametrize("check", CHECKS)
def test_the_catalogue_is_as_it_must_be(owner: Any, check: str) -> None:
    assert faults(owner, check) == []


def test_all_kinds_of_rows_are_looked_at(owner: Any) -> None:
    query = "select count(*) from pg_tables where schemaname ~ '^rows_' and rowsecurity"
    assert owner.execute(query).fetchone()[0] > 10


@pytest.mark.parametrize(("check", "ddl"), BAD)
def test_what_is_added_without_it_is_named(owner: Any, check: str, ddl: str) -> None:
    owner.execute(ddl)
    [found] = {name for name, _ in faults(owner, check)}
    assert "added" in found


@pytest.mark.parametrize(("check", "name", "ddl"), RIGHTS)
def test_a_right_that_is_added_is_named(owner: Any, check: str, name: str, ddl: str) -> None:
    owner.execute(ddl.format(database=owner.info.dbname))
    assert name in [found for found, _ in faults(owner, check)]


def test_a_table_that_has_it_all_is_not_named(owner: Any) -> None:
    owner.execute(PARTITIONED + PARTITION + ISOLATED.replace("log.added", "log.added_1"))
    assert [fault for check in CHECKS for fault in faults(owner, check)] == []
