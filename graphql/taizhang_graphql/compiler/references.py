"""References: the one row that a row, or a group of rows, names."""

from collections.abc import Sequence

from graphql import FieldNode

from taizhang_graphql.compiler import phrases
from taizhang_graphql.compiler.reading import across, linked, reading
from taizhang_graphql.compiler.work import Spot, Work
from taizhang_graphql.relations import Relation


def reference(
    work: Work, spot: Spot, relation: Relation, key: str, fields: Sequence[FieldNode]
) -> str:
    """The row at the other end of a relation, null where there is none."""
    there = across(work, spot, relation, key)
    row = reading(work, there, linked(work, there, spot, relation))
    return phrases.one(work.select(work, there, fields), row)
