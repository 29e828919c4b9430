"""Worker: keeps the rows of this release's generation up to date, for all tenants."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import asyncpg

from taizhang.events.catalogue import Catalogue
from taizhang.log.hints import Hints
from taizhang.projections.generation import Generation, ensure, state, switch
from taizhang.projections.letters import Kept
from taizhang.projections.retry import Retried
from taizhang.projections.row import Row
from taizhang.projections.runner import Runner
from taizhang.projections.status import Standing, status
from taizhang.projections.turns import Turns
from taizhang.tenancy.keyring import Keyring

_BEHIND = """
    select h.tenant_id from log.tenant_head h
      left join projections.cursor c on c.tenant_id = h.tenant_id and c.generation = $1
     where h.position > coalesce(c.position, 0) order by h.tenant_id
"""


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
        batch: int = 500,
        poll: float = 1.0,
    ) -> None:
        self._rows = tuple(rows)
        self._catalogue = catalogue
        self._keyring = keyring
        self._projector = projector
        self._scheduler = scheduler
        self._batch = batch
        self._runner: Runner | None = None
        self._building = True
        self._turns = Turns(self._behind, self._turn, hints, poll=poll)

    async def run(self) -> None:
        """Fold until cancelled; an open transaction is then rolled back, and nothing is lost."""
        await self._turns.for_ever()

    async def catch_up(self, tenant: UUID | None = None) -> None:
        """Fold until there is no news (of one tenant)."""
        await self._turns.until_quiet(tenant)

    async def generation(self) -> Generation:
        """This release's generation; its tables exist afterwards."""
        return (await self._prepared()).generation

    async def letters(self, tenant: UUID) -> list[Kept]:
        """What could not be folded for a tenant."""
        return await (await self._prepared()).letters(tenant)

    async def retry(self, tenant: UUID) -> list[Retried]:
        """Fold a tenant's dead letters again."""
        return await (await self._prepared()).retry(tenant)

    async def status(self) -> list[Standing]:
        """How far every generation is for every tenant."""
        return await status(self._scheduler)

    async def _prepared(self) -> Runner:
        if self._runner is None:
            async with self._projector.acquire() as connection:
                generation = await ensure(connection, self._rows)
                self._building = await state(connection, generation) == "building"
            self._runner = Runner(
                generation, self._rows, self._catalogue, self._keyring, self._projector
            )
        return self._runner

    async def _behind(self) -> list[UUID]:
        generation = await self.generation()
        if self._building:
            await self._switch(generation)
        async with self._scheduler.acquire() as connection:
            rows = await connection.fetch(_BEHIND, generation.name)
        return [row["tenant_id"] for row in rows]

    async def _switch(self, generation: Generation) -> None:
        async with self._scheduler.acquire() as scheduler, self._projector.acquire() as projector:
            self._building = not await switch(scheduler, projector, generation)

    async def _turn(self, tenant: UUID) -> bool:
        return bool(await (await self._prepared()).run(tenant, at_most=self._batch))
