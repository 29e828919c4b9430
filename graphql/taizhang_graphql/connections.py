"""Connections: where those are had that answer, and how they give JSON."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Protocol

import asyncpg


class Connections(Protocol):
    """Where a connection is had for as long as a block runs."""

    def connection(self, tenants: str = "") -> AbstractAsyncContextManager[Any]:
        """One that is set to these tenants, if such a one is at hand. Raises what asyncpg raises
        when the database is away.
        """
        ...


class Kept:
    """One connection, which is somebody's own."""

    def __init__(self, connection: "asyncpg.Connection[Any]") -> None:
        self._connection = connection

    @asynccontextmanager
    async def connection(self, tenants: str = "") -> AsyncIterator[Any]:
        """That one."""
        yield self._connection


async def keep_json(connection: Any) -> None:
    """Let a connection give JSON as the bytes that came: it is passed on, never looked into.

    It comes as `varchar`, which nothing else is: as `json`, PostgreSQL would read it once more.
    """
    await connection.set_type_codec(
        "varchar", schema="pg_catalog", encoder=bytes, decoder=bytes, format="binary"
    )
