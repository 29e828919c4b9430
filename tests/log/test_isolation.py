"""Who may read and write what: roles, row-level security, and the clock."""

from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import pytest

from taizhang.app import Platform
from taizhang.log.model import Selector

pytestmark = pytest.mark.anyio
SCHEMAS = ("log", "tenancy", "projections")


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


@pytest.mark.parametrize(
    "statement",
    [
        "insert into log.event values ($1, 99, 't', '{}', now(), '')",
        "update log.event set entry = '' where tenant_id = $1",
        "delete from log.event where tenant_id = $1",
        "update log.tenant_head set position = 0 where tenant_id = $1",
        "delete from log.tag where tenant_id = $1",
        "delete from log.command where tenant_id = $1",
    ],
)
@pytest.mark.parametrize("pool", ["app", "reader"])
async def test_history_cannot_be_written_but_through_append(
    platform: Platform, one: Any, statement: str, pool: str
) -> None:
    async with getattr(platform, pool).acquire() as connection:
        await connection.work_for(one.tenant)
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(statement, one.tenant)


async def test_append_refuses_a_tenant_that_is_not_set(
    platform: Platform, one: Any, other: Any
) -> None:
    async with platform.app.acquire() as connection:
        await connection.work_for(one.tenant)
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.fetch("select log.append($1, '{}')", other.tenant)


async def test_every_tenant_table_has_forced_row_level_security(database: str) -> None:
    connection = await asyncpg.connect(database)
    rows = await connection.fetch(
        """select c.oid::regclass::text as name from pg_class c
             join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
            where c.relkind in ('r', 'p') and c.relnamespace::regnamespace::text = any ($1)
              and not (c.relrowsecurity and c.relforcerowsecurity)""",
        SCHEMAS,
    )
    await connection.close()
    assert [row["name"] for row in rows] == []


async def test_nobody_but_a_rehearsal_has_a_clock_of_its_own(platform: Platform) -> None:
    from uuid import uuid4

    from taizhang.log.model import NewCommand, NewEvent

    real = await platform.register.open("real", "真实", rehearsal=False)
    long_ago = datetime(2015, 12, 1, tzinfo=UTC)
    command = NewCommand(uuid4(), b"", b"", 0, [], [NewEvent("t", ["a"], b"")], long_ago)
    outcome = await platform.log.append(real.id, command)
    assert outcome.recorded_at is not None
    assert datetime.now(UTC) - outcome.recorded_at < timedelta(minutes=5)


async def test_a_rehearsal_may_begin_in_the_past_and_never_goes_back(platform: Platform) -> None:
    from uuid import uuid4

    from taizhang.log.model import NewCommand, NewEvent

    tenant = await platform.register.open("play", "演练", rehearsal=True)
    begin = datetime(2015, 12, 1, tzinfo=UTC)
    for clock in (begin, begin - timedelta(days=300)):
        new = NewCommand(uuid4(), b"", b"", 0, [], [NewEvent("t", ["a"], b"")], clock)
        await platform.log.append(tenant.id, new)
    now = (await platform.log.read_boundary(tenant.id, [Selector()])).now
    assert begin <= now < begin + timedelta(minutes=5)
