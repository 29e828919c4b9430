"""Row statements: the SQL that reads and writes the rows of one type, made once."""

import functools
from typing import NamedTuple

from taizhang.projections.columns import ORIGIN, Column, table_name
from taizhang.projections.row import Row
from taizhang.projections.tables import history_table, quoted
from taizhang.projections.values import layout

_ORIGIN_SQL = ("bigint", "timestamptz", "date", "text", "text")
assert len(ORIGIN) == len(_ORIGIN_SQL)


class Statements(NamedTuple):
    """What is asked of one row type's tables; $1 is the tenant, each other a column's array."""

    load: str
    keep: str
    """Adds versions to the history; empty for a row type without one."""
    upsert: str
    delete: str


@functools.cache
def statements_of(schema: str, row: type[Row]) -> Statements:
    """The statements of one row type in one generation."""
    current, history = (f"{schema}.{quoted(t)}" for t in (table_name(row), history_table(row)))
    keep = _insert(history, row, gone=True) if row.row_history else ""
    return Statements(
        load=_load(current, row),
        keep=keep,
        upsert=f"{_insert(current, row)} {_on_conflict(row)}",
        delete=f"delete from {current} t using {_keys(row)} where {_same_key(row)}",  # noqa: S608
    )


def _load(table: str, row: type[Row]) -> str:
    names = ", ".join(_shown(column) for column in layout(row).columns)
    return f"select {names} from {table} t join {_keys(row)} on {_same_key(row)}"  # noqa: S608


def _insert(table: str, row: type[Row], *, gone: bool = False) -> str:
    columns = layout(row).columns
    own = [(quoted(c.name), _carrier(c), "::jsonb" * (c.sql == "jsonb")) for c in columns]
    origin = [(name, kind, "") for name, kind in zip(ORIGIN, _ORIGIN_SQL, strict=True)]
    fields = [*own, *origin, *([("gone_", "boolean", "")] if gone else [])]
    names = ", ".join(name for name, _, _ in fields)
    arrays = ", ".join(f"${n}::{kind}[]" for n, (_, kind, _) in enumerate(fields, 2))
    taken = ", ".join(f"v.{name}{cast}" for name, _, cast in fields)
    return (
        f"insert into {table} (tenant_id, {names})"  # noqa: S608
        f" select $1, {taken} from unnest({arrays}) as v({names})"
    )


def _on_conflict(row: type[Row]) -> str:
    keys = ", ".join(quoted(name) for name in row.row_key)
    others = (quoted(c.name) for c in layout(row).columns if not c.key)
    changes = ", ".join(f"{name} = excluded.{name}" for name in (*others, *ORIGIN))
    return f"on conflict (tenant_id, {keys}) do update set {changes}"


def _keys(row: type[Row]) -> str:
    columns = layout(row).key_columns
    arrays = ", ".join(f"${n}::{column.sql}[]" for n, column in enumerate(columns, 2))
    return f"unnest({arrays}) as k({', '.join(quoted(column.name) for column in columns)})"


def _same_key(row: type[Row]) -> str:
    same = (f"t.{quoted(name)} = k.{quoted(name)}" for name in row.row_key)
    return f"t.tenant_id = $1 and {' and '.join(same)}"


def _shown(column: Column) -> str:
    return f"t.{quoted(column.name)}" + ("::text" if column.sql == "jsonb" else "")


def _carrier(column: Column) -> str:
    """The type of the array that carries a column: JSON travels as text."""
    return "text" if column.sql == "jsonb" else column.sql
