"""Aftermath: all that is left when the storm is over, as plain data for the tests to judge."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import asyncpg
from storm.chaos import SUBSCRIBERS, WRITERS
from storm.journal import Acknowledged, Ask, Declined, Line, lives
from storm.program import opened, towns
from storm.replay import Happened
from storm.rows import LATER_ROWS, ROWS
from storm.scheme import SCHEMES
from storm.tables import Table, tables

from taizhang.app import Platform
from taizhang.audit.verify import Verdict, verify
from taizhang.database.pool import open_pool
from taizhang.log import entry
from taizhang.log.model import Recorded
from taizhang.projections.generation import Generation, current, ensure
from taizhang.projections.row import Row
from taizhang.projections.runner import Runner

_COMMANDS = "select command_id, first_position, last_position from log.command where tenant_id = $1"
_UNFINISHED = """
    select 'letter: ' || row_type || ' ' || error from projections.dead_letter
    union all
    select 'refusal: ' || problem::text from projections.policy_refusal
"""


class Town(NamedTuple):
    """One tenant: its log and commands, what verification says, and its rows, old and fresh."""

    slug: str
    tenant: UUID
    log: Sequence[Happened]
    commands: dict[UUID, tuple[int, int]]
    verdict: Verdict
    tables: dict[type[Row], Table]
    fresh: dict[type[Row], Table]

    def of(self, *kinds: type[Any]) -> list[Happened]:
        """The events of some types, in order."""
        return [item for item in self.log if isinstance(item.event, kinds)]


class Aftermath(NamedTuple):
    """Everything."""

    diary: list[str]
    towns: dict[str, Town]
    unfinished: list[str]
    asks: list[Ask]
    acknowledged: list[Acknowledged]
    declined: list[Declined]
    subscribers: list[list[list[Line]]]


async def gather(dsn: str, folder: Path, diary: list[str]) -> Aftermath:
    """Read the database and the journals; a fresh generation is filled on the way."""
    owner = await asyncpg.connect(dsn)
    try:
        async with opened(dsn) as platform:
            found = await _towns(owner, platform)
        unfinished = [row[0] for row in await owner.fetch(_UNFINISHED)]
    finally:
        await owner.close()
    written = [lives(folder, f"writer-{n}") for n in range(WRITERS)]
    lines = [line for writer in written for life in writer for line in life]
    return Aftermath(
        diary=diary,
        towns=found,
        unfinished=unfinished,
        asks=[line for line in lines if isinstance(line, Ask)],
        acknowledged=[line for line in lines if isinstance(line, Acknowledged)],
        declined=[line for line in lines if isinstance(line, Declined)],
        subscribers=[lives(folder, f"subscriber-{n}") for n in range(SUBSCRIBERS)],
    )


async def _towns(owner: Any, platform: Platform) -> dict[str, Town]:
    before = await current(owner)
    assert before is not None
    fresh = await _replayed(platform)
    return {
        slug: Town(
            slug=slug,
            tenant=tenant.id,
            log=await _log(platform, tenant.id),
            commands={r[0]: (r[1], r[2]) for r in await owner.fetch(_COMMANDS, tenant.id)},
            verdict=await verify(platform.app, SCHEMES.catalogue, tenant.id),
            tables=await tables(owner, before, ROWS, tenant.id),
            fresh=await tables(owner, fresh, ROWS, tenant.id),
        )
        for slug, tenant in (await towns(platform)).items()
    }


async def _log(platform: Platform, tenant: UUID) -> list[Happened]:
    recorded = await platform.log.read_after(tenant, 0, 1_000_000)
    return [_happened(each) for each in recorded]


def _happened(recorded: Recorded) -> Happened:
    known = entry.decode(recorded.entry)
    event = SCHEMES.catalogue.read(known.type, known.schema, bytes(known.body))
    return Happened(recorded, known, event)


async def _replayed(platform: Platform) -> Generation:
    """A later release's generation, filled by one undisturbed runner in large batches."""
    async with await open_pool(platform.dsn, "taizhang_projector", size=2) as pool:
        async with pool.acquire() as connection:
            generation = await ensure(connection, LATER_ROWS)
        runner = Runner(generation, LATER_ROWS, SCHEMES.catalogue, platform.keyring, pool)
        for tenant in (await towns(platform)).values():
            while await runner.run(tenant.id, at_most=5000):
                pass
    return generation
