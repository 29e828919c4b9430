"""Kinds: what each column is in GraphQL, and how PostgreSQL prints and reads it."""

import enum
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints
from uuid import UUID

import strawberry
from msgspec import Meta, Struct

from taizhang.events.tags import mark_of
from taizhang.projections.columns import Column
from taizhang.projections.row import Row
from taizhang_graphql import scalars
from taizhang_graphql.forms import Form
from taizhang_graphql.names import camel, is_enum_value, pascal

UTC_SQL = """to_char({0} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""
_BYTES_SQL = r"translate(encode({0}, 'base64'), E'\n', '')"
_INT = 2**31


class Kind(Struct, frozen=True):
    """How one sort of value looks on each side.

    `annotation` is strawberry's, `sql` the type of parameters, `shown` the expression that is
    printed into JSON, in a `form`; `read` takes it back from a cursor.
    """

    name: str
    annotation: Any
    sql: str
    read: Callable[[Any], Any]
    shown: str = "{0}"
    form: Form = Form.TEXT
    ordered: bool = False
    sortable: bool = True
    choices: tuple[str, ...] = ()


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _float(value: Any) -> float:
    return float(value)


def _uuid(value: Any) -> UUID:
    return UUID(_text(value))


STRING = Kind("String", str, "text", _text)
IDENTIFIER = Kind("UUID", UUID, "uuid", _uuid, form=Form.WORD)
LONG = Kind("Long", scalars.Long, "bigint", scalars.read_long, form=Form.BARE, ordered=True)
MOMENT = Kind(
    "DateTime", datetime, "timestamptz", scalars.read_moment, UTC_SQL, Form.WORD, ordered=True
)
JSON = Kind("JSON", scalars.Json, "jsonb", _text, form=Form.BARE, sortable=False)
_INT_KIND = Kind("Int", int, "bigint", scalars.read_long, form=Form.BARE, ordered=True)
_KINDS = {
    "text": STRING,
    "bigint": LONG,
    "timestamptz": MOMENT,
    "jsonb": JSON,
    "boolean": Kind("Boolean", bool, "boolean", _truth, form=Form.TRUTH),
    "double precision": Kind(
        "Float", float, "double precision", _float, form=Form.FLOAT, ordered=True
    ),
    "numeric": Kind(
        "Decimal", Decimal, "numeric", scalars.read_decimal, "{0}::text", Form.WORD, ordered=True
    ),
    "date": Kind("Date", date, "date", scalars.read_date, form=Form.WORD, ordered=True),
    "uuid": IDENTIFIER,
    "bytea": Kind("Base64", scalars.Base64, "bytea", _text, _BYTES_SQL, Form.WORD, sortable=False),
}


def kind_of(row: type[Row], column: Column) -> Kind:
    """The kind of a column. Words that are no GraphQL names stay a String with its choices."""
    choices = _choices(column.type)
    if choices and all(is_enum_value(choice) for choice in choices):
        said = f"“{column.title or column.name}”的取值。The values of `{camel(column.name)}`."
        return _enumeration(_enum_name(row, column), choices, said)
    if choices:
        return Kind("String", str, "text", _text, choices=choices)
    if column.sql == "bigint" and _fits_int(row, column.name):
        return _INT_KIND
    return _LISTS.get(_item(column.type), JSON) if column.sql == "jsonb" else _KINDS[column.sql]


def _listed(name: str, annotation: Any) -> Kind:
    return Kind(f"[{name}!]", list[annotation], "jsonb", _text, form=Form.BARE, sortable=False)


#: Lists of what JSON writes as the schema's own scalars do; other JSON is one value.
_LISTS = {
    str: _listed("String", str),
    bool: _listed("Boolean", bool),
    int: _listed("Long", scalars.Long),
    Decimal: _listed("Decimal", Decimal),
    date: _listed("Date", date),
}


def _item(kind: Any) -> Any:
    """What a list holds, without marks; None for what is no list, or may hold nulls."""
    if get_origin(kind) is not list:
        return None
    (item,) = get_args(kind)
    return item.__origin__ if get_origin(item) is Annotated else item


def _choices(bare: Any) -> tuple[str, ...]:
    if get_origin(bare) is Literal:
        return tuple(str(value) for value in get_args(bare))
    if isinstance(bare, type) and issubclass(bare, enum.Enum):
        return tuple(str(member.value) for member in bare)
    return ()


def _enum_name(row: type[Row], column: Column) -> str:
    named = isinstance(column.type, type)
    return str(column.type.__name__) if named else row.__name__ + pascal(column.name)


_enumerations: dict[tuple[str, tuple[str, ...]], Kind] = {}


def _enumeration(name: str, choices: tuple[str, ...], said: str) -> Kind:
    """The same Python Enum in two row types is one enum in the schema."""
    if (name, choices) not in _enumerations:
        values = enum.Enum(name, {choice: choice for choice in choices})  # type: ignore[misc]
        kind = Kind(name, strawberry.enum(values, description=said), "text", _text, choices=choices)
        _enumerations[name, choices] = kind
    return _enumerations[name, choices]


def _fits_int(row: type[Row], name: str) -> bool:
    """GraphQL's Int has 32 bits: only a field that says that it stays within them is one."""
    meta = mark_of(get_type_hints(row, include_extras=True)[name], Meta)
    bounds = (meta.ge, meta.le) if meta else (None, None)
    return all(bound is not None and -_INT <= bound < _INT for bound in bounds)
