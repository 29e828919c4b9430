"""Generation: the row types and folds of one release, in tables of their own (design 7).

Its name is a hash of all that decides what the tables hold. A changed row type gets new tables
beside the old ones, which are filled while the old go on being read; no migration is written.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from msgspec import Struct

from taizhang.projections.row import Row
from taizhang.projections.tables import statements

READERS = "taizhang_reader, taizhang_app"
_LOCK = 7_121_002
_SHAPELESS = frozenset(("title", "description", "examples"))

_FIND = "select state from projections.generation where generation = $1"
_REGISTER = """
    insert into projections.generation (generation, schema_name, state)
    values ($1, $2, case when exists (select from projections.generation where state = 'current')
                         then 'building' else 'current' end)
"""
_CURRENT = "select generation, schema_name from projections.generation where state = 'current'"
_FARTHEST = """
    select coalesce(max(h.position - coalesce(c.position, 0)), 0)
      from log.tenant_head h
      left join projections.cursor c on c.tenant_id = h.tenant_id and c.generation = $1
"""
_KEEP = "update projections.generation set state = 'kept' where state = 'current'"
_MAKE_CURRENT = "update projections.generation set state = 'current' where generation = $1"


class Generation(Struct, frozen=True):
    """The tables of a release: `schema` holds them."""

    name: str
    schema: str


def generation_of(rows: Iterable[type[Row]]) -> Generation:
    """The generation of these row types, whether or not it has tables yet."""
    shapes = sorted((list(_shape(row)) for row in rows), key=lambda shape: str(shape[0]))
    name = hashlib.sha256(msgspec.json.encode(shapes, order="deterministic")).hexdigest()[:12]
    return Generation(name, f"rows_{name}")


async def ensure(connection: Any, rows: Iterable[type[Row]]) -> Generation:
    """Make the tables of these row types unless they exist. The first is current at once.

    `connection` acts as `taizhang_projector`; several may do this at the same time.
    """
    rows = tuple(rows)
    generation = generation_of(rows)
    async with connection.transaction():
        await connection.execute(f"select pg_advisory_xact_lock({_LOCK})")
        if await connection.fetchval(_FIND, generation.name) is None:
            for statement in statements(generation.schema, rows, readers=READERS):
                await connection.execute(statement)
            await connection.execute(_REGISTER, generation.name, generation.schema)
    return generation


async def current(connection: Any) -> Generation | None:
    """The generation that readers use; None before the first worker has started."""
    row = await connection.fetchrow(_CURRENT)
    return Generation(*row) if row else None


async def state(connection: Any, generation: Generation) -> str | None:
    """`building`, `current`, `kept` or `retired`; None when it has no tables."""
    found = await connection.fetchval(_FIND, generation.name)
    return None if found is None else str(found)


async def switch(
    scheduler: Any, projector: Any, generation: Generation, *, within: int = 5
) -> bool:
    """Let readers use a generation if no tenant's cursor is more than `within` events behind.

    It may be one that is kept: that is the way back. Says whether it is current now.
    """
    if await scheduler.fetchval(_FARTHEST, generation.name) > within:
        return False
    async with projector.transaction():
        await projector.execute(f"select pg_advisory_xact_lock({_LOCK})")
        now = await projector.fetchval(_FIND, generation.name)
        if now in ("building", "kept"):
            await projector.execute(_KEEP)
            await projector.execute(_MAKE_CURRENT, generation.name)
    return now in ("building", "current", "kept")


def _shape(row: type[Row]) -> Iterator[Any]:
    """All that decides what a row type's tables hold. Titles do not; nested Structs do."""
    yield row.__name__
    yield row.row_version
    yield sorted(event.event_name for event in row.row_folds)
    yield list(statements("rows", (row,), readers=READERS))
    yield _bare(msgspec.json.schema(row))


def _bare(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_bare(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    # A field may be called "title", but then it does not stand for a string.
    said = (k for k, v in schema.items() if not (k in _SHAPELESS and isinstance(v, str | list)))
    return {key: _bare(schema[key]) for key in said}
