"""Turns: every tenant with news gets its turn, fairly, for as long as a worker lives."""

import asyncio
import logging
import math
import time
from collections.abc import Awaitable, Callable, Iterator
from uuid import UUID

from taizhang.database.pool import unavailable
from taizhang.errors import Refused
from taizhang.log.ear import Ear, Grown
from taizhang.log.hints import POLL_SECONDS, Hints

_log = logging.getLogger(__name__)
_PAUSES = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
_TENANT_PAUSES = (1.0, 5.0, 15.0, 60.0)
_UNFINISHED_SECONDS = 1.0
_BUSY_SECONDS = 0.02


class Turns:
    """`behind` finds the tenants with news (among those that have grown; None: among all); `turn`
    does a bounded piece of one tenant's work and says whether it came further (it does not while
    another worker has the tenant).

    All tenants are looked at when the work begins, every `poll` seconds, and when a hint leaves
    open who has grown; in between only those that were hinted at or not finished. `at_once` tenants
    have their turns at the same time.
    """

    def __init__(
        self,
        behind: Callable[[Grown], Awaitable[list[UUID]]],
        turn: Callable[[UUID], Awaitable[bool]],
        hints: Hints,
        *,
        poll: float = POLL_SECONDS,
        at_once: int = 1,
    ) -> None:
        self._behind = behind
        self._turn = turn
        self._hints = hints
        self._poll = poll
        self._at_once = at_once
        self._poll_at = -math.inf
        self._among: Grown = None
        """Whom to look at besides those who grow: who was behind at the last look."""
        self._last: UUID | None = None
        self._failures = 0
        self._failed: dict[UUID, tuple[int, float]] = {}
        """By tenant: how often in a row, and until when it is left alone."""

    async def for_ever(self) -> None:
        """Work until cancelled. A database that is away is waited for; one tenant's error
        is logged and leaves the others alone.
        """
        with self._hints.listen() as ear:
            self._among = None
            while True:
                try:
                    await self._round(ear)
                except Exception as error:
                    await self._recover(error)

    async def until_quiet(self, tenant: UUID | None = None) -> None:
        """Work until there is no news (of one tenant). Errors are raised."""
        while tenants := await self._behind(None if tenant is None else {tenant}):
            further = [await self._turn(each) for each in tenants]
            if not any(further):  # others are at work
                await self._hints.wait(_BUSY_SECONDS)

    async def _round(self, ear: Ear) -> None:
        tenants = await self._look(ear.take())
        further = await self._turns(tenants)
        self._recovered()
        if not further:
            left = self._poll_at - time.monotonic()
            await ear.wait(min(left, _UNFINISHED_SECONDS) if tenants else left)

    async def _look(self, grown: Grown) -> list[UUID]:
        now = time.monotonic()
        if grown is None or self._among is None or now >= self._poll_at:
            self._among, self._poll_at = None, now + self._poll
        else:
            self._among |= grown
        tenants = await self._behind(self._among)  # if it fails, the next look is at least as wide
        self._among = frozenset(tenants)
        return tenants

    async def _turns(self, tenants: list[UUID]) -> bool:
        """Some at once, each taking the next one that nobody has taken; all end before an error
        that concerns them all is raised.
        """
        left = iter(self._in_turn(tenants))
        takers = (self._take(left) for _ in range(self._at_once))
        further = await asyncio.gather(*takers, return_exceptions=True)
        for error in further:
            if isinstance(error, BaseException):
                raise error
        return any(further)

    async def _take(self, left: Iterator[UUID]) -> bool:
        further = False
        for tenant in left:
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
            self._leave_alone(tenant, error)
            return False
        self._failed.pop(tenant, None)
        return further

    def _leave_alone(self, tenant: UUID, error: Exception) -> None:
        times = self._failed.get(tenant, (0, 0.0))[0]
        pause = _TENANT_PAUSES[min(times, len(_TENANT_PAUSES) - 1)]
        self._failed[tenant] = times + 1, time.monotonic() + pause
        # The whole trace once; afterwards a line is enough.
        say = _log.warning if times else _log.exception
        say("tenant %s is left alone for %s s: %r", tenant, pause, error)

    async def _recover(self, error: Exception) -> None:
        pause = _PAUSES[min(self._failures, len(_PAUSES) - 1)]
        self._failures += 1
        if _away(error):
            _log.warning("the database is away (%s); next try in %s s", error, pause)
        else:
            _log.exception("a round failed; next one in %s s", pause)
        await asyncio.sleep(pause)

    def _recovered(self) -> None:
        if self._failures:
            _log.warning("at work again after %s failed tries", self._failures)
        self._failures = 0


def _away(error: Exception) -> bool:
    waits = isinstance(error, Refused) and error.retry_after is not None
    return waits or unavailable(error)
