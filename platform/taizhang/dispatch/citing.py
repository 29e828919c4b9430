"""Citing: the facts that a request names by their positions, handed to its decision."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from taizhang.commands.slice import Cited, Slice
from taizhang.events.catalogue import Catalogue
from taizhang.log import entry
from taizhang.log.log import Log
from taizhang.log.model import Recorded


async def cited_by(
    log: Log, catalogue: Catalogue, tenant: UUID, slice_: Slice[Any]
) -> dict[int, Cited]:
    """What stands at the positions that a decision cites, as it was recorded. None is not there."""
    found: list[Recorded] = []
    for position in sorted(set(slice_.cites())):
        found += await log.read_after(tenant, position - 1, 1)
    return {each.position: _cited(catalogue, each) for each in found}


def _cited(catalogue: Catalogue, recorded: Recorded) -> Cited:
    e = entry.decode(recorded.entry)
    fact = catalogue.read(e.type, e.schema, bytes(e.body))
    tags: Sequence[str] = recorded.tags
    return Cited(fact, tags, e.on)
