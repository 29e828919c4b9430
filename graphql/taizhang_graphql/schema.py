"""Schema: strawberry's, made from row types; it answers for the words, the compiler for the rows.

Relations' names: see `relations`. A page is `tickets(first:, after:, where:, orderBy:)`.
"""

from collections.abc import Sequence

import strawberry
from graphql import GraphQLInputObjectType, GraphQLSchema
from msgspec import Struct
from strawberry.schema.config import StrawberryConfig

from taizhang.projections.row import Row
from taizhang_graphql import scalars
from taizhang_graphql.catalogue import Catalogue, Shape, catalogue
from taizhang_graphql.declare import Argument, Member, empty, object_type
from taizhang_graphql.types import AS_OF_ARGUMENT, TENANT, Pieces, page_arguments, pieces


class Served(Struct, frozen=True):
    """A schema, with the catalogue that it was made from."""

    catalogue: Catalogue
    types: GraphQLSchema
    text: str


def schema_of(rows: Sequence[type[Row]]) -> Served:
    """The schema of these row types. Raises TypeError where names collide."""
    known = catalogue(rows)
    made = strawberry.Schema(
        _query(known), config=StrawberryConfig(scalar_map=scalars.definitions())
    )
    types: GraphQLSchema = made._schema
    as_of = types.type_map["AsOf"] if rows else None
    if isinstance(as_of, GraphQLInputObjectType):
        as_of.is_one_of = True  # strawberry checks it in its own execution only
    return Served(known, types, made.as_str() + "\n")


def schema_text(rows: Sequence[type[Row]]) -> str:
    """The schema as text (SDL), for `schema.graphql`."""
    return schema_of(rows).text


def _query(known: Catalogue) -> type[object]:
    made = pieces(known)
    one = {name: _single(shape, made[shape.name]) for name, shape in known.single.items()}
    many = {name: _plural(shape, made[shape.name]) for name, shape in known.plural.items()}
    query = empty("Query")
    object_type(query, one | many, "台账的读模型，只读。The read models of the ledger; read-only.")
    return query


def _single(shape: Shape, own: Pieces) -> Member:
    keys = {name: Argument(field.kind.annotation) for name, field in shape.keys.items()}
    if "tenant" in keys or "asOf" in keys:
        raise TypeError(f"{shape.name}: a key may not be called tenant or as_of")
    common = {"tenant": TENANT, "asOf": AS_OF_ARGUMENT}
    return Member(own.node | None, f"一个{shape.row.row_title}。One by its key.", keys | common)


def _plural(shape: Shape, own: Pieces) -> Member:
    arguments = page_arguments(own.choosing) | {"tenant": TENANT, "asOf": AS_OF_ARGUMENT}
    return Member(own.connection, f"{shape.row.row_title}，分页。A page of them.", arguments)
