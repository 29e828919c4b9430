"""Generation: the row types and folds of one release, in tables of their own (design 7).

Its name begins with a hash of all that decides what the tables hold. A changed row type gets new
tables beside the old ones, which are filled while the old go on being read; no migration is
written. Tables of the same shape can be filled once more: `ab12cd34ef56`, then `ab12cd34ef56_2`.
"""

import functools
import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from msgspec import Struct

from taizhang.errors import Refusal, Refused
from taizhang.projections.row import Row
from taizhang.projections.tables import statements

READERS = "taizhang_reader, taizhang_app"
LOCK = "select pg_advisory_xact_lock(7121002)"
_SHAPELESS = frozenset(("title", "description", "examples"))

RETIRED = Refusal(
    "projections.retired",
    zh="数据代 {generation} 已退役，它的表已删除；要重新使用，请用那一版的程序运行 "
    "taizhang projections rebuild",
    en="generation {generation} is retired and its tables are gone; rebuild with its release",
    status=409,
)

_FIND = "select state from projections.generation where generation = $1"
_ATTEMPTS = "select count(*) from projections.generation where split_part(generation, '_', 1) = $1"
_ALIVE = """
    select generation, schema_name, state from projections.generation
     where split_part(generation, '_', 1) = $1 and state <> 'retired'
     order by state <> 'current', created_at desc
"""
_REGISTER = """
    insert into projections.generation (generation, schema_name, state)
    values ($1, $2, case when exists (select from projections.generation where state = 'current')
                         then 'building' else 'current' end)
"""
_CURRENT = "select generation, schema_name from projections.generation where state = 'current'"


class Generation(Struct, frozen=True):
    """The tables of a release: `schema` holds them."""

    name: str
    schema: str


def shape_of(rows: Iterable[type[Row]]) -> str:
    """What all generations of these row types have in common: 12 hexadecimal digits."""
    return _shape_of(tuple(rows))


@functools.lru_cache(maxsize=16)
def _shape_of(rows: tuple[type[Row], ...]) -> str:
    shapes = sorted((list(_shape(row)) for row in rows), key=lambda shape: str(shape[0]))
    return hashlib.sha256(msgspec.json.encode(shapes, order="deterministic")).hexdigest()[:12]


def generation_of(rows: Iterable[type[Row]], attempt: int = 1) -> Generation:
    """A generation of these row types, whether or not it has tables."""
    name = shape_of(rows) + (f"_{attempt}" if attempt > 1 else "")
    return Generation(name, f"rows_{name}")


async def ensure(connection: Any, rows: Iterable[type[Row]]) -> Generation:
    """Make the tables of these row types unless they exist. The first of all is current at once.

    `connection` acts as `taizhang_projector`; several may do this at the same time. Raises
    Refused (`projections.retired`): what an operator has dropped does not come back by itself.
    """
    rows = tuple(rows)
    async with connection.transaction():
        await connection.execute(LOCK)
        for generation, _ in await alive(connection, shape_of(rows)):
            return generation
        if await connection.fetchval(_ATTEMPTS, shape_of(rows)):
            raise Refused(RETIRED(generation=shape_of(rows)))
        return await _make(connection, rows)


async def begin_anew(connection: Any, rows: Iterable[type[Row]]) -> Generation:
    """Tables for the same row types beside those that there are, to be filled from position 1.

    What is being built already is answered instead, so that asking twice builds once.
    """
    rows = tuple(rows)
    async with connection.transaction():
        await connection.execute(LOCK)
        for generation, state in await alive(connection, shape_of(rows)):
            if state == "building":
                return generation
        return await _make(connection, rows)


async def alive(connection: Any, shape: str) -> list[tuple[Generation, str]]:
    """The generations of a shape that have tables, each with its state; the one that readers
    use first, then the newest.
    """
    found = await connection.fetch(_ALIVE, shape)
    return [(Generation(name, schema), state) for name, schema, state in found]


async def current(connection: Any) -> Generation | None:
    """The generation that readers use; None before the first worker has started."""
    row = await connection.fetchrow(_CURRENT)
    return Generation(*row) if row else None


async def readable(connection: Any, shape: str) -> Generation | None:
    """The generation that a release of this shape reads: its own, whether readers in general use it
    or it is kept. None while it is being built: another release's tables lack what this one asks.
    """
    found = await alive(connection, shape)
    return next((generation for generation, state in found if state in ("current", "kept")), None)


async def state(connection: Any, name: str) -> str | None:
    """`building`, `current`, `kept` or `retired`; None when there never was one of this name."""
    found = await connection.fetchval(_FIND, name)
    return None if found is None else str(found)


async def _make(connection: Any, rows: tuple[type[Row], ...]) -> Generation:
    before = await connection.fetchval(_ATTEMPTS, shape_of(rows))
    generation = generation_of(rows, before + 1)
    for statement in statements(generation.schema, rows, readers=READERS):
        await connection.execute(statement)
    await connection.execute(_REGISTER, generation.name, generation.schema)
    return generation


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
