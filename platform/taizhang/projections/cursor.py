"""Cursor: how far a generation has folded a tenant's log, leased by a row lock (design 7)."""

from typing import Any, NamedTuple
from uuid import UUID

_TAKE = """
    select position, epoch from projections.cursor
     where tenant_id = $1 and generation = $2 for update skip locked
"""
_WAIT = """
    select position, epoch from projections.cursor
     where tenant_id = $1 and generation = $2 for update
"""
_START = """
    insert into projections.cursor (tenant_id, generation) values ($1, $2)
    on conflict do nothing returning position, epoch
"""
_MOVE = """
    update projections.cursor
       set position = $3, epoch = epoch + 1, moved_at = clock_timestamp()
     where tenant_id = $1 and generation = $2 and epoch = $4
"""


class Fenced(Exception):  # noqa: N818 - it says what became of the lease
    """Another worker has moved the cursor in between: nothing of this batch may stand."""


class Cursor(NamedTuple):
    """A leased cursor. The lease ends with the transaction."""

    position: int
    epoch: int


async def lease(connection: Any, tenant: UUID, generation: str) -> Cursor | None:
    """The cursor, started where there is none; None while another worker has it."""
    row = await connection.fetchrow(_TAKE, tenant, generation)
    row = row or await connection.fetchrow(_START, tenant, generation)
    return Cursor(*row) if row else None


async def lease_patiently(connection: Any, tenant: UUID, generation: str) -> Cursor | None:
    """The cursor as soon as nobody else has it; None when nothing was ever folded."""
    row = await connection.fetchrow(_WAIT, tenant, generation)
    return Cursor(*row) if row else None


async def move(connection: Any, tenant: UUID, generation: str, cursor: Cursor, to: int) -> None:
    """Move a leased cursor. Raises Fenced."""
    done = await connection.execute(_MOVE, tenant, generation, to, cursor.epoch)
    if done != "UPDATE 1":
        raise Fenced(tenant, generation, cursor)
