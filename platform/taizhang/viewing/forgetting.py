"""Forgetting: the log of other systems' queries is cut by an operator, never within six months."""

from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg

from taizhang.database.login import login
from taizhang.database.pool import answering
from taizhang.errors import Refusal, Refused

_KEPT = timedelta(days=184)
"""Six months, whichever they are: network logs are kept so long at least (Cybersecurity Law)."""

TOO_RECENT = Refusal(
    "access.too_recent",
    zh="查询日志至少留存六个月（《网络安全法》），只能删除 {latest} 以前的",
    en="queries are kept for six months (Cybersecurity Law); forget those before {latest} at most",
)


async def forget_queries(dsn: str, before: datetime) -> int:
    """Delete what other systems asked before a moment; says how many. An operator's act: `dsn`
    names a login that may act as `taizhang_operator`. Raises Refused(`access.too_recent`).
    """
    latest = datetime.now(UTC) - _KEPT
    if before > latest:
        raise Refused(TOO_RECENT(latest=latest.date().isoformat()))
    address, settings = login(dsn, "taizhang_operator")
    async with answering():
        connection: Any = await asyncpg.connect(address, server_settings=settings, timeout=5)
        try:
            return int(await connection.fetchval("select tenancy.forget_queries($1)", before))
        finally:
            await connection.close()
