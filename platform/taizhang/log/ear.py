"""Ear: what one listener has heard of logs that have grown, and not yet looked after."""

import asyncio
import contextlib
from collections.abc import Set
from typing import TypeAlias
from uuid import UUID

#: Tenants whose logs have grown; None when any of them may have.
Grown: TypeAlias = Set[UUID] | None


class Ear:
    """Take what was heard *before* looking: what is heard in between is then looked at next time,
    instead of being slept through. However much is heard, a tenant is kept once.
    """

    def __init__(self) -> None:
        self._grown: set[UUID] = set()
        self._any = False
        self._news = asyncio.Event()

    def hear(self, grown: Grown) -> None:
        """Keep it until it is taken, and wake whoever waits."""
        if grown is None:
            self._any = True
        else:
            self._grown |= grown
        self._news.set()

    def take(self) -> Grown:
        """All that was heard since the last time."""
        grown = None if self._any else self._grown
        self._grown, self._any = set(), False
        self._news.clear()
        return grown

    async def wait(self, seconds: float) -> None:
        """Until there is something to take, or the time is up."""
        # Not wait_for: before Python 3.12 it can swallow a cancellation.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._news.wait()
