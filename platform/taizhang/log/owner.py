"""Owner: who writes a log, the platform's commands or another program. Its first event tells."""

from collections.abc import Awaitable, Callable
from uuid import UUID

import msgspec

from taizhang.bounded import Bounded
from taizhang.log import entry

_KEPT = 10_000  # tenants
First = Callable[[UUID], Awaitable[bytes | None]]


def is_the_platforms(tenant: UUID, first: bytes) -> bool:
    """Whether a log that begins with these bytes was begun by the platform's commands."""
    try:
        return entry.decode(first).tenant == tenant
    except msgspec.MsgspecError:
        return False


class Owners:
    """Remembers whose each log is: from its first event on, that does not change."""

    def __init__(self, first: First) -> None:
        """`first` reads the entry at position 1; None while a log is empty."""
        self._first = first
        self._foreign: Bounded[UUID, bool] = Bounded(_KEPT)

    async def is_foreign(self, tenant: UUID) -> bool:
        """Whether another program has begun this log. An empty one is nobody's yet."""
        known = self._foreign.get(tenant)
        if known is not None:
            return known
        first = await self._first(tenant)
        if first is None:
            return False
        return self._foreign.keep(tenant, not is_the_platforms(tenant, first))
