"""Narrowing: a catalogue cut down to what a client was granted. The rest does not exist for it."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from taizhang.projections.columns import stored
from taizhang.tenancy.clients import RowGrant, Stage
from taizhang_graphql.catalogue import (
    Catalogue,
    Confidential,
    Field,
    Label,
    Plain,
    Shape,
    Versions,
    of_shapes,
)
from taizhang_graphql.names import camel
from taizhang_graphql.relations import Relation

HISTORY, ACTOR = "history", "history.actor"


def narrowed(catalogue: Catalogue, grants: Iterable[RowGrant]) -> Catalogue:
    """What the grants leave of a catalogue. Names that it does not know grant nothing."""
    kept = {g.row: g for g in grants if g.row in catalogue.shapes}
    kept = {name: g for name, g in kept.items() if is_seen(catalogue.shapes[name], g)}
    return of_shapes({n: _shape(catalogue, kept, g) for n, g in kept.items()})


def is_seen(shape: Shape, grant: RowGrant) -> bool:
    """Whether rows of the granted stages can exist: some row types are never published."""
    return bool(shape.row.row_published) or Stage.WORKING in grant.stages


def grants_column(shape: Shape, grant: RowGrant, column: str) -> bool:
    """Whether a stored column is granted; the key always is, since rows are told apart by it."""
    if column in shape.row.row_key:
        return True
    listed = grant.fields is None or camel(column) in grant.fields
    working = {c.name for c in stored(shape.row) if c.working}
    return listed and (column not in working or Stage.WORKING in grant.stages)


def _shape(catalogue: Catalogue, kept: Mapping[str, RowGrant], grant: RowGrant) -> Shape:
    shape = catalogue.shapes[grant.row]
    fields = {
        name: _narrower(field, grant)
        for name, field in shape.fields.items()
        if _granted(catalogue, kept, shape, name, field)
    }
    published = shape.row.row_published
    only = published if isinstance(published, str) and Stage.WORKING not in grant.stages else None
    return replace(shape, fields=fields, published=only)


def _granted(
    catalogue: Catalogue, kept: Mapping[str, RowGrant], shape: Shape, name: str, field: Field
) -> bool:
    grant = kept[shape.name]
    match field:
        case Plain(column):
            return grants_column(shape, grant, column.name)
        case Confidential():
            return name in grant.personal
        case Versions():
            return grant.fields is None or HISTORY in grant.fields
        case Relation(target=target, own=own, column=column):
            # Who follows a relation learns what both of its columns hold.
            there = kept.get(target.__name__)
            return (
                there is not None
                and grants_column(shape, grant, own)
                and grants_column(catalogue.shapes[target.__name__], there, column)
            )
        case Label():
            return True


def _narrower(field: Field, grant: RowGrant) -> Field:
    return Versions(actor=ACTOR in grant.personal) if isinstance(field, Versions) else field
