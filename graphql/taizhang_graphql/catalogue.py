"""Catalogue: what can be asked of each row type. Schema and compiler both read it, nothing else.

A narrower catalogue is a narrower world: what is not in it is neither shown nor compiled.
"""

import functools
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from taizhang.projections.columns import Column, columns, stored
from taizhang.projections.row import Row
from taizhang_graphql.kinds import Kind, kind_of
from taizhang_graphql.names import camel, is_name
from taizhang_graphql.relations import Relation, relations
from taizhang_graphql.type_names import require_distinct


class Plain(Struct, frozen=True):
    """A value that the row's table holds."""

    column: Column
    kind: Kind


class Confidential(Struct, frozen=True):
    """A personal value, joined for those who may see it."""

    column: Column
    subject: str


class Label(Struct, frozen=True):
    """The tenant whose row it is."""


class Versions(Struct, frozen=True):
    """All that the row has been; `actor`: and who changed it."""

    actor: bool = True


Field = Plain | Confidential | Label | Versions | Relation


class Shape(Struct, frozen=True, dict=True):
    """One row type as an object type, its fields by their GraphQL names.

    `published` names the column that must be set for a row to be seen.
    """

    row: type[Row]
    fields: dict[str, Field]
    published: str | None = None

    @property
    def name(self) -> str:
        """The object type's name."""
        return self.row.__name__

    @functools.cached_property
    def sortable(self) -> dict[str, Plain]:
        """What may be filtered and ordered by: declared columns that can be compared."""
        found = {n: f for n, f in self.fields.items() if isinstance(f, Plain)}
        return {name: field for name, field in found.items() if field.kind.sortable}

    @functools.cached_property
    def keys(self) -> dict[str, Plain]:
        """The fields of the key, in the key's order."""
        by_column = {f.column.name: (n, f) for n, f in self.sortable.items()}
        return dict(by_column[name] for name in self.row.row_key)


class Catalogue(Struct, frozen=True):
    """All shapes, by object type; the root fields of one row and of many."""

    shapes: dict[str, Shape]
    single: dict[str, Shape]
    plural: dict[str, Shape]


def catalogue(rows: Sequence[type[Row]]) -> Catalogue:
    """The catalogue of these row types. Raises TypeError where two things have one name."""
    related = list(relations(rows))
    shapes = {row.__name__: _shape(row, related) for row in rows}
    if len(shapes) < len(rows):
        raise TypeError("two row types have the same name")
    known = of_shapes(shapes)
    if len(known.single | known.plural) < 2 * len(rows):
        raise TypeError(f"singular and plural names collide: {_twice(rows)}")
    require_distinct(shapes.values())
    return known


def of_shapes(shapes: dict[str, Shape]) -> Catalogue:
    """The catalogue of these shapes, with their root fields."""
    single = {camel(shape.name): shape for shape in shapes.values()}
    plural = {camel(shape.row.row_plural): shape for shape in shapes.values()}
    return Catalogue(shapes, single, plural)


def _twice(rows: Sequence[type[Row]]) -> str:
    names = Counter(camel(name) for row in rows for name in (row.__name__, row.row_plural))
    return ", ".join(name for name, times in names.items() if times > 1)


def _shape(row: type[Row], related: Sequence[Relation]) -> Shape:
    fields: dict[str, Field] = {}
    for name, field in _fields(row, related):
        if name in fields or not is_name(name):
            raise TypeError(f"{row.__name__}: the name {name!r} is taken, or is not GraphQL's")
        fields[name] = field
    return Shape(row, fields)


def _fields(row: type[Row], related: Sequence[Relation]) -> Iterator[tuple[str, Field]]:
    held = {column.name for column in stored(row)}
    for column in columns(row):
        if column.personal is None:
            yield camel(column.name), Plain(column, kind_of(row, column))
        elif column.personal.subject in held:
            yield camel(column.name), Confidential(column, column.personal.subject)
        else:
            raise TypeError(f"{row.__name__}.{column.name}: no field {column.personal.subject!r}")
    yield "tenant", Label()
    for relation in related:
        if relation.source is row:
            yield relation.name, relation
    if row.row_history:
        yield "history", Versions()
