"""Snapshot: a log as it is stored, read place by place from one moment, in bounded memory."""

import contextlib
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

from taizhang.audit.place import Place, TagRow
from taizhang.database.pool import answering
from taizhang.log.model import Known, Recorded

_HEAD = "select position from log.tenant_head where tenant_id = $1"
_EVENTS = """
    select position, type, tags, recorded_at, entry
      from log.event where tenant_id = $1 order by position
"""
_TAGS = "select position, tag, type from log.tag where tenant_id = $1 order by position"
_COMMANDS = """
    select first_position, command_id, request_mac, request,
           first_position, last_position, recorded_at
      from log.command where tenant_id = $1 order by first_position
"""
_AT_ONCE = 500
# The tag index has another order: the first row comes after a sort of all of it.
_SORT_SECONDS = 3600


@contextlib.asynccontextmanager
async def snapshot(pool: Any, tenant: UUID) -> AsyncIterator["Snapshot"]:
    """One moment of a tenant's log. Raises LookupError when the tenant has none."""
    async with answering(), pool.acquire() as connection:
        await connection.work_for(tenant)
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            head = await connection.fetchval(_HEAD, tenant)
            if head is None:
                raise LookupError(f"tenant {tenant} has no log")
            yield Snapshot(connection, tenant, head)


class Snapshot:
    """The log's head, and everything that is stored, by position."""

    def __init__(self, connection: Any, tenant: UUID, head: int) -> None:
        self.head = head
        self._connection = connection
        self._tenant = tenant

    async def places(self) -> AsyncIterator[Place]:
        """Every position that an event, a tag row or a command names, in order."""
        events = _Rows(self._cursor(_EVENTS))
        tags = _Rows(self._cursor(_TAGS))
        commands = _Rows(self._cursor(_COMMANDS))
        streams = (events, tags, commands)
        for stream in streams:
            await stream.step()
        while waiting := [s.position for s in streams if s.position is not None]:
            at = min(waiting)
            event = [Recorded(*row) for row in await events.at(at)]
            yield Place(
                at,
                event[0] if event else None,
                [TagRow(*row[1:]) for row in await tags.at(at)],
                [Known(*row[1:]) for row in await commands.at(at)],
            )

    async def commands(self) -> AsyncIterator[Known]:
        """Every accepted command, in the order of their events."""
        async for row in self._cursor(_COMMANDS):
            yield Known(*tuple(row)[1:])

    def _cursor(self, query: str) -> AsyncIterator[Any]:
        rows = self._connection.cursor(
            query, self._tenant, prefetch=_AT_ONCE, timeout=_SORT_SECONDS
        )
        return aiter(rows)


class _Rows:
    """Rows in the order of their first column, taken position by position."""

    def __init__(self, rows: AsyncIterator[Any]) -> None:
        self._rows = rows
        self._next: tuple[Any, ...] | None = None

    @property
    def position(self) -> int | None:
        """Where the next row stands; None at the end."""
        return None if self._next is None else self._next[0]

    async def step(self) -> None:
        row = await anext(self._rows, None)
        self._next = None if row is None else tuple(row)

    async def at(self, position: int) -> list[tuple[Any, ...]]:
        """All rows of a position."""
        rows = []
        while self._next is not None and self._next[0] == position:
            rows.append(self._next)
            await self.step()
        return rows
