"""Row statements: the SQL that reads and writes the rows of one type, made once."""

import functools
import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from taizhang.projections.columns import ORIGIN, Column, table_name
from taizhang.projections.row import Row
from taizhang.projections.tables import OPEN, PLAIN, history_table, quoted
from taizhang.projections.values import layout

_SPAN = (("gone_", "boolean"), ("until_", "bigint"))
_WRITTEN = (*ORIGIN, PLAIN)
_WRITTEN_SQL = ("bigint", "timestamptz", "date", "text", "text", "boolean")
assert len(_WRITTEN) == len(_WRITTEN_SQL)


class Statements(NamedTuple):
    """What is asked of one row type's tables; $1 is the tenant, each other a column's array."""

    load: str
    keep: str
    """Adds versions to the history (if the row type has one), and makes those that are the last
    of their row the current ones. Versions come with `gone_` and `until_`."""
    make_stage: str
    """Makes the temporary table `stage`, which many versions are copied into."""
    stage: str
    empty_stage: str
    """A transaction may write twice."""
    keep_staged: str
    """Does with what was copied as `keep` does with arrays."""
    delete: str
    close: str
    """Ends the last version of each key in the history at the position that is sent with it."""


@functools.cache
def statements_of(schema: str, row: type[Row]) -> Statements:
    """The statements of one row type in one generation."""
    current, history = (f"{schema}.{quoted(t)}" for t in (table_name(row), history_table(row)))
    stage = f"stage_{hashlib.sha256(current.encode()).hexdigest()[:16]}"
    return Statements(
        load=_load(current, row),
        keep=_keep(current, history, row, _arrays(row)),
        make_stage=_make_stage(stage, row),
        stage=stage,
        empty_stage=f"delete from pg_temp.{stage}",  # noqa: S608
        keep_staged=_keep(current, history, row, f"select * from pg_temp.{stage}"),  # noqa: S608
        delete=_delete(current, row),
        close=_close(history, row),
    )


def _load(table: str, row: type[Row]) -> str:
    names = [quoted(column.name) for column in layout(row).columns]
    shown = (f"s.{name}{_shown(c)}" for name, c in zip(names, layout(row).columns, strict=True))
    return f"select {', '.join(shown)} from {_found(table, row, names)}"  # noqa: S608


def _delete(table: str, row: type[Row]) -> str:
    names = ["ctid as place", *map(quoted, row.row_key)]
    found = _found(table, row, names)
    return f"delete from {table} g using {found} and g.tenant_id = $1 and g.ctid = s.place"  # noqa: S608


def _close(table: str, row: type[Row]) -> str:
    """The last version before a position is looked up as `_found` looks up a row."""
    keys = [quoted(name) for name in row.row_key]
    place = [*keys, "position_"]
    own, wanted = (", ".join(f"{of}.{name}" for name in place) for of in "tk")
    back = ", ".join(f"t.{name} desc" for name in place)
    one = (
        f"select t.ctid as place, {', '.join(f't.{key}' for key in keys)} from {table} t"  # noqa: S608
        f" where t.tenant_id = $1 and ({own}) < ({wanted}) order by {back} limit 1"
    )
    return (
        f"update {table} g set until_ = k.position_ from {_keys(row, ('position_', 'bigint'))}"  # noqa: S608
        f" cross join lateral ({one}) s"
        f" where {_same(keys)} and g.tenant_id = $1 and g.ctid = s.place"
    )


def _found(table: str, row: type[Row], names: Iterable[str]) -> str:
    """What of these keys is there: `s`.

    Each key is looked up by itself, as the first of those that are not before it. Asked like this
    (and while the planner may not sort) only the primary key can answer. A join on equality is
    planned as a scan of all the tenant's rows, or on an index that holds the key behind another
    column, as long as the planner has not heard that the table has grown.
    """
    keys = [quoted(name) for name in row.row_key]
    first, wanted = (", ".join(f"{of}.{key}" for key in keys) for of in "tk")
    one = (
        f"select {', '.join(f't.{name}' for name in names)} from {table} t"  # noqa: S608
        f" where t.tenant_id = $1 and ({first}) >= ({wanted}) order by {first} limit 1"
    )
    return f"{_keys(row)} cross join lateral ({one}) s where {_same(keys)}"


def _same(keys: Iterable[str]) -> str:
    return " and ".join(f"s.{key} = k.{key}" for key in keys)


def _keep(current: str, history: str, row: type[Row], versions: str) -> str:
    """One statement for both tables, so that each version is sent and read once."""
    own = ", ".join(name for name, _ in _fields(row))
    kept = (
        f", kept as (insert into {history} (tenant_id, {own}, gone_, until_)"  # noqa: S608
        f" select $1, {own}, gone_, until_ from version)"
    )
    return (
        f"with version as materialized ({versions}){kept if row.row_history else ''}"  # noqa: S608
        f" insert into {current} (tenant_id, {own})"
        f" select $1, {own} from version where until_ = {OPEN} and not gone_ {_on_conflict(row)}"
    )


def _arrays(row: type[Row]) -> str:
    """Versions out of an array a column. JSON travels as text."""
    fields = [*_fields(row), *_SPAN]
    sent = ", ".join(name for name, _ in fields)
    arrays = (f"${n}::{_carrier(kind)}[]" for n, (_, kind) in enumerate(fields, 2))
    taken = ", ".join(f"{name}::{kind}" for name, kind in fields)
    return f"select {taken} from unnest({', '.join(arrays)}) as v({sent})"  # noqa: S608


def _make_stage(stage: str, row: type[Row]) -> str:
    fields = ", ".join(f"{name} {kind}" for name, kind in [*_fields(row), *_SPAN])
    return f"create temporary table if not exists {stage} ({fields}) on commit delete rows"


def _fields(row: type[Row]) -> list[tuple[str, str]]:
    """Name and type of each column that a version fills."""
    own = [(quoted(column.name), column.sql) for column in layout(row).columns]
    return [*own, *zip(_WRITTEN, _WRITTEN_SQL, strict=True)]


def _on_conflict(row: type[Row]) -> str:
    keys = ", ".join(quoted(name) for name in row.row_key)
    others = (quoted(c.name) for c in layout(row).columns if not c.key)
    changes = ", ".join(f"{name} = excluded.{name}" for name in (*others, *_WRITTEN))
    return f"on conflict (tenant_id, {keys}) do update set {changes}"


def _keys(row: type[Row], *more: tuple[str, str]) -> str:
    columns = [*((quoted(c.name), c.sql) for c in layout(row).key_columns), *more]
    arrays = ", ".join(f"${n}::{kind}[]" for n, (_, kind) in enumerate(columns, 2))
    return f"unnest({arrays}) as k({', '.join(name for name, _ in columns)})"


def _shown(column: Column) -> str:
    return "::text" * (column.sql == "jsonb")


def _carrier(kind: str) -> str:
    return "text" if kind == "jsonb" else kind
