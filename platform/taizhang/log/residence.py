"""Residence: a log takes no appends where it was not declared to live.

A restored dump, a base backup recovered to a moment and a promoted replica are each found somewhere
else than the log says (`log.moved`). Reads go on. An operator declares that appends do too.
"""

from typing import Any

import asyncpg

from taizhang.database.pool import answering
from taizhang.errors import Refusal, Refused

MOVED = Refusal(
    "log.moved",
    zh="数据库是从备份恢复的，或换了服务器：在运维人员声明之前只能查询，不能办理。"
    "请先停掉原来的数据库，再运行 taizhang log resume --because “原因”",
    en="the database was restored or has moved: it is for reading only until an operator declares"
    " that it goes on (taizhang log resume --because …); stop the former one first",
    status=503,
)
RETRY_AFTER_SECONDS = 30


class Residence:
    """Looks when a connection is opened: without a new one, a server cannot have been exchanged.

    While all is well, asking costs nothing.
    """

    def __init__(self) -> None:
        self._moved: bool | None = None
        """None: not known, as on a replica that may be promoted."""

    async def look(self, connection: Any) -> None:
        """What a new connection finds."""
        self._moved = await connection.fetchval("select log.moved()")

    async def require(self, pool: "asyncpg.Pool[Any]") -> None:
        """Raises Refused(`log.moved`) until it is declared that the log goes on here."""
        if self._moved is False:
            return
        async with answering(), pool.acquire() as connection:
            await self.look(connection)
        if self._moved:
            raise Refused(MOVED(), retry_after=RETRY_AFTER_SECONDS)
