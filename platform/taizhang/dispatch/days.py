"""Days: tells every tenant, once and by its own clock, that a day has begun (design 14)."""

import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid5

import asyncpg

from taizhang.commands.command import Command
from taizhang.commands.context import CHINA, Envelope
from taizhang.dispatch.dispatcher import CONFLICT, Dispatcher
from taizhang.errors import Refused
from taizhang.log.ear import Grown
from taizhang.log.hints import POLL_SECONDS, Hints
from taizhang.log.log import Log
from taizhang.projections.turns import Turns
from taizhang.tenancy.register import Register

_IDS = UUID("0d1c3f0e-3c55-5a86-9f0b-7a4c1f5e2d68")

_HEADS = "select tenant_id, position from log.tenant_head where position > 0 {among}"
_HEADS_ANY = _HEADS.format(among="")
_HEADS_OF = _HEADS.format(among="and tenant_id = any ($1::uuid[])")


class _Seen(NamedTuple):
    """A tenant's clock, as it was last seen."""

    day: date
    position: int
    midnight: float
    """By this process's clock: when the next day begins there, unless the clock is moved."""


class Days:
    """Any number of workers may do this at once: a day's command has one id, and a day that is
    said to have begun twice begins once. A tenant without a log of ours is left alone.
    """

    def __init__(
        self,
        log: Log,
        dispatcher: Dispatcher,
        register: Register,
        hints: Hints,
        begin: Callable[[date], Command],
        *,
        scheduler: "asyncpg.Pool[Any]",
        poll: float = POLL_SECONDS,
    ) -> None:
        self._log = log
        self._dispatcher = dispatcher
        self._register = register
        self._begin = begin
        self._scheduler = scheduler
        self._seen: dict[UUID, _Seen] = {}
        self._turns = Turns(self._behind, self._turn, hints, poll=poll)

    async def run(self) -> None:
        """Begin days until cancelled."""
        await self._turns.for_ever()

    async def catch_up(self, tenant: UUID | None = None) -> None:
        """Begin the present day of every tenant (or of one)."""
        await self._turns.until_quiet(tenant)

    async def _behind(self, among: Grown) -> list[UUID]:
        async with self._scheduler.acquire() as connection:
            if among is None:
                rows = await connection.fetch(_HEADS_ANY)
            else:
                rows = await connection.fetch(_HEADS_OF, list(among))
        return [row["tenant_id"] for row in rows if await self._is_due(*row)]

    async def _is_due(self, tenant: UUID, position: int) -> bool:
        """A real clock is looked at when its day is over; a rehearsal's also when it may have
        been moved.
        """
        seen = self._seen.get(tenant)
        if seen is None or time.monotonic() >= seen.midnight:
            return True
        return position > seen.position and (await self._register.of(tenant)).rehearsal

    async def _turn(self, tenant: UUID) -> bool:
        boundary = await self._log.read_boundary(tenant, [])
        now = boundary.now.astimezone(CHINA)
        seen, day = self._seen.get(tenant), now.date()
        if seen is None or seen.day < day:
            await self._dispatch(tenant, day)
        self._seen[tenant] = _Seen(day, boundary.head, time.monotonic() + _left(now))
        return True

    async def _dispatch(self, tenant: UUID, day: date) -> None:
        known = await self._register.of(tenant)
        envelope = Envelope(command_id=uuid5(_IDS, f"{tenant}:{day}"), actor="system")
        try:
            await self._dispatcher.dispatch(known, self._begin(day), envelope)
        except Refused as refused:
            if refused.retry_after is not None or refused.code == CONFLICT.code:
                raise


def _left(now: datetime) -> float:
    """Seconds until the day is over."""
    midnight = datetime.combine(now.date() + timedelta(days=1), datetime.min.time(), now.tzinfo)
    return (midnight - now).total_seconds()
