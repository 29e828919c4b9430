"""Migrations: over a server that is not ours, by whoever owns the database there."""

import uuid
from collections.abc import Iterator

import psycopg
import pytest

from taizhang.app import open_platform
from taizhang.database.embedded import Server
from taizhang.log.model import NewCommand, NewEvent
from taizhang.tenancy.master import MasterKey
from taizhang_migrations import migrate
from taizhang_migrations.faults import NotOurs

pytestmark = pytest.mark.anyio
ROLES = ("log_writer", "operator", "registrar", "app", "projector", "scheduler", "reader")


@pytest.fixture
def owned(server: Server) -> Iterator[str]:
    """A database whose owner is no superuser, but may create roles."""
    name = f"owned_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        connection.execute(f"create role {name} login createrole")  # type: ignore[call-overload]
        # The platform's roles are a cluster's: made by another, they must be lent to this owner.
        for role in ROLES:
            grant = f"grant taizhang_{role} to {name} with admin option"
            connection.execute(grant)  # type: ignore[call-overload]
        connection.execute(f"create database {name} owner {name}")  # type: ignore[call-overload]
    yield server.dsn(name, name)
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        connection.execute(f"drop database {name} with (force)")  # type: ignore[call-overload]
        connection.execute(f"drop role {name}")  # type: ignore[call-overload]


async def test_an_owner_who_is_no_superuser_migrates_and_serves(owned: str) -> None:
    migrate(owned)
    async with open_platform(owned, MasterKey(b"0" * 32)) as platform:
        tenant = await platform.register.open("one", "一", rehearsal=False)
        new = NewCommand(uuid.uuid4(), b"", b"", 0, [], [NewEvent("t", ["a"], b"")])
        assert (await platform.log.append(tenant.id, new)).state == "appended"


async def test_migrating_again_changes_nothing(database: str) -> None:
    migrate(database)
    migrate(database)


async def test_no_role_may_add_to_the_schemas_of_the_log(database: str) -> None:
    query = """
        select r.rolname from pg_roles r
         where r.rolname like 'taizhang%%'
           and (has_schema_privilege(r.oid, 'log', 'create')
                or has_schema_privilege(r.oid, 'tenancy', 'create'))
    """
    with psycopg.connect(database) as connection:
        assert connection.execute(query.replace("%%", "%")).fetchall() == []


def test_a_database_of_a_newer_release_is_told_and_left_alone(database: str) -> None:
    with psycopg.connect(database, autocommit=True) as owner:
        owner.execute("update migrations.alembic_version set version_num = '9999'")
        with pytest.raises(NotOurs, match="版本 9999"):
            migrate(database)
        row = owner.execute("select version_num from migrations.alembic_version").fetchone()
    assert row == ("9999",)
