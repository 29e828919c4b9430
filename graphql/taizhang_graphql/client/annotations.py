"""Annotations: what a GraphQL type is in Python."""

from collections.abc import Callable
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLNonNull,
    is_list_type,
    is_non_null_type,
)

_SCALARS = {
    "Int": "int",
    "Long": "int",
    "Float": "float",
    "String": "str",
    "ID": "str",
    "Boolean": "bool",
    "Decimal": "Decimal",
    "Date": "date",
    "DateTime": "datetime",
    "UUID": "UUID",
    "Base64": "bytes",
}


def annotation(type_: Any, named: Callable[[Any], str]) -> str:
    """The annotation of a type; `named` writes what is neither a list nor non-null."""
    if is_non_null_type(type_):
        return _bare(type_, named)
    bare = _bare(GraphQLNonNull(type_), named)
    return bare if bare == "Any" else f"{bare} | None"


def scalar(type_: Any) -> str:
    """A scalar; what this does not know, and JSON, is `Any`."""
    return _SCALARS.get(type_.name, "Any")


def literal(type_: GraphQLEnumType) -> str:
    """An enum, as the words that stand for its values."""
    words = ", ".join(f'"{name}"' for name in type_.values)
    return f"{type_.name} = Literal[{words}]"


def _bare(type_: Any, named: Callable[[Any], str]) -> str:
    inner = type_.of_type
    if is_list_type(inner):
        return f"list[{annotation(inner.of_type, named)}]"
    return named(inner)
