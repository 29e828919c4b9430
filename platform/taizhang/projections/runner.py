"""Runner: folds the next events of one tenant into one generation's rows, exactly once."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import asyncpg

from taizhang.events.amendments import AMENDING
from taizhang.events.catalogue import Catalogue
from taizhang.projections.amending import Amender
from taizhang.projections.batch import fold
from taizhang.projections.cursor import lease, lease_patiently, mend, move
from taizhang.projections.generation import Generation
from taizhang.projections.letters import Kept, Letters
from taizhang.projections.personal import keep_personal
from taizhang.projections.reading import Read, read_after
from taizhang.projections.retry import Retried, retry
from taizhang.projections.row import Row
from taizhang.projections.touch import index_of, touches
from taizhang.projections.write import load, write
from taizhang.tenancy.keyring import Keyring

# A rebuild begins with empty tables, and the server keeps its plans: one that reads such a table
# from end to end would be kept while it grows by a million rows. All lookups here are by key.
PLANS = """
    set local enable_seqscan = off; set local enable_sort = off; set local enable_hashjoin = off;
    set local enable_mergejoin = off; set local jit = off
"""

BATCH = 5_000
"""Events that are folded in one transaction. The more there are, the more often a row's next
version is among them: then it is neither read nor ended nor replaced in the tables."""


class Runner:
    """Rows, personal values, letters and cursor move in one transaction, or none of them does."""

    def __init__(
        self,
        generation: Generation,
        rows: Iterable[type[Row]],
        catalogue: Catalogue,
        keyring: Keyring,
        pool: "asyncpg.Pool[Any]",
    ) -> None:
        self.generation = generation
        self._index = index_of(rows, catalogue)
        self._catalogue = catalogue
        self._keyring = keyring
        self._pool = pool

    async def run(self, tenant: UUID, *, at_most: int = BATCH) -> int | None:
        """Fold up to `at_most` events; says how many, or None while another worker does it."""
        name = self.generation.name
        async with self._transaction(tenant) as connection:
            cursor = await lease(connection, tenant, name)
            if cursor is None:
                return None
            start = cursor.position
            events = await read_after(connection, self._catalogue, tenant, start, at_most)
            if events:
                await self._fold(connection, tenant, events)
                await move(connection, tenant, name, cursor, events[-1].position)
            return len(events)

    async def letters(self, tenant: UUID) -> list[Kept]:
        """The tenant's dead letters."""
        async with self._transaction(tenant) as connection:
            return await Letters(connection, tenant, self.generation.name).all()

    async def retry(self, tenant: UUID) -> list[Retried]:
        """Fold the tenant's dead letters again, now that a fold is mended."""
        name, schema = self.generation.name, self.generation.schema
        async with self._transaction(tenant) as connection:
            if await lease_patiently(connection, tenant, name) is None:
                return []
            letters = Letters(connection, tenant, name)
            found = await retry(connection, schema, self._index, self._catalogue, tenant, letters)
            if any(each.error is None for each in found):
                await mend(connection, tenant, name)
            return found

    async def _fold(self, connection: Any, tenant: UUID, events: list[Read]) -> None:
        schema = self.generation.schema
        letters = Letters(connection, tenant, self.generation.name)
        held = await letters.held()
        found, unclear = touches(self._index, events, held)
        rows = await load(connection, schema, tenant, {touch.place for touch in found})
        versions, failed = fold(found, rows, held)
        await write(connection, schema, tenant, versions)
        await letters.add([*unclear, *failed])
        await keep_personal(connection, self._keyring, tenant, events)
        if isinstance(events[-1].event, AMENDING):
            await self._amend(connection, tenant, events[-1], letters)

    async def _amend(self, connection: Any, tenant: UUID, last: Read, letters: Letters) -> None:
        schema = self.generation.schema
        amender = Amender(connection, schema, tenant, self._index, self._catalogue)
        versions, failed = await amender.amended(last, await letters.held())
        await write(connection, schema, tenant, versions)
        await letters.add(failed)

    @asynccontextmanager
    async def _transaction(self, tenant: UUID) -> AsyncIterator[Any]:
        async with self._pool.acquire() as connection:
            # Before the transaction: a rollback would take it back unnoticed.
            await connection.work_for(tenant)
            async with connection.transaction():
                await connection.execute(PLANS)
                yield connection
