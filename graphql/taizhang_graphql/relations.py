"""Relations: two row types that carry the same tag lead to each other.

A row's field with a tag (`organisation: Annotated[str, Organisation]`) names the row whose only
key has that tag. The names never depend on what other row types there are, so that a new plugin
renames nothing:

- to the row type that is called like the tag: `organisationRef`; to any other row type:
  `organisationAsBoard`;
- back, a connection: `tickets` where the field is called like the tag or like the key that it
  holds; else `ticketsByAssignee`. One row at most (the field is the whole key): the way there is
  the other row's own field, so there is no connection.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from taizhang.projections.columns import Column, stored
from taizhang.projections.row import Row
from taizhang_graphql.names import camel, pascal


class Relation(Struct, frozen=True):
    """Rows of `target` whose `column` holds what `source` has in `own`; one of them, or many."""

    name: str
    source: type[Row]
    own: str
    target: type[Row]
    column: str
    many: bool


def relations(rows: Sequence[type[Row]]) -> Iterator[Relation]:
    """All relations between these row types, in both directions."""
    for row in rows:
        for column in _tagged(row):
            for home in rows:
                key = _key(home, column)
                if key is not None and not (home is row and key.name == column.name):
                    yield from _both(row, column, home, key)


def holding(relation: Relation) -> Column:
    """The column that holds a relation: the other row's where there may be many."""
    row, name = (
        (relation.target, relation.column) if relation.many else (relation.source, relation.own)
    )
    return next(column for column in stored(row) if column.name == name)


def _both(row: type[Row], column: Column, home: type[Row], key: Column) -> Iterator[Relation]:
    yield Relation(_ref_name(column, home), row, column.name, home, key.name, many=False)
    if row.row_key != (column.name,):
        yield Relation(_many_name(row, column, key), home, key.name, row, column.name, many=True)


def _ref_name(column: Column, home: type[Row]) -> str:
    assert column.tag is not None
    if camel(home.__name__) == camel(column.tag.kind):
        return f"{camel(column.name)}Ref"
    return f"{camel(column.name)}As{home.__name__}"


def _many_name(row: type[Row], column: Column, key: Column) -> str:
    assert column.tag is not None
    plural = camel(row.row_plural)
    plain = column.name in (column.tag.kind, key.name)
    return plural if plain else f"{plural}By{pascal(column.name)}"


def _tagged(row: type[Row]) -> Iterator[Column]:
    return (column for column in stored(row) if column.tag is not None and column.sql == "text")


def _key(home: type[Row], column: Column) -> Column | None:
    """The single key of a row type, when it has the column's tag."""
    if len(home.row_key) != 1:
        return None
    return next(
        (c for c in _tagged(home) if c.key and c.tag is not None and c.tag == column.tag), None
    )
