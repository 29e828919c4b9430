"""Columns: how the fields of a Row are kept in PostgreSQL."""

import functools
import re
import types
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from msgspec import Meta, Struct

from taizhang.events.personal import Personal
from taizhang.events.tags import Tag, mark_of, marks_of
from taizhang.projections.deprecated import Deprecated
from taizhang.projections.row import Row, Working

_SQL = {
    str: "text",
    bool: "boolean",
    int: "bigint",
    float: "double precision",
    Decimal: "numeric",
    date: "date",
    datetime: "timestamptz",
    UUID: "uuid",
    bytes: "bytea",
}

#: Columns that every row table carries beside the Row's own: the version's origin.
ORIGIN = ("position_", "recorded_at_", "on_", "actor_", "event_")


class Column(Struct, frozen=True):
    """One field of a Row. `sql` is its PostgreSQL type; lists, dicts and Structs are `jsonb`."""

    name: str
    sql: str
    type: Any
    nullable: bool
    key: bool
    title: str | None = None
    description: str | None = None
    tag: Tag | None = None
    personal: Personal | None = None
    """A personal field has no column: it is joined from `personal` where the reader may see it."""
    working: bool = False
    """It says something of the work before publication, such as a draft."""
    deprecated: Deprecated | None = None


def table_name(row: type[Row]) -> str:
    """`OpenTicket` is kept in `open_ticket`, its versions in `open_ticket_history`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", row.__name__).lower()


@functools.cache
def columns(row: type[Row]) -> tuple[Column, ...]:
    """All columns of a Row, in the order of its fields."""
    hints = get_type_hints(row, include_extras=True)
    return tuple(_column(row, name, hints[name]) for name in row.__struct_fields__)


@functools.cache
def stored(row: type[Row]) -> tuple[Column, ...]:
    """The columns that the Row's own tables hold."""
    return tuple(column for column in columns(row) if column.personal is None)


def _column(row: type[Row], name: str, hint: Any) -> Column:
    bare, nullable = _bare(hint)
    metas = list(marks_of(hint, Meta))
    return Column(
        name=name,
        sql=_sql(bare),
        type=bare,
        nullable=nullable,
        key=name in row.row_key,
        title=next((meta.title for meta in metas if meta.title), None),
        description=next((meta.description for meta in metas if meta.description), None),
        tag=mark_of(hint, Tag),
        personal=mark_of(hint, Personal),
        working=mark_of(hint, Working) is not None,
        deprecated=_deprecated(row, name, mark_of(hint, Deprecated)),
    )


def _deprecated(row: type[Row], name: str, mark: Deprecated | None) -> Deprecated | None:
    if mark and name in row.row_key:
        raise TypeError(f"{row.__name__}.{name}: a key cannot be deprecated")
    if mark and mark.instead not in (None, *row.__struct_fields__):
        raise TypeError(f"{row.__name__}.{name}: there is no field {mark.instead!r} to use instead")
    return mark


def _bare(hint: Any) -> tuple[Any, bool]:
    """The type without marks and `| None`, and whether None is allowed."""
    if get_origin(hint) is Annotated:
        return _bare(hint.__origin__)
    if get_origin(hint) in (Union, types.UnionType):
        args = [arg for arg in get_args(hint) if arg is not type(None)]
        bare = _bare(args[0])[0] if len(args) == 1 else hint
        return bare, len(args) < len(get_args(hint))
    return hint, False


def _sql(bare: Any) -> str:
    if get_origin(bare) is Literal or (isinstance(bare, type) and issubclass(bare, Enum)):
        return "text"
    return _SQL.get(bare, "jsonb")
