"""Incarnation: one unbroken history of a log. A restored one that goes on is another.

Whoever keeps a position outside the database keeps the incarnation with it, and is told when the
log has become another, instead of mixing two histories.
"""

import contextlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import asyncpg

from taizhang.database.login import login
from taizhang.database.pool import answering
from taizhang.errors import Refusal, Refused

OTHER_INCARNATION = Refusal(
    "log.other_incarnation",
    zh="日志从备份恢复后另起了一段：到位置 {shared} 为止与原来相同，之后可能不同；"
    "读到位置 {position} 的，请从位置 {shared} 之后重新读起",
    en="the log was restored and goes on differently: up to position {shared} it is what it was;"
    " whoever holds position {position} must read again from there",
    status=409,
)
ANOTHER = "TZ001"
"""The SQLSTATE by which `log.in_incarnation` says it; its detail is the last shared position."""

_RESUME = "select log.resume($1, $2, $3)"
_ALL = """
    select incarnation, previous, begins_after, because, declared_by, declared_at
      from log.incarnation where tenant_id = $1 order by declared_at
"""


class Incarnation(NamedTuple):
    """A declared beginning: up to `begins_after` the history is that of `previous`."""

    incarnation: UUID
    previous: UUID
    begins_after: int
    because: str
    declared_by: str
    declared_at: datetime


def require_shared(position: int, shared: int | None) -> None:
    """A position of another incarnation is good as far as its history is `shared` (None: it is of
    this one). Raises Refused(`log.other_incarnation`).
    """
    if shared is not None and position > shared:
        raise Refused(OTHER_INCARNATION(position=position, shared=shared))


@contextlib.contextmanager
def telling(position: int) -> Iterator[None]:
    """Tells of another incarnation as a refusal to whoever holds this position."""
    try:
        yield
    except asyncpg.PostgresError as error:
        if error.sqlstate != ANOTHER:
            raise
        shared = int(error.detail)
        raise Refused(OTHER_INCARNATION(position=position, shared=shared)) from error


async def resume(dsn: str, because: str, by: str, tenant: UUID | None = None) -> int:
    """Declare that all logs (or one) go on after a restore; says how many. An operator's act:
    `dsn` names a login that may act as `taizhang_operator`.
    """
    address, settings = login(dsn, "taizhang_operator")
    async with answering():
        connection: Any = await asyncpg.connect(address, server_settings=settings, timeout=5)
        try:
            return int(await connection.fetchval(_RESUME, because, by, tenant))
        finally:
            await connection.close()


async def incarnations(pool: "asyncpg.Pool[Any]", tenant: UUID) -> list[Incarnation]:
    """What was declared of a tenant's log, the oldest first."""
    async with answering(), pool.acquire() as connection:
        await connection.work_for(tenant)
        return [Incarnation(*row) for row in await connection.fetch(_ALL, tenant)]
