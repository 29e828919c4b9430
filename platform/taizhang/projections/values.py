"""Values: a Row as its table holds it, and back, exactly.

What a fold returns is read back from its stored form before the next fold sees it, so that rows
do not depend on where one batch ends and the next begins.
"""

import functools
import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Generic, Literal, TypeVar, get_args, get_origin
from uuid import UUID

import msgspec

from taizhang.projections.columns import Column, columns, stored
from taizhang.projections.row import Key, Row

R = TypeVar("R", bound=Row)
Convert = Callable[[Any], Any]

_NUL_IN_JSON = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
_BIGINT = range(-(2**63), 2**63)


class Layout(Generic[R]):
    """How the Rows of one type lie in their columns."""

    def __init__(self, row: type[R]) -> None:
        self.row = row
        self.columns = stored(row)
        self.key_columns = tuple(self._column(name) for name in row.row_key)
        self._codecs = [(column.name, *_codec(column)) for column in self.columns]
        self._key_places = [self.columns.index(column) for column in self.key_columns]
        self._blank = {c.name: None for c in columns(row) if c.personal and not _default(row, c)}

    def values(self, row: R) -> tuple[Any, ...]:
        """The stored form of a Row. Raises TypeError or ValueError for what no column can hold."""
        return tuple(to(getattr(row, name)) for name, to, _ in self._codecs)

    def read(self, values: Sequence[Any]) -> R:
        """A Row from its stored form; its personal fields are blank."""
        named = zip(self._codecs, values, strict=True)
        fields = {name: None if v is None else back(v) for (name, _, back), v in named}
        return self.row(**fields, **self._blank)

    def key(self, parts: Key) -> Key:
        """The stored form of a key that an event names. Raises TypeError or ValueError."""
        if not isinstance(parts, tuple) or len(parts) != len(self.key_columns):
            raise TypeError(f"{self.row.__name__}: {parts!r} is not a key {self.row.row_key}")
        codecs = (self._codecs[place] for place in self._key_places)
        return tuple(to(part) for (_, to, _), part in zip(codecs, parts, strict=True))

    def key_of(self, values: Sequence[Any]) -> Key:
        """The key within a stored form."""
        return tuple(values[place] for place in self._key_places)

    def _column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


@functools.cache
def layout(row: type[R]) -> Layout[R]:
    """The layout of a row type."""
    return Layout(row)


def _default(row: type[Row], column: Column) -> bool:
    field = next(f for f in msgspec.structs.fields(row) if f.name == column.name)
    return not field.required


def _codec(column: Column) -> tuple[Convert, Convert]:
    to, back = _plain_codec(column)

    def checked(value: Any) -> Any:
        if value is None and column.nullable:
            return None
        try:
            return to(value)
        except (TypeError, ValueError, KeyError) as error:
            raise TypeError(f"{column.name} cannot hold {value!r}: {error}") from error

    return checked, back


def _plain_codec(column: Column) -> tuple[Convert, Convert]:
    if column.sql == "jsonb":
        return _json, msgspec.json.Decoder(column.type).decode
    if choices := _choices(column.type):
        return {value: text for text, value in choices.items()}.__getitem__, choices.__getitem__
    return _SCALARS[column.sql]


def _choices(kind: Any) -> dict[str, Any]:
    """The values of a Literal or an Enum by the text that is stored for each."""
    if get_origin(kind) is Literal:
        return {str(value): value for value in get_args(kind)}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {str(member.value): member for member in kind}
    return {}


def _json(value: Any) -> str:
    text = msgspec.json.encode(value).decode()
    if _NUL_IN_JSON.search(text):
        raise ValueError("U+0000 within text")
    return text


def _text(value: Any) -> str:
    if "\0" in _exactly(str, value):
        raise ValueError("U+0000 within text")
    return str.__str__(value)  # of an Enum's member as well


def _bigint(value: Any) -> int:
    if isinstance(value, bool) or _exactly(int, value) not in _BIGINT:
        raise ValueError("not an integer of 64 bits")
    return int(value)


def _numeric(value: Any) -> Decimal:
    number = Decimal(value) if isinstance(value, int) else _exactly(Decimal, value)
    if not number.is_finite():
        raise ValueError("not finite")
    return Decimal(number)


def _float(value: Any) -> float:
    return float(_exactly((int, float), value))


def _date(value: Any) -> date:
    if isinstance(value, datetime):
        raise TypeError("a moment is not a date")
    return _exactly(date, value)  # type: ignore[no-any-return]


def _moment(value: Any) -> datetime:
    if _exactly(datetime, value).tzinfo is None:
        raise ValueError("a moment without its zone")
    return value.astimezone(UTC)  # type: ignore[no-any-return]


def _exactly(kind: Any, value: Any) -> Any:
    if not isinstance(value, kind):
        raise TypeError(f"a {type(value).__name__}")
    return value


def _as_is(value: Any) -> Any:
    return value


_SCALARS: dict[str, tuple[Convert, Convert]] = {
    "text": (_text, _as_is),
    "boolean": (functools.partial(_exactly, bool), _as_is),
    "bigint": (_bigint, _as_is),
    "double precision": (_float, _as_is),
    "numeric": (_numeric, _as_is),
    "date": (_date, _as_is),
    "timestamptz": (_moment, _as_is),
    "uuid": (functools.partial(_exactly, UUID), lambda value: UUID(bytes=value.bytes)),
    "bytea": (functools.partial(_exactly, bytes), _as_is),
}
