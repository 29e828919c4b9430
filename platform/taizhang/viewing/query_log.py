"""Query log: what other systems ask is written down, off the way of the answer.

Entries wait a tenth of a second at most and are inserted together. A process that is killed loses
those; one that stops writes them. While the database is away they are kept, and once too many
wait, other systems are refused rather than answered unlogged. People's own queries are not logged.
"""

import asyncio
import contextlib
import logging
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any, Self
from uuid import UUID, uuid5

import asyncpg

from taizhang.bounded import Bounded
from taizhang.database.pool import RETRY_AFTER_SECONDS, unavailable
from taizhang.errors import Refusal, Refused
from taizhang.viewing.asked import Asked, Entry, Kind
from taizhang.viewing.viewer import Viewer

_log = logging.getLogger(__name__)

SECONDS = 0.1
ROOM = 10_000
"""Entries that may wait: about a kilobyte each."""
_TOGETHER = 1_000
_LAST_SECONDS = 3.0

FULL = Refusal(
    "access.log_away",
    zh="查询日志暂时写不进去，对接系统的查询先不受理，请稍后重试",
    en="the log of queries cannot be written, so other systems are not answered; retry later",
    status=503,
)
_SEEN_BY = """
    insert into tenancy.query_audience (tenant_id, home, audience, place)
    select member.tenant_id, $1, $2, member.place
      from unnest($3::uuid[], $4::int[]) as member (tenant_id, place)
        on conflict do nothing
"""
_COLUMNS = {
    "audience": "uuid",
    "query": "uuid",
    "at": "timestamptz",
    "client": "text",
    "token": "text",
    "kind": "text",
    "document": "bytea",
    "name": "text",
    "operation": "text",
    "covered": "int",
    "positions": "text",  # an array of arrays would be one
    "objects": "bigint",
    "rows": "bigint",
    "bytes": "bigint",
    "milliseconds": "real",
    "status": "int",
    "code": "text",
}
_NAMES = ", ".join(_COLUMNS)
_VALUES = _NAMES.replace("positions", "positions::bigint[]")
_CASTS = ", ".join(f"${number}::{sql}[]" for number, sql in enumerate(_COLUMNS.values(), 2))
# A repeated attempt, after a commit whose answer was lost, changes nothing.
_INSERT = f"""
    insert into tenancy.query_log (tenant_id, {_NAMES})
    select tenant_id, {_VALUES} from unnest($1::uuid[], {_CASTS}) as asked (tenant_id, {_NAMES})
        on conflict do nothing
"""  # noqa: S608 - names of columns only


class QueryLog:
    """Takes entries at once, and writes them soon."""

    def __init__(
        self, pool: "asyncpg.Pool[Any]", *, seconds: float = SECONDS, room: int = ROOM
    ) -> None:
        self._pool, self._seconds, self._room = pool, seconds, room
        self._waiting: list[Entry] = []
        self._turn = asyncio.Lock()
        self._writing: asyncio.Task[None] | None = None
        self._audiences: Bounded[UUID, UUID] = Bounded(10_000)
        """Those that are written already."""

    def asked(
        self,
        viewer: Viewer,
        kind: Kind,
        document: str,
        *,
        name: str | None = None,
        operation: str | None = None,
    ) -> Asked:
        """A request that begins. Raises Refused(`access.log_away`) for another system while no
        more can wait. `name`: of the registered document.
        """
        if viewer.access is not None and len(self._waiting) >= self._room:
            raise Refused(FULL(), retry_after=RETRY_AFTER_SECONDS)
        return Asked(self.keep, viewer, kind, document, name, operation)

    def keep(self, entry: Entry) -> None:
        """Note an entry; it is written within a moment."""
        self._waiting.append(entry)
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_soon())

    async def flush(self) -> None:
        """Write all that waits. Raises what asyncpg raises when the database is away."""
        async with self._turn:
            while batch := self._waiting[:_TOGETHER]:
                await self._write(batch)
                del self._waiting[: len(batch)]

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        if self._writing is not None:
            self._writing.cancel()
            await asyncio.gather(self._writing, return_exceptions=True)
        with contextlib.suppress(Exception):
            async with asyncio.timeout(_LAST_SECONDS):
                await self.flush()
        if self._waiting:
            _log.error("%d queries of other systems could not be logged", len(self._waiting))

    async def _write_soon(self) -> None:
        while self._waiting:
            await asyncio.sleep(self._seconds)
            try:
                await self.flush()
            except Exception as error:
                if not unavailable(error):
                    _log.exception("queries of other systems could not be logged; trying again")

    async def _write(self, entries: Sequence[Entry]) -> None:
        seen = {id(entry.tenants): entry for entry in entries}
        audiences = {key: _audience(entry) for key, entry in seen.items()}
        columns = [_row(entry, audiences[id(entry.tenants)]) for entry in entries]
        async with self._pool.acquire() as connection:
            for key, entry in seen.items():
                await self._write_audience(connection, audiences[key], entry)
            await connection.work_for(*sorted({entry.home for entry in entries}))
            await connection.execute(_INSERT, *map(list, zip(*columns, strict=True)))

    async def _write_audience(self, connection: Any, audience: UUID, entry: Entry) -> None:
        if self._audiences.get(audience) is not None:
            return
        places: dict[UUID, int | None] = {entry.home: None}
        places |= {tenant: place for place, tenant in enumerate(_in_order(entry.tenants), 1)}
        await connection.work_for(*places)
        members = list(places), list(places.values())
        await connection.execute(_SEEN_BY, entry.home, audience, *members)
        self._audiences.keep(audience, audience)


def _in_order(tenants: Mapping[UUID, str]) -> list[UUID]:
    """Tenants by their slugs, which never change."""
    return sorted(tenants, key=tenants.__getitem__)


def _audience(entry: Entry) -> UUID:
    """The same tenants under the same grant's home have the same audience."""
    return uuid5(entry.home, ",".join(sorted(map(str, entry.tenants))))


def _row(entry: Entry, audience: UUID) -> list[Any]:
    return [
        entry.home,
        audience,
        entry.query,
        entry.at,
        entry.client,
        entry.token,
        entry.kind.value,
        entry.document,
        entry.name,
        entry.operation,
        len(entry.tenants),
        _positions(entry),
        entry.objects,
        entry.rows,
        entry.bytes,
        entry.milliseconds,
        entry.status,
        entry.code,
    ]


def _positions(entry: Entry) -> str | None:
    match entry.positions:
        case None:
            return None
        case int(position):
            return f"{{{position}}}"
        case positions:
            found = (positions.get(entry.tenants[t], 0) for t in _in_order(entry.tenants))
            return f"{{{','.join(map(str, found))}}}"
