"""Variables: the values of an operation's variables, as its definitions want them.

Most values are plain: a string, a number, nothing at all. Those are taken as they are; all others,
and all that is wrong, are left to graphql-core (GraphQL, "Coercing Variable Values").
"""

from collections.abc import Mapping, Sequence
from typing import Any

from graphql import (
    GraphQLSchema,
    NamedTypeNode,
    NonNullTypeNode,
    VariableDefinitionNode,
    get_variable_values,
)

from taizhang_graphql.invalid import Invalid
from taizhang_graphql.mistakes import VARIABLES

_PLAIN = {"String": str, "ID": str, "Int": int, "Boolean": bool}
_INT = range(-(2**31), 2**31)
_ABSENT = object()


def coerced(
    types: GraphQLSchema,
    definitions: Sequence[VariableDefinitionNode],
    raw: Mapping[str, Any],
    *,
    errors: int,
) -> Mapping[str, Any]:
    """The value of each variable that has one. Raises Invalid with so many `errors` at most."""
    if (found := plain(definitions, raw)) is not None:
        return found
    values = get_variable_values(types, definitions, dict(raw), max_errors=errors)
    if isinstance(values, list):
        raise Invalid(VARIABLES, values)
    return values.coerced


def plain(
    definitions: Sequence[VariableDefinitionNode], raw: Mapping[str, Any]
) -> dict[str, Any] | None:
    """The values, if all are surely right as they are."""
    found = {}
    for definition in definitions:
        name, type_ = definition.variable.name.value, definition.type
        value = raw.get(name, _ABSENT)
        required = isinstance(type_, NonNullTypeNode)
        if value is _ABSENT and not required and definition.default_value is None:
            continue
        if not (value is None and not required):
            named = type_.type if isinstance(type_, NonNullTypeNode) else type_
            if not (isinstance(named, NamedTypeNode) and _is_plain(value, named.name.value)):
                return None
        found[name] = value
    return found


def _is_plain(value: Any, name: str) -> bool:
    kind = type(value)  # True is an int to Python, and none to GraphQL
    return kind is _PLAIN.get(name) and (kind is not int or value in _INT)
