"""Worker: keeps the rows of this release up to date, for all tenants.

It fills every generation of its release's shape that has tables: the one that readers use, one
that is being built beside it, and one that is kept as the way back.
"""

import logging
from collections.abc import Iterable
from typing import Any
from uuid import UUID

import asyncpg

from taizhang.errors import Refused
from taizhang.events.catalogue import Catalogue
from taizhang.log.ear import Grown
from taizhang.log.hints import POLL_SECONDS, Hints
from taizhang.projections.behind import behind
from taizhang.projections.foreign import ForeignLogs
from taizhang.projections.generation import Generation, alive, begin_anew, ensure, shape_of
from taizhang.projections.letters import Kept
from taizhang.projections.retry import Retried
from taizhang.projections.row import Row
from taizhang.projections.runner import BATCH, Runner
from taizhang.projections.status import Standing, status
from taizhang.projections.switching import switch_when_filled
from taizhang.projections.turns import Turns
from taizhang.tenancy.keyring import Keyring

_log = logging.getLogger(__name__)


class Worker:
    """Any number of workers share the tenants among them. `projector` and `scheduler` are
    pools of the roles of these names.
    """

    def __init__(
        self,
        rows: Iterable[type[Row]],
        catalogue: Catalogue,
        keyring: Keyring,
        hints: Hints,
        *,
        projector: "asyncpg.Pool[Any]",
        scheduler: "asyncpg.Pool[Any]",
        batch: int = BATCH,
        poll: float = POLL_SECONDS,
    ) -> None:
        self._rows = tuple(rows)
        self.shape = shape_of(self._rows)
        self.projector = projector
        self.scheduler = scheduler
        self._catalogue = catalogue
        self._keyring = keyring
        self._hints = hints
        self._batch = batch
        self._runners: dict[str, Runner] = {}
        """By generation, the one that readers use first."""
        self._news: dict[UUID, list[str]] = {}
        """By tenant: the generations that were behind at the last look."""
        self._foreign = ForeignLogs(projector)
        self._told_retired = False
        self._turns = Turns(self._behind, self._turn, hints, poll=poll)

    async def run(self) -> None:
        """Fold until cancelled; an open transaction is then rolled back, and nothing is lost."""
        await self._turns.for_ever()

    async def catch_up(self, tenant: UUID | None = None) -> None:
        """Fold until there is no news (of one tenant)."""
        await self._turns.until_quiet(tenant)

    async def generation(self) -> Generation:
        """This release's generation, the one that readers use if it is among several; its tables
        exist afterwards. Raises Refused(`projections.retired`).
        """
        return (await self._chief()).generation

    async def rebuild(self) -> Generation:
        """Begin to fill the same row types anew; whoever works fills it and switches to it."""
        async with self.projector.acquire() as connection:
            begun = await begin_anew(connection, self._rows)
        self._hints.grown()  # every worker has to look at every tenant
        return begun

    async def letters(self, tenant: UUID) -> list[Kept]:
        """What could not be folded for a tenant."""
        return await (await self._chief()).letters(tenant)

    async def retry(self, tenant: UUID) -> list[Retried]:
        """Fold a tenant's dead letters again."""
        return await (await self._chief()).retry(tenant)

    async def status(self) -> list[Standing]:
        """How far every generation is for every tenant."""
        return await status(self.scheduler)

    async def _chief(self) -> Runner:
        async with self.projector.acquire() as connection:
            await ensure(connection, self._rows)
        await self._look()
        return next(iter(self._runners.values()))

    async def _look(self) -> list[str]:
        """Notice generations that have come or gone; says which are being built."""
        async with self.projector.acquire() as connection:
            found = await alive(connection, self.shape)
        known = self._runners
        self._runners = {g.name: known.get(g.name) or self._runner(g) for g, _ in found}
        return [generation.name for generation, state in found if state == "building"]

    def _runner(self, generation: Generation) -> Runner:
        return Runner(generation, self._rows, self._catalogue, self._keyring, self.projector)

    async def _behind(self, among: Grown) -> list[UUID]:
        building = await self._look()
        if not self._runners:
            building = await self._start()
        self._news = await behind(self.scheduler, list(self._runners), among)
        if among is None or not self._news:
            for name in building:
                await self._switch(name)
        return list(self._news)

    async def _start(self) -> list[str]:
        """Make this release's tables. One that was retired is left idle, and that is said once."""
        try:
            await self._chief()
        except Refused as retired:
            if not self._told_retired:
                _log.warning("nothing to do: %s", retired)
            self._told_retired = True
        return await self._look()

    async def _switch(self, name: str) -> None:
        async with self.scheduler.acquire() as scheduler, self.projector.acquire() as projector:
            if await switch_when_filled(scheduler, projector, name):
                _log.info("readers use generation %s from now on", name)

    async def _turn(self, tenant: UUID) -> bool:
        """Fold some events into each generation; one that fails is not in the others' way."""
        further, errors = False, []
        for name in self._news.get(tenant, ()):
            try:
                further = await self._fold(tenant, name) or further
            except Exception as error:
                errors.append(error)
        if errors:
            raise errors[0]
        return further

    async def _fold(self, tenant: UUID, name: str) -> bool:
        if await self._foreign.has(tenant):
            return await self._foreign.pass_over(tenant, name)
        try:
            runner = self._runners.get(name)
            return bool(runner and await runner.run(tenant, at_most=self._batch))
        except asyncpg.UndefinedTableError:
            await self._look()
            if name in self._runners:
                raise
            return False  # retired meanwhile
