"""Logins: with one for each role, nothing sent over a connection raises its rights."""

import uuid
from collections.abc import Iterator

import asyncpg
import psycopg
import pytest

from taizhang.app import open_platform
from taizhang.database.embedded import Server
from taizhang.log.incarnation import resume
from taizhang.log.model import NewCommand, NewEvent
from taizhang.log.recorder.connections import Connections
from taizhang.tenancy.master import MasterKey

pytestmark = pytest.mark.anyio
ROLES = ("app", "projector", "scheduler", "reader", "operator")


@pytest.fixture
def own_logins(server: Server, database: str) -> Iterator[str]:
    """The database's address, for each role to log in as itself."""

    def let(them: str) -> None:
        with psycopg.connect(server.dsn(), autocommit=True) as connection:
            for role in ROLES:
                connection.execute(f"alter role taizhang_{role} {them}")  # type: ignore[call-overload]

    let("login")
    yield database.replace("postgres@", "{role}@")
    let("nologin")


async def test_every_part_works_with_logins_of_its_own(own_logins: str) -> None:
    async with open_platform(own_logins, MasterKey(b"0" * 32)) as platform:
        tenant = await platform.register.open("one", "一", rehearsal=False)
        new = NewCommand(uuid.uuid4(), b"", b"", 0, [], [NewEvent("t", ["a"], b"")])
        assert (await platform.log.append(tenant.id, new)).state == "appended"
        assert await platform.worker.status() is not None
        await platform.worker.generation()
    assert await resume(own_logins, "because", "me") == 1
    connections = Connections(own_logins, "taizhang_app", size=1)
    assert connections.fetch("select session_user::text") == [("taizhang_app",)]
    connections.close()


@pytest.mark.parametrize("pool", ["app", "reader"])
async def test_a_pool_cannot_become_anything_else(own_logins: str, pool: str) -> None:
    async with (
        open_platform(own_logins, MasterKey(b"0" * 32)) as platform,
        getattr(platform, pool).acquire() as connection,
    ):
        for statement in ("set role none", "reset role", "set session authorization default"):
            await connection.execute(statement)
            assert await connection.fetchval("select current_user") == f"taizhang_{pool}"
        for role in ("taizhang_log_writer", "taizhang_operator", "postgres"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(f"set role {role}")
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(f"set session authorization {role}")
