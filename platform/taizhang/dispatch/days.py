"""Days: tells every tenant, once and by its own clock, that a day has begun (design 14)."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeAlias
from uuid import UUID, uuid5

import asyncpg

from taizhang.commands.command import Command
from taizhang.commands.context import Envelope
from taizhang.dispatch.begun_days import Due, due, keep
from taizhang.dispatch.dispatcher import CONFLICT, Dispatcher
from taizhang.errors import Refused
from taizhang.log.ear import Grown
from taizhang.log.hints import POLL_SECONDS, Hints
from taizhang.projections.turns import Turns
from taizhang.tenancy.register import Register

_IDS = UUID("0d1c3f0e-3c55-5a86-9f0b-7a4c1f5e2d68")
_AT_ONCE = 8
"""Tenants that are told at the same time: below what the pools hold, so that others get through."""

Begin: TypeAlias = Callable[[date, date | None], Command]
"""Asks for a day after the last one that has begun (None: whichever that is)."""


class Days:
    """Any number of workers may do this at once: a day's command has one id, and a day that is
    said to have begun twice begins once. A tenant without a log of ours is left alone.
    """

    def __init__(
        self,
        dispatcher: Dispatcher,
        register: Register,
        hints: Hints,
        begin: Begin,
        *,
        projector: "asyncpg.Pool[Any]",
        scheduler: "asyncpg.Pool[Any]",
        poll: float = POLL_SECONDS,
    ) -> None:
        self._dispatcher = dispatcher
        self._register = register
        self._begin = begin
        self._projector = projector
        self._scheduler = scheduler
        self._due: dict[UUID, Due] = {}
        """Whom the last look found, and where they stand."""
        self._turns = Turns(self._behind, self._turn, hints, poll=poll, at_once=_AT_ONCE)

    async def run(self) -> None:
        """Begin days until cancelled."""
        await self._turns.for_ever()

    async def catch_up(self, tenant: UUID | None = None) -> None:
        """Begin the present day of every tenant (or of one)."""
        await self._turns.until_quiet(tenant)

    async def _behind(self, among: Grown) -> list[UUID]:
        found = await due(self._scheduler, among)
        self._due = {each.tenant: each for each in found}
        return list(self._due)

    async def _turn(self, tenant: UUID) -> bool:
        _, day, since = self._due[tenant]
        if not await self._told(tenant, day, since) and since is not None:
            # What was noted is not the last day: let the log say which one is.
            await self._told(tenant, day, None)
        await keep(self._projector, tenant, day)
        return True

    async def _told(self, tenant: UUID, day: date, since: date | None) -> bool:
        """Whether nothing is left to do; False where the decision changed nothing."""
        known = await self._register.of(tenant)
        envelope = Envelope(command_id=uuid5(_IDS, f"{tenant}:{day}"), actor="system")
        try:
            receipt = await self._dispatcher.dispatch(known, self._begin(day, since), envelope)
        except Refused as refused:
            if refused.retry_after is not None or refused.code == CONFLICT.code:
                raise
            return True  # a log of another program, or the day was begun under another one
        return receipt.state != "unchanged"
