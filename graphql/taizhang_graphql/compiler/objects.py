"""Objects: one row as JSON, each field in its way."""
# ruff: noqa: S608 - names are quoted, values are parameters

from collections.abc import Sequence

from graphql import FieldNode
from msgspec.structs import replace

from taizhang.projections.tables import quoted
from taizhang_graphql.catalogue import Confidential, Label, Plain, Versions
from taizhang_graphql.compiler import phrases
from taizhang_graphql.compiler.pages import related
from taizhang_graphql.compiler.printing import Value, printed
from taizhang_graphql.compiler.references import reference
from taizhang_graphql.compiler.selection import below
from taizhang_graphql.compiler.values import value_of
from taizhang_graphql.compiler.versions import versions
from taizhang_graphql.compiler.work import Spot, Work
from taizhang_graphql.forms import Form
from taizhang_graphql.nulls import withheld
from taizhang_graphql.relations import Relation


def select(work: Work, spot: Spot, fields: Sequence[FieldNode]) -> str:
    """What is selected of the row at this spot, printed."""
    work.hold(spot.sizes)
    chosen = below(work.given, fields)
    return printed({key: _field(work, spot, key, chosen[key]) for key in chosen})


def _field(work: Work, spot: Spot, key: str, fields: Sequence[FieldNode]) -> Value:
    name = fields[0].name.value
    if name == "__typename":
        return phrases.word(spot.shape.name)
    match spot.shape.fields[name]:
        case Plain() as plain:
            return value_of(spot, plain)
        case Label():
            return Value(work.label(spot.alias), Form.TEXT)
        case Confidential() as confidential:
            return _confidential(work, replace(spot, path=(*spot.path, key)), name, confidential)
        case Versions():
            return Value(versions(work, spot, key, fields), whole=True)
        case Relation(many=True) as relation:
            return Value(related(work, spot, relation, key, fields), whole=True)
        case Relation() as relation:
            there = reference(work, spot, relation, key, fields)
            return Value(there, nullable=True, whole=True)


def _confidential(work: Work, spot: Spot, name: str, field: Confidential) -> Value:
    if not work.given.personal:
        work.withheld.append(withheld(spot.path, spot.shape.name, name))
        return Value("'null'")
    work.confidential = True
    value, erased = work.alias(), work.alias()
    person = f"{spot.alias}.{quoted(field.subject)}"
    found = (
        f"coalesce((select {value}.value from projections.personal {value}"
        f" where {work.allowed(value)} and {value}.tenant_id = {spot.alias}.tenant_id"
        f" and {value}.person = {person}"
        f" and {value}.field = {phrases.literal(field.column.name)}),"
        f" (select {work.marker} from projections.erased {erased}"
        f" where {work.allowed(erased)} and {erased}.tenant_id = {spot.alias}.tenant_id"
        f" and {erased}.person = {person}))"
    )
    return Value(found, Form.TEXT, nullable=True)
