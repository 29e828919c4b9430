"""Schema: strawberry's, made from row types; it answers for the words, the compiler for the rows.

Relations' names: see `relations`. A page is `tickets(first:, after:, where:, orderBy:)`.
"""

import re
from collections.abc import Mapping, Sequence

import strawberry
from graphql import GraphQLInputObjectType, GraphQLSchema
from msgspec import Struct
from strawberry.schema.config import StrawberryConfig

from taizhang.projections.row import Row
from taizhang.tenancy.clients import RowGrant
from taizhang_graphql import deprecation, scalars
from taizhang_graphql.catalogue import Catalogue, Shape, catalogue
from taizhang_graphql.declare import Argument, Member, empty, object_type
from taizhang_graphql.narrowing import narrowed
from taizhang_graphql.subscribing import subscription
from taizhang_graphql.types import AS_OF_ARGUMENT, TENANT, Pieces, page_arguments, pieces

_BLANK = re.compile(r"[ ]+$", re.MULTILINE)
"""Within descriptions, where empty lines are indented."""


class NothingGranted(Exception):  # noqa: N818 - it says what the matter is
    """No row type that is installed is left by the grants, so there is no schema."""


class Served(Struct, frozen=True):
    """A schema, with the catalogue that it was made from."""

    catalogue: Catalogue
    types: GraphQLSchema
    made: strawberry.Schema

    @property
    def text(self) -> str:
        """The schema language (SDL); printing all of it takes half a second."""
        return _BLANK.sub("", self.made.as_str()) + "\n"


def schema_of(rows: Sequence[type[Row]], grants: Sequence[RowGrant] | None = None) -> Served:
    """The schema of these row types, or what grants leave of it.

    Raises TypeError where names collide, and NothingGranted where nothing is left.
    """
    known = catalogue(rows) if grants is None else narrowed(catalogue(rows), grants)
    if grants is not None and not known.shapes:
        raise NothingGranted
    parts = pieces(known)
    made = strawberry.Schema(
        _query(known, parts),
        subscription=subscription(known, parts),
        config=StrawberryConfig(scalar_map=scalars.definitions()),
    )
    types: GraphQLSchema = made._schema
    _hold_to_one_of(types)
    return Served(known, types, made)


def _hold_to_one_of(types: GraphQLSchema) -> None:
    """strawberry checks `@oneOf` in its own execution only; graphql-core asks for this."""
    for type_ in types.type_map.values():
        made = type_.extensions.get("strawberry-definition")
        if isinstance(type_, GraphQLInputObjectType) and getattr(made, "is_one_of", False):
            type_.is_one_of = True


def schema_text(rows: Sequence[type[Row]]) -> str:
    """The schema as text (SDL), for `schema.graphql`."""
    return schema_of(rows).text


def _query(known: Catalogue, made: Mapping[str, Pieces]) -> type[object]:
    one = {name: _single(shape, made[shape.name]) for name, shape in known.single.items()}
    many = {name: _plural(shape, made[shape.name]) for name, shape in known.plural.items()}
    query = empty("Query")
    object_type(query, one | many, "台账的读模型，只读。The read models of the ledger; read-only.")
    return query


def _single(shape: Shape, own: Pieces) -> Member:
    keys = {n: Argument(f.kind.annotation, f.column.title) for n, f in shape.keys.items()}
    if "tenant" in keys or "asOf" in keys:
        raise TypeError(f"{shape.name}: a key may not be called tenant or as_of")
    common = {"tenant": TENANT, "asOf": AS_OF_ARGUMENT}
    said = f"一个{shape.row.row_title}。One by its key."
    gone = deprecation.of_row(shape.row)
    return Member(own.node | None, said, keys | common, deprecated=gone)


def _plural(shape: Shape, own: Pieces) -> Member:
    arguments = page_arguments(own.choosing) | {"tenant": TENANT, "asOf": AS_OF_ARGUMENT}
    said = f"{shape.row.row_title}，分页。A page of them."
    return Member(own.connection, said, arguments, deprecated=deprecation.of_row(shape.row))
