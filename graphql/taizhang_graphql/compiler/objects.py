"""Objects: the column list of one row, each field in its way."""
# ruff: noqa: S608 - names are quoted, values are parameters

from collections.abc import Sequence

from graphql import FieldNode

from taizhang.projections.tables import quoted
from taizhang_graphql.catalogue import Confidential, Label, Plain, Versions
from taizhang_graphql.compiler import phrases
from taizhang_graphql.compiler.pages import related
from taizhang_graphql.compiler.reading import across, linked, reading
from taizhang_graphql.compiler.selection import below
from taizhang_graphql.compiler.versions import versions
from taizhang_graphql.compiler.work import Spot, Work
from taizhang_graphql.relations import Relation


def select(work: Work, spot: Spot, fields: Sequence[FieldNode]) -> str:
    """What is selected of the row at this spot."""
    work.hold(spot.sizes)
    chosen = below(work.given, fields)
    return phrases.columns({key: _field(work, spot, key, chosen[key]) for key in chosen})


def _field(work: Work, spot: Spot, key: str, fields: Sequence[FieldNode]) -> str:
    name = fields[0].name.value
    if name == "__typename":
        return phrases.literal(spot.shape.name)
    match spot.shape.fields[name]:
        case Plain(column, kind):
            return kind.shown.format(f"{spot.alias}.{quoted(column.name)}")
        case Label():
            return work.label(spot.alias)
        case Confidential() as confidential:
            return _confidential(work, spot, confidential)
        case Versions():
            return versions(work, spot, key, fields)
        case Relation(many=True) as relation:
            return related(work, spot, relation, key, fields)
        case Relation() as relation:
            return _reference(work, spot, relation, key, fields)


def _confidential(work: Work, spot: Spot, field: Confidential) -> str:
    if not work.given.personal:
        return "null::text"
    alias = work.alias()
    return (
        f"(select {alias}.value from projections.personal {alias}"
        f" where {work.allowed(alias)} and {alias}.tenant_id = {spot.alias}.tenant_id"
        f" and {alias}.person = {spot.alias}.{quoted(field.subject)}"
        f" and {alias}.field = {phrases.literal(field.column.name)})"
    )


def _reference(
    work: Work, spot: Spot, relation: Relation, key: str, fields: Sequence[FieldNode]
) -> str:
    there = across(work, spot, relation, key)
    columns = work.select(work, there, fields)
    return phrases.one(
        f"{columns} {reading(work, there, linked(there, spot, relation))}", work.alias()
    )
