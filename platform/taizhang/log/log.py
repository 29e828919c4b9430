"""Log: reads and appends of one tenant's log at a time."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import asyncpg

from taizhang.database.pool import answering
from taizhang.log.model import Boundary, Known, NewCommand, Outcome, Recorded, Selector
from taizhang.log.writer import Writer

_SET = "set_config('taizhang.tenants', $1, true)::uuid"
_BOUNDARY = f"select * from log.read_boundary({_SET}, $2::log.selector[])"  # noqa: S608
_AFTER = f"select * from log.read_after({_SET}, $2, $3)"  # noqa: S608
_COMMAND = f"""
    select command_id, request_mac, request, first_position, last_position, recorded_at
      from log.find_command({_SET}, $2)
"""  # noqa: S608


class Log:
    """The log as a decision sees it. Every call names its tenant."""

    def __init__(self, pool: "asyncpg.Pool[Any]", writer: Writer) -> None:
        self._pool = pool
        self._writer = writer

    async def read_boundary(self, tenant: UUID, selectors: Iterable[Selector]) -> Boundary:
        """The head and all matching events, from one snapshot."""
        rows = await self._fetch(_BOUNDARY, str(tenant), [tuple(s) for s in selectors])
        if not rows:
            raise LookupError(f"tenant {tenant} has no log")
        head, incarnation, _, now, _ = rows[0]
        return Boundary(head, now, incarnation, [Recorded(*row) for row in rows[1:]])

    async def read_after(self, tenant: UUID, position: int, limit: int) -> Sequence[Recorded]:
        """Up to `limit` events after a position, in order, none left out."""
        return [Recorded(*row) for row in await self._fetch(_AFTER, str(tenant), position, limit)]

    async def command(self, tenant: UUID, command_id: UUID) -> Known | None:
        """The accepted command of this id, if there is one."""
        rows = await self._fetch(_COMMAND, str(tenant), command_id)
        return Known(*rows[0]) if rows else None

    async def append(self, tenant: UUID, command: NewCommand) -> Outcome:
        """Append all events of a command, or none."""
        return await self._writer.append(tenant, command)

    async def _fetch(self, query: str, *args: object) -> list[Any]:
        async with answering(), self._pool.acquire() as connection:
            return list(await connection.fetch(query, *args))
