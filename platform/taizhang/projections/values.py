"""Values: a Row as its table holds it, and back, exactly.

What a fold returns is read back from its stored form before the next fold sees it, so that rows
do not depend on where one batch ends and the next begins.
"""

import functools
from collections.abc import Sequence
from typing import Any, Generic, TypeVar

import msgspec

from taizhang.projections.codecs import codec
from taizhang.projections.columns import Column, columns, stored
from taizhang.projections.row import Key, Row

R = TypeVar("R", bound=Row)


class Layout(Generic[R]):
    """How the Rows of one type lie in their columns."""

    def __init__(self, row: type[R]) -> None:
        self.row = row
        self.columns = stored(row)
        self.key_columns = tuple(self._column(name) for name in row.row_key)
        self._codecs = [(column.name, *codec(column)) for column in self.columns]
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
