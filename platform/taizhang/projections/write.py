"""Write: rows out of and into their tables, one statement a table (design 15: 4 to 27 times)."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from taizhang.projections.batch import Version
from taizhang.projections.row import Key, Row
from taizhang.projections.row_statements import statements_of
from taizhang.projections.tables import OPEN
from taizhang.projections.touch import Place
from taizhang.projections.values import layout

# For a few versions, arrays cost less than a table to copy into; for many, the driver takes five
# times as long over them, and the server twice.
_MANY = 100


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
        ends, begun = _spans(its)
        spans = list(zip(its, ends, strict=True))
        sent = [_sent(*span) for span in spans if row.row_history or span[1] == OPEN]
        if row.row_history:
            await connection.execute(sql.close, tenant, *_across(begun))
        if len(sent) < _MANY:
            await connection.execute(sql.keep, tenant, *_across(sent))
        else:
            await connection.execute(sql.make_stage)
            await connection.execute(sql.empty_stage)
            await connection.copy_records_to_table(sql.stage, schema_name="pg_temp", records=sent)
            await connection.execute(sql.keep_staged, tenant)
        if gone := [each.key for each, until in spans if until == OPEN and each.values is None]:
            await connection.execute(sql.delete, tenant, *_across(gone))


def _spans(versions: Sequence[Version]) -> tuple[list[int], list[tuple[Any, ...]]]:
    """Until when each version holds, as far as these tell; and each key with its first position."""
    following: dict[Key, int] = {}
    ends = []
    for version in reversed(versions):
        ends.append(following.get(version.key, OPEN))
        following[version.key] = version.at.position
    return ends[::-1], [(*key, position) for key, position in following.items()]


def _sent(version: Version, until: int) -> tuple[Any, ...]:
    at, values = version.at, version.values
    gone = values is None
    if values is None:
        values = _only_key(version)
    plain = layout(version.row).plain(values)
    origin = at.position, at.recorded_at, at.on, at.actor, at.event
    return (*values, *origin, plain, gone, until)


def _only_key(version: Version) -> tuple[Any, ...]:
    named = dict(zip(version.row.row_key, version.key, strict=True))
    return tuple(named.get(column.name) for column in layout(version.row).columns)


def _across(rows: Iterable[Sequence[Any]]) -> list[list[Any]]:
    """Rows turned into one array for each column."""
    return [list(column) for column in zip(*rows, strict=True)]


def _by_row(places: Iterable[Place]) -> dict[type[Row], list[Key]]:
    keys: dict[type[Row], list[Key]] = {}
    for row, key in places:
        keys.setdefault(row, []).append(key)
    return {row: sorted(its) for row, its in keys.items()}


def _versions_by_row(versions: Iterable[Version]) -> dict[type[Row], list[Version]]:
    """Those of one key behind each other: they are neighbours in the indexes."""
    found: dict[type[Row], list[Version]] = {}
    for version in versions:
        found.setdefault(version.row, []).append(version)
    return {row: sorted(its, key=lambda version: version.key) for row, its in found.items()}
