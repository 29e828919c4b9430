"""Feed: every event of one tenant, once and in order, from any position."""

import asyncio
import math
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from functools import partial
from uuid import UUID

from taizhang.database.pool import UNAVAILABLE
from taizhang.errors import Refused
from taizhang.log.hints import POLL_SECONDS, Hints
from taizhang.log.log import Log
from taizhang.log.model import Recorded

PAGE_EVENTS = 500
PAGE_BYTES = 1 << 20
_PAUSES = (0.1, 0.2, 0.5, 1.0, 2.0)  # seconds, while the database is away


async def follow(
    log: Log,
    hints: Hints,
    tenant: UUID,
    *,
    after: int = 0,
    at_most: int = PAGE_EVENTS,
    at_most_bytes: int = PAGE_BYTES,
    patience: float = math.inf,
    incarnation: str | None = None,
) -> AsyncIterator[Recorded]:
    """Yield events beyond `after` without end, holding one page of them in memory: so many events,
    or fewer that make up so many bytes. A database that is away for more than `patience` seconds
    is told (Refused, `database.unavailable`); until then it is waited for. Whoever keeps `after`
    for longer keeps the log's `incarnation` with it, and is told when a restored log goes on as
    another (Refused, `log.other_incarnation`: from which position on to read again).
    """
    with hints.listen(tenant) as ear:
        while True:
            ear.take()
            start = after
            page = partial(
                log.read_after, tenant, start, at_most, at_most_bytes, incarnation=incarnation
            )
            for event in await _patiently(page, patience):
                after = event.position
                yield event
            if after == start:
                await ear.wait(POLL_SECONDS)


async def _patiently(
    read: Callable[[], Awaitable[Sequence[Recorded]]], patience: float
) -> Sequence[Recorded]:
    begun, failures = time.monotonic(), 0
    while True:
        try:
            return await read()
        except Refused as refused:
            away = time.monotonic() - begun
            if refused.code != UNAVAILABLE.code or away > patience:
                raise
        await asyncio.sleep(_PAUSES[min(failures, len(_PAUSES) - 1)])
        failures += 1
