"""Query log: what other systems ask is written down, off the way of the answer.

Entries wait a tenth of a second at most and are inserted together. A process that is killed loses
those; one that stops writes them. While the database is away they are kept, and once too many
wait, other systems are refused rather than answered unlogged. People's own queries are not logged.
"""

import asyncio
import contextlib
import logging
from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self
from uuid import UUID

import asyncpg

from taizhang.bounded import Bounded
from taizhang.database.pool import RETRY_AFTER_SECONDS, unavailable
from taizhang.errors import Refusal, Refused
from taizhang.recurring import Recurring
from taizhang.viewing.asked import Asked, Entry, Kind, Said, said
from taizhang.viewing.query_entries import write
from taizhang.viewing.viewer import Viewer

_log = logging.getLogger(__name__)

SECONDS = 0.1
ROOM = 10_000
"""Entries that may wait: about a kilobyte each."""
_TOGETHER = 1_000
_LAST_SECONDS = 3.0
_DOCUMENTS = 1_000_000
"""Characters of documents whose hashes are remembered."""

FULL = Refusal(
    "access.log_away",
    zh="查询日志暂时写不进去，对接系统的查询先不受理，请稍后重试",
    en="the log of queries cannot be written, so other systems are not answered; retry later",
    status=503,
)


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
        self._documents: Recurring[str, Said] = Recurring(_DOCUMENTS)

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
        known = self._documents.get(document) or self._documents.keep(
            document, said(document), len(document)
        )
        return Asked(self.keep, viewer, kind, known, name, operation)

    def keep(self, entry: Entry) -> None:
        """Note an entry; it is written within a moment."""
        self._waiting.append(entry)
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_soon())

    async def flush(self) -> None:
        """Write all that waits by now. Raises what asyncpg raises when the database is away."""
        async with self._turn:
            due = len(self._waiting)  # what comes meanwhile waits for the next time
            while due:
                batch = self._waiting[: min(due, _TOGETHER)]
                await self._write_all(batch)
                del self._waiting[: len(batch)]
                due -= len(batch)

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

    async def _write_all(self, entries: Sequence[Entry]) -> None:
        """What the database refuses for its values is told to the operator, and nobody else's
        entry waits for it.
        """
        try:
            await self._write(entries)
        except asyncpg.DataError as error:
            if len(entries) == 1:
                _log.error("a query could not be logged (%s): %r", error, entries[0])
                return
            half = len(entries) // 2
            await self._write_all(entries[:half])
            await self._write_all(entries[half:])

    async def _write(self, entries: Sequence[Entry]) -> None:
        async with self._pool.acquire() as connection:
            await write(connection, entries, self._audiences)
