"""Variables: their values, at the places where they stand."""

from typing import Any

from graphql import GraphQLError, GraphQLInputType, VariableNode, is_non_null_type

from taizhang_graphql.compiler.work import Given
from taizhang_graphql.invalid import Invalid
from taizhang_graphql.mistakes import VARIABLES


def value_at(given: Given, node: VariableNode, type_: GraphQLInputType) -> Any:
    """The value of a variable that has one, at a place of a type.

    Raises Invalid for a null where none may be: a valid document may put a variable there that
    can be null, if only it has a default (GraphQL, "All Variable Usages Are Allowed").
    """
    name = node.name.value
    found = given.variables[name]
    if found is None and is_non_null_type(type_):
        said = f"Variable '${name}' is null where a value of type '{type_}' is expected."
        raise Invalid(VARIABLES, [GraphQLError(said)])
    return found
