"""A subscriber: follows every tenant, and keeps for each how far it has come."""

import asyncio
import os
from pathlib import Path

from storm.journal import Began, Delivered, Journal
from storm.program import Words, is_for_now, opened, run, towns, until

from taizhang.app import Platform
from taizhang.log import entry
from taizhang.log.feed import follow
from taizhang.log.model import Recorded
from taizhang.tenancy.register import Tenant


class Place:
    """How far a subscriber has come in a tenant's log: in one file, whole or not at all."""

    def __init__(self, folder: Path, name: str, town: str) -> None:
        self._path = folder / f"{name}.{town}.position"

    @property
    def position(self) -> int:
        """The last event that needs no delivery any more."""
        return int(self._path.read_text()) if self._path.exists() else 0

    def keep(self, position: int) -> None:
        """Come this far."""
        beside = self._path.with_suffix(".new")
        beside.write_text(str(position))
        os.replace(beside, self._path)


class Following:
    """One tenant's events, handed over one by one: first written down, then kept as done."""

    def __init__(self, platform: Platform, tenant: Tenant, place: Place, journal: Journal) -> None:
        self._platform, self._tenant = platform, tenant
        self._place, self._journal = place, journal

    async def run(self) -> None:
        """Follow for ever; a database that is away ends one `follow`, and the next goes on."""
        while True:
            try:
                await self._follow(self._place.position)
            except Exception as error:
                if not is_for_now(error):
                    raise
                await asyncio.sleep(0.05)

    async def _follow(self, after: int) -> None:
        log, hints, slug = self._platform.log, self._platform.hints, self._tenant.slug
        self._journal.write(Began(slug, after))
        async for event in follow(log, hints, self._tenant.id, after=after, at_most=50):
            self._journal.write(_delivered(slug, event))
            self._place.keep(event.position)


def _delivered(slug: str, event: Recorded) -> Delivered:
    leaf = entry.leaf(event.position, event.recorded_at, event.entry).hex()
    return Delivered(slug, event.position, leaf, entry.decode(event.entry).tenant)


async def main(words: Words, journal: Journal, over: asyncio.Event) -> None:
    async with opened(words.dsn) as platform:
        work = [
            Following(platform, tenant, Place(words.folder, words.name, slug), journal).run()
            for slug, tenant in (await towns(platform)).items()
        ]
        await until(over, *work)


if __name__ == "__main__":
    run(main)
