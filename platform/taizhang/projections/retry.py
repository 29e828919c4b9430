"""Retry: folding dead letters again, once their fold has been mended."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from msgspec import Struct

from taizhang.events.amendments import AMENDING
from taizhang.events.catalogue import Catalogue
from taizhang.projections.amending import Amender
from taizhang.projections.batch import Version, fold
from taizhang.projections.letter import ANY_KEY, Letter
from taizhang.projections.letters import Letters, groups
from taizhang.projections.reading import read_at
from taizhang.projections.touch import Index, Touch, key_text, touches
from taizhang.projections.write import load, write


class Retried(Struct, frozen=True):
    """What became of the letters of one row (or row type). `error` is None when all succeeded."""

    row_type: str
    row_key: str
    letters: int
    error: str | None


async def retry(
    connection: Any, schema: str, index: Index, catalogue: Catalogue, tenant: UUID, letters: Letters
) -> list[Retried]:
    """Fold the letters of each row again: all of a row's, in order, or none.

    The caller holds the cursor and the transaction.
    """
    outcomes = []
    for group in groups(kept.letter for kept in await letters.all()):
        versions, again = await _fold(connection, schema, index, catalogue, tenant, group)
        if not again:
            await write(connection, schema, tenant, versions)
            await letters.take_out(group)
        outcomes.append(_outcome(group, again))
    return outcomes


async def _fold(
    connection: Any,
    schema: str,
    index: Index,
    catalogue: Catalogue,
    tenant: UUID,
    group: Sequence[Letter],
) -> tuple[list[Version], list[Letter]]:
    events = await read_at(connection, catalogue, tenant, sorted({each.position for each in group}))
    if any(isinstance(each.event, AMENDING) for each in events):
        amender = Amender(connection, schema, tenant, index, catalogue)
        return await amender.again(await amender.of_letters(group, events), events[-1])
    found, unclear = touches(index, events, held=())
    wanted = {(letter.row_key, letter.position) for letter in group}
    its = [t for t in found if t.row.__name__ == group[0].row_type and _among(wanted, t)]
    unclear = [letter for letter in unclear if letter.row_type == group[0].row_type]
    rows = await load(connection, schema, tenant, {touch.place for touch in its})
    versions, again = fold(its, rows, held=())
    return versions, [*unclear, *again]


def _among(wanted: set[tuple[str, int]], touch: Touch) -> bool:
    """Only what was not folded before: another row of the same event may have been."""
    keys = key_text(touch.key), ANY_KEY
    return any((key, touch.at.position) in wanted for key in keys)


def _outcome(group: Sequence[Letter], again: Sequence[Letter]) -> Retried:
    keys = {letter.row_key for letter in group}
    key = keys.pop() if len(keys) == 1 else ANY_KEY
    return Retried(group[0].row_type, key, len(group), again[0].error if again else None)
