"""Letters: the dead letters of one tenant and generation, as they are kept."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from taizhang.projections.letter import ANY_KEY, Letter

_HELD = """
    select distinct row_type, row_key from projections.dead_letter
     where tenant_id = $1 and generation = $2
"""
_ALL = """
    select row_type, row_key, position, error, failed_at from projections.dead_letter
     where tenant_id = $1 and generation = $2 order by row_type, position, row_key
"""
_ADD = """
    insert into projections.dead_letter (tenant_id, generation, row_type, row_key, position, error)
    select $1, $2, * from unnest($3::text[], $4::text[], $5::bigint[], $6::text[])
"""
_TAKE_OUT = """
    delete from projections.dead_letter d
     using unnest($3::text[], $4::text[], $5::bigint[]) as done(row_type, row_key, position)
     where d.tenant_id = $1 and d.generation = $2 and d.row_type = done.row_type
       and d.row_key = done.row_key and d.position = done.position
"""


class Kept(NamedTuple):
    """A letter that waits."""

    letter: Letter
    failed_at: datetime


class Letters:
    """Reads and changes dead letters on a connection that works for the tenant."""

    def __init__(self, connection: Any, tenant: UUID, generation: str) -> None:
        self._connection = connection
        self._whose = tenant, generation

    async def held(self) -> set[tuple[str, str]]:
        """Row types and keys that wait for a fold to be mended."""
        return {tuple(row) for row in await self._connection.fetch(_HELD, *self._whose)}

    async def all(self) -> list[Kept]:
        """All letters, by row type and position."""
        rows = await self._connection.fetch(_ALL, *self._whose)
        return [Kept(Letter(*row[:4]), row[4]) for row in map(tuple, rows)]

    async def add(self, letters: Sequence[Letter]) -> None:
        """Keep new letters."""
        if letters:
            columns = map(list, zip(*letters, strict=True))
            await self._connection.execute(_ADD, *self._whose, *columns)

    async def take_out(self, letters: Iterable[Letter]) -> None:
        """These have been folded."""
        columns = [list(column) for column in zip(*letters, strict=True)]
        await self._connection.execute(_TAKE_OUT, *self._whose, *columns[:3])


def groups(letters: Iterable[Letter]) -> list[list[Letter]]:
    """Letters that must be folded together, in order: those of one row, or of one row type
    as soon as it is not known which row an event belongs to.
    """
    letters = sorted(letters, key=lambda letter: letter.position)
    whole = {letter.row_type for letter in letters if letter.row_key == ANY_KEY}

    def group(letter: Letter) -> tuple[str, str]:
        return letter.row_type, "" if letter.row_type in whole else letter.row_key

    return [list(its) for _, its in groupby(sorted(letters, key=group), key=group)]
