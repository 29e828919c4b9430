"""Variables: declared once, all of them used, and where they stand they may stand.

GraphQL: "Variable Uniqueness", "Variables Are Input Types", "All Variable Uses Defined",
"All Variables Used", "All Variable Usages Are Allowed".
"""

from collections.abc import Iterable

from graphql import (
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    GraphQLType,
    ListTypeNode,
    NamedTypeNode,
    NonNullTypeNode,
    NullValueNode,
    TypeNode,
    ValueNode,
    VariableDefinitionNode,
    is_input_type,
    type_from_ast,
)

from taizhang_graphql.validity.unsure import Unsure
from taizhang_graphql.validity.values import Place, value


def variables(
    types: GraphQLSchema, definitions: Iterable[VariableDefinitionNode], places: Iterable[Place]
) -> None:
    """The variables of an operation, and the places where they stand. Raises Unsure.

    What is declared as the type of a place is an input type that is known.
    """
    declared: dict[str, VariableDefinitionNode] = {}
    for definition in definitions:
        name = definition.variable.name.value
        if name in declared or definition.directives:
            raise Unsure
        declared[name] = definition
        if definition.default_value is not None:
            _default(types, definition.type, definition.default_value)
    used: set[str] = set()
    for place in places:
        if place.variable not in declared or not _allowed(declared[place.variable], place):
            raise Unsure
        used.add(place.variable)
    if len(used) != len(declared):
        raise Unsure


def _default(types: GraphQLSchema, type_: TypeNode, default: ValueNode) -> None:
    declared = type_from_ast(types, type_)
    if not is_input_type(declared):
        raise Unsure
    value(default, declared, [])


def _allowed(definition: VariableDefinitionNode, place: Place) -> bool:
    declared, there = definition.type, place.type
    if place.one_of and not isinstance(declared, NonNullTypeNode):
        return False
    default = definition.default_value
    never_null = default is not None and not isinstance(default, NullValueNode)
    if isinstance(there, GraphQLNonNull) and never_null:
        there = there.of_type
    return _fits(declared, there)


def _fits(declared: TypeNode, there: GraphQLType) -> bool:
    """Whether what is declared is the type there, or stricter (`AreTypesCompatible`)."""
    if isinstance(there, GraphQLNonNull):
        return isinstance(declared, NonNullTypeNode) and _fits(declared.type, there.of_type)
    if isinstance(declared, NonNullTypeNode):
        declared = declared.type
    if isinstance(there, GraphQLList):
        return isinstance(declared, ListTypeNode) and _fits(declared.type, there.of_type)
    return isinstance(declared, NamedTypeNode) and declared.name.value == str(there)
