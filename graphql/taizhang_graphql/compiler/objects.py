"""Objects: the column list of one row, each field in its way."""
# ruff: noqa: S608 - names are quoted, values are parameters

from collections.abc import Sequence

from graphql import FieldNode
from msgspec.structs import replace

from taizhang.projections.tables import quoted
from taizhang_graphql.catalogue import Confidential, Label, Plain, Versions
from taizhang_graphql.compiler import phrases
from taizhang_graphql.compiler.pages import related
from taizhang_graphql.compiler.references import reference
from taizhang_graphql.compiler.selection import below
from taizhang_graphql.compiler.versions import versions
from taizhang_graphql.compiler.work import Spot, Work
from taizhang_graphql.nulls import withheld
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
            return _confidential(work, replace(spot, path=(*spot.path, key)), name, confidential)
        case Versions():
            return versions(work, spot, key, fields)
        case Relation(many=True) as relation:
            return related(work, spot, relation, key, fields)
        case Relation() as relation:
            return reference(work, spot, relation, key, fields)


def _confidential(work: Work, spot: Spot, name: str, field: Confidential) -> str:
    if not work.given.personal:
        work.withheld.append(withheld(spot.path, spot.shape.name, name))
        return "null::text"
    work.confidential = True
    value, erased = work.alias(), work.alias()
    person = f"{spot.alias}.{quoted(field.subject)}"
    return (
        f"coalesce((select {value}.value from projections.personal {value}"
        f" where {work.allowed(value)} and {value}.tenant_id = {spot.alias}.tenant_id"
        f" and {value}.person = {person}"
        f" and {value}.field = {phrases.literal(field.column.name)}),"
        f" (select {work.marker} from projections.erased {erased}"
        f" where {work.allowed(erased)} and {erased}.tenant_id = {spot.alias}.tenant_id"
        f" and {erased}.person = {person}))"
    )
