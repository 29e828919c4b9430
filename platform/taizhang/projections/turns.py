"""Turns: every tenant with news gets its turn, fairly, for as long as a worker lives."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from uuid import UUID

from taizhang.database.pool import unavailable
from taizhang.errors import Refused
from taizhang.log.hints import Hints

_log = logging.getLogger(__name__)
_PAUSES = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
_TENANT_PAUSES = (1.0, 5.0, 15.0, 60.0)
_BUSY_SECONDS = 0.02


class Turns:
    """`behind` finds the tenants with news; `turn` does a bounded piece of one tenant's work
    and says whether it came further (it does not while another worker has the tenant).
    """

    def __init__(
        self,
        behind: Callable[[], Awaitable[list[UUID]]],
        turn: Callable[[UUID], Awaitable[bool]],
        hints: Hints,
        *,
        poll: float = 1.0,
    ) -> None:
        self._behind = behind
        self._turn = turn
        self._hints = hints
        self._poll = poll
        self._last: UUID | None = None
        self._failures = 0
        self._failed: dict[UUID, tuple[int, float]] = {}
        """By tenant: how often in a row, and until when it is left alone."""

    async def for_ever(self) -> None:
        """Work until cancelled. A database that is away is waited for; one tenant's error
        is logged and leaves the others alone.
        """
        while True:
            try:
                await self._round()
                self._failures = 0
            except Exception as error:
                await self._recover(error)

    async def until_quiet(self, tenant: UUID | None = None) -> None:
        """Work until there is no news (of one tenant). Errors are raised."""
        while tenants := [t for t in await self._behind() if tenant in (None, t)]:
            further = [await self._turn(each) for each in tenants]
            if not any(further):  # others are at work
                await self._hints.wait(_BUSY_SECONDS)

    async def _round(self) -> None:
        heard = self._hints.heard
        if not await self._turns():
            await self._hints.wait(self._poll, beyond=heard)

    async def _turns(self) -> bool:
        further = False
        for tenant in self._in_turn(await self._behind()):
            self._last = tenant
            further = await self._guarded(tenant) or further
        return further

    def _in_turn(self, tenants: list[UUID]) -> list[UUID]:
        """Those behind the last one first, so that an interrupted round is not unfair."""
        now = time.monotonic()
        able = [t for t in tenants if self._failed.get(t, (0, 0.0))[1] <= now]
        last = self._last
        return sorted(able, key=lambda t: (last is not None and t <= last, t))

    async def _guarded(self, tenant: UUID) -> bool:
        try:
            further = await self._turn(tenant)
        except Exception as error:
            if _away(error):
                raise
            self._leave_alone(tenant)
            return False
        self._failed.pop(tenant, None)
        return further

    def _leave_alone(self, tenant: UUID) -> None:
        times = self._failed.get(tenant, (0, 0.0))[0]
        pause = _TENANT_PAUSES[min(times, len(_TENANT_PAUSES) - 1)]
        self._failed[tenant] = times + 1, time.monotonic() + pause
        _log.exception("tenant %s is left alone for %s s", tenant, pause)

    async def _recover(self, error: Exception) -> None:
        pause = _PAUSES[min(self._failures, len(_PAUSES) - 1)]
        self._failures += 1
        if _away(error):
            _log.warning("the database is away (%s); next try in %s s", error, pause)
        else:
            _log.exception("a round failed; next one in %s s", pause)
        await asyncio.sleep(pause)


def _away(error: Exception) -> bool:
    waits = isinstance(error, Refused) and error.retry_after is not None
    return waits or unavailable(error)
