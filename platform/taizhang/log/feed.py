"""Feed: every event of one tenant, once and in order, from any position."""

from collections.abc import AsyncIterator
from uuid import UUID

from taizhang.log.hints import Hints
from taizhang.log.log import Log
from taizhang.log.model import Recorded

_POLL_SECONDS = 1.0


async def follow(
    log: Log, hints: Hints, tenant: UUID, *, after: int = 0, at_most: int = 500
) -> AsyncIterator[Recorded]:
    """Yield events beyond `after` without end; at most `at_most` are held in memory."""
    while True:
        heard = hints.heard
        events = await log.read_after(tenant, after, at_most)
        for event in events:
            yield event
            after = event.position
        if not events:
            await hints.wait(_POLL_SECONDS, beyond=heard)
