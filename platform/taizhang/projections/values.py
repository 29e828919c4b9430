"""Values: a Row as its table holds it, and back, exactly.

What a fold returns is read back from its stored form before the next fold sees it, so that rows
do not depend on where one batch ends and the next begins. Reading back is left out only where
the types of a Row's values say that it would give the same Row.
"""

import functools
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any, Generic, TypeVar

import msgspec

from taizhang.projections.codecs import codec
from taizhang.projections.columns import Column, columns, stored
from taizhang.projections.forms import Forms, Values, picked
from taizhang.projections.row import Key, Row

R = TypeVar("R", bound=Row)
_AS_JSON = msgspec.json.Encoder().encode


class Layout(Generic[R]):
    """How the Rows of one type lie in their columns."""

    def __init__(self, row: type[R]) -> None:
        self.row = row
        self.columns = stored(row)
        self.key_columns = tuple(self._column(name) for name in row.row_key)
        self._names = [column.name for column in self.columns]
        self._fields = _all_of(attrgetter(*self._names), len(self._names))
        self._values = Forms(self.columns)
        self._keys = Forms(self.key_columns)
        self._back = [(c.name, back) for c in self.columns if (back := codec(c)[1]) is not None]
        self._key_length = len(self.key_columns)
        self._key_places = [self.columns.index(column) for column in self.key_columns]
        texts = [c.name for c in self.columns if c.sql == "text"]
        self._texts = picked([self._names.index(name) for name in texts]) or _nothing
        personal = [c for c in columns(row) if c.personal]
        self._blank = {c.name: None for c in personal if not _default(row, c)}
        self._has_personal = bool(personal)

    def values(self, row: R) -> Values:
        """The stored form of a Row. Raises TypeError or ValueError for what no column can hold."""
        return self._values.stored(self._fields(row))[0]

    def settled(self, row: R) -> tuple[Values, R]:
        """The stored form of a Row, and the Row that its table will give back. Raises as above."""
        values, faithful = self._values.stored(self._fields(row))
        if faithful and not self._has_personal and type(row) is self.row:
            return values, row
        return values, self.read(values)

    def read(self, values: Iterable[Any]) -> R:
        """A Row from its stored form; its personal fields are blank."""
        fields = dict(zip(self._names, values, strict=True))
        for name, back in self._back:
            if (value := fields[name]) is not None:
                fields[name] = back(value)
        return self.row(**fields, **self._blank)

    def key(self, parts: Key) -> Key:
        """The stored form of a key that an event names. Raises TypeError or ValueError."""
        if type(parts) is not tuple or len(parts) != self._key_length:
            raise TypeError(f"{self.row.__name__}: {parts!r} is not a key {self.row.row_key}")
        return self._keys.stored(parts)[0]

    def key_of(self, values: Sequence[Any]) -> Key:
        """The key within a stored form."""
        return tuple([values[place] for place in self._key_places])

    def plain(self, values: Values) -> bool:
        """Whether no text of a stored form needs escaping in JSON (RFC 8259, section 7)."""
        return b"\\" not in _AS_JSON(self._texts(values))

    def _column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


@functools.cache
def layout(row: type[R]) -> Layout[R]:
    """The layout of a row type."""
    return Layout(row)


def _all_of(get: Callable[[Any], Any], count: int) -> Callable[[Any], Values]:
    """A getter that gives a tuple even where there is one field."""
    return (lambda row: (get(row),)) if count == 1 else get


def _nothing(values: Values) -> Values:
    return ()


def _default(row: type[Row], column: Column) -> bool:
    field = next(f for f in msgspec.structs.fields(row) if f.name == column.name)
    return not field.required
