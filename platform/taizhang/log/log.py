"""Log: reads and appends of one tenant's log at a time."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import asyncpg

from taizhang.database.pool import answering
from taizhang.log.incarnation import telling
from taizhang.log.model import Boundary, Known, NewCommand, Outcome, Recorded, Selector
from taizhang.log.residence import Residence
from taizhang.log.writer import Writer

_SET = "set_config('taizhang.tenants', $1, true)::uuid"
_BOUNDARY = f"select * from log.read_boundary({_SET}, $2::log.selector[])"  # noqa: S608
_AFTER = f"select * from log.read_after({_SET}, $2, $3, $4)"  # noqa: S608
_AFTER_IN = f"""
    select * from log.read_after(log.in_incarnation({_SET}, $5::text::uuid), $2, $3, $4)
"""  # noqa: S608
_COMMAND = f"""
    select command_id, request_mac, request, first_position, last_position, recorded_at
      from log.find_command({_SET}, $2)
"""  # noqa: S608


class Log:
    """The log as a decision sees it. Every call names its tenant."""

    def __init__(
        self, pool: "asyncpg.Pool[Any]", writer: Writer, residence: Residence | None = None
    ) -> None:
        self._pool = pool
        self._writer = writer
        self._residence = residence

    async def read_boundary(self, tenant: UUID, selectors: Iterable[Selector]) -> Boundary:
        """The head and all matching events, from one snapshot."""
        rows = await self._fetch(_BOUNDARY, str(tenant), [tuple(s) for s in selectors])
        if not rows:
            raise LookupError(f"tenant {tenant} has no log")
        head, incarnation, _, now, _ = rows[0]
        return Boundary(head, now, incarnation, [Recorded(*row) for row in rows[1:]])

    async def read_after(
        self,
        tenant: UUID,
        position: int,
        limit: int,
        at_most_bytes: int | None = None,
        *,
        incarnation: str | None = None,
    ) -> Sequence[Recorded]:
        """Up to `limit` events after a position, in order, none left out. The one whose entry
        completes so many bytes is the last. Raises Refused(`log.other_incarnation`) where the
        position is of another one than the log now is.
        """
        page = (str(tenant), position, limit, at_most_bytes)
        if incarnation is None:
            rows = await self._fetch(_AFTER, *page)
        else:
            with telling(position):
                rows = await self._fetch(_AFTER_IN, *page, incarnation)
        return [Recorded(*row) for row in rows]

    async def command(self, tenant: UUID, command_id: UUID) -> Known | None:
        """The accepted command of this id, if there is one."""
        rows = await self._fetch(_COMMAND, str(tenant), command_id)
        return Known(*rows[0]) if rows else None

    async def append(self, tenant: UUID, command: NewCommand) -> Outcome:
        """Append all events of a command, or none. Raises Refused(`log.moved`)."""
        if self._residence is not None:
            await self._residence.require(self._pool)
        return await self._writer.append(tenant, command)

    async def _fetch(self, query: str, *args: object) -> list[Any]:
        async with answering(), self._pool.acquire() as connection:
            return list(await connection.fetch(query, *args))
