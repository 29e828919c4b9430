"""Cursor: how far a generation has folded a tenant's log, leased by a row lock (design 7)."""

from typing import Any, NamedTuple
from uuid import UUID

from taizhang.log.incarnation import require_shared

_FIND = """
    select c.position, c.epoch, h.incarnation, case when c.incarnation <> h.incarnation
                                                    then log.shared_until($1, c.incarnation) end
      from projections.cursor c join log.tenant_head h on h.tenant_id = c.tenant_id
     where c.tenant_id = $1 and c.generation = $2 for update of c
"""
_TAKE = f"{_FIND} skip locked"
# Whoever retires the generation waits for what has started, and nothing starts afterwards.
_START = """
    insert into projections.cursor (tenant_id, generation, incarnation)
    (select $1, g.generation, h.incarnation from projections.generation g, log.tenant_head h
      where g.generation = $2 and g.state <> 'retired' and h.tenant_id = $1 for key share of g)
    on conflict do nothing returning position, epoch, incarnation, null::bigint
"""
_MOVE = """
    update projections.cursor
       set position = $3, epoch = epoch + 1, incarnation = coalesce($5, incarnation),
           moved_at = clock_timestamp()
     where tenant_id = $1 and generation = $2 and epoch = $4
"""
_MEND = """
    update projections.cursor set mended = mended + 1 where tenant_id = $1 and generation = $2
"""


class Fenced(Exception):  # noqa: N818 - it says what became of the lease
    """Another worker has moved the cursor in between: nothing of this batch may stand."""


class Cursor(NamedTuple):
    """A leased cursor. The lease ends with the transaction."""

    position: int
    epoch: int
    incarnation: UUID | None = None
    """The log's, which the rows are of once the cursor moves."""


async def lease(connection: Any, tenant: UUID, generation: str) -> Cursor | None:
    """The cursor, started where there is none; None while another worker has it, or when
    the generation is retired.

    Raises Refused(`log.other_incarnation`) where the rows hold what this log does not.
    """
    row = await connection.fetchrow(_TAKE, tenant, generation)
    return _leased(row or await connection.fetchrow(_START, tenant, generation))


async def lease_patiently(connection: Any, tenant: UUID, generation: str) -> Cursor | None:
    """The cursor as soon as nobody else has it; None when nothing was ever folded.

    Raises Refused(`log.other_incarnation`).
    """
    return _leased(await connection.fetchrow(_FIND, tenant, generation))


async def move(connection: Any, tenant: UUID, generation: str, cursor: Cursor, to: int) -> None:
    """Move a leased cursor. Raises Fenced."""
    moved = (tenant, generation, to, cursor.epoch, cursor.incarnation)
    if await connection.execute(_MOVE, *moved) != "UPDATE 1":
        raise Fenced(tenant, generation, cursor)


async def mend(connection: Any, tenant: UUID, generation: str) -> None:
    """Note that versions were added behind a leased cursor, so that its followers notice."""
    await connection.execute(_MEND, tenant, generation)


def _leased(row: Any) -> Cursor | None:
    if row is None:
        return None
    position, epoch, incarnation, shared = row
    require_shared(position, shared)
    return Cursor(position, epoch, incarnation)
