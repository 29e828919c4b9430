"""Write: rows out of and into their tables, one statement a table (design 15: 4 to 27 times)."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from taizhang.projections.batch import Version
from taizhang.projections.row import Key, Row
from taizhang.projections.row_statements import statements_of
from taizhang.projections.touch import Place
from taizhang.projections.values import layout


async def load(connection: Any, schema: str, tenant: UUID, places: Iterable[Place]) -> Any:
    """The rows that stand in these places: one query a row type."""
    found: dict[Place, Row] = {}
    for row, keys in _by_row(places).items():
        shape = layout(row)
        query = statements_of(schema, row).load
        for record in await connection.fetch(query, tenant, *_across(keys)):
            values = tuple(record)
            found[row, shape.key_of(values)] = shape.read(values)
    return found


async def write(connection: Any, schema: str, tenant: UUID, versions: Iterable[Version]) -> None:
    """Keep every version in the history, and the last one of each row as the current one."""
    for row, its in _versions_by_row(versions).items():
        sql = statements_of(schema, row)
        last = {version.key: version for version in its}.values()
        stay = [_with_origin(version) for version in last if version.values is not None]
        gone = [version.key for version in last if version.values is None]
        if sql.keep:
            kept = [(*_with_origin(v), v.values is None) for v in its]
            await connection.execute(sql.keep, tenant, *_across(kept))
        if stay:
            await connection.execute(sql.upsert, tenant, *_across(stay))
        if gone:
            await connection.execute(sql.delete, tenant, *_across(gone))


def _with_origin(version: Version) -> tuple[Any, ...]:
    at = version.at
    values = version.values if version.values is not None else _only_key(version)
    return (*values, at.position, at.recorded_at, at.on, at.actor, at.event)


def _only_key(version: Version) -> tuple[Any, ...]:
    key = dict(zip(version.row.row_key, version.key, strict=True))
    return tuple(key.get(column.name) for column in layout(version.row).columns)


def _across(rows: Iterable[Sequence[Any]]) -> list[list[Any]]:
    """Rows turned into one array for each column."""
    return [list(column) for column in zip(*rows, strict=True)]


def _by_row(places: Iterable[Place]) -> dict[type[Row], list[Key]]:
    keys: dict[type[Row], list[Key]] = {}
    for row, key in places:
        keys.setdefault(row, []).append(key)
    return keys


def _versions_by_row(versions: Iterable[Version]) -> dict[type[Row], list[Version]]:
    found: dict[type[Row], list[Version]] = {}
    for version in versions:
        found.setdefault(version.row, []).append(version)
    return found
