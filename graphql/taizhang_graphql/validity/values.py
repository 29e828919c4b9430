"""Values: arguments, and the literals in them, that are surely of their types.

GraphQL: "Argument Names", "Argument Uniqueness", "Required Arguments", "Values of Correct Type",
"Input Object Field Names", "Input Object Field Uniqueness", "Input Object Required Fields".
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from graphql import (
    ArgumentNode,
    BooleanValueNode,
    EnumValueNode,
    FloatValueNode,
    GraphQLArgument,
    GraphQLError,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    IntValueNode,
    ListValueNode,
    NullValueNode,
    ObjectFieldNode,
    ObjectValueNode,
    StringValueNode,
    ValueNode,
    VariableNode,
)
from graphql.utilities import validate_input_literal

from taizhang_graphql.validity.unsure import Unsure

_SIMPLE = (StringValueNode, IntValueNode, BooleanValueNode, EnumValueNode, FloatValueNode)

Known = Mapping[str, GraphQLArgument] | Mapping[str, GraphQLInputField]


class Place(NamedTuple):
    """Where a variable stands, and of which type it has to be there."""

    variable: str
    type: GraphQLInputType
    one_of: bool = False
    """Whether it is the one field of a `@oneOf` input object."""


Places = list[Place]


def members(
    given: Iterable[ArgumentNode | ObjectFieldNode],
    known: Known,
    places: Places,
    *,
    one_of: bool = False,
) -> None:
    """Arguments, or the fields of an input object; their variables' places. Raises Unsure.

    None of this schema has a default; one that had would be taken for required.
    """
    names: set[str] = set()
    for node in given:
        name = node.name.value
        found = known.get(name)
        if found is None or name in names:
            raise Unsure
        names.add(name)
        if isinstance(node.value, VariableNode):
            places.append(Place(node.value.name.value, found.type, one_of))
        elif one_of and isinstance(node.value, NullValueNode):
            raise Unsure
        else:
            value(node.value, found.type, places)
    for name, one in known.items():
        if isinstance(one.type, GraphQLNonNull) and name not in names:
            raise Unsure


def value(node: ValueNode, type_: GraphQLInputType, places: Places) -> None:
    """A value of a type; its variables' places. Raises Unsure."""
    if isinstance(node, VariableNode):
        places.append(Place(node.name.value, type_))
        return
    if isinstance(type_, GraphQLNonNull):
        type_ = type_.of_type
        if isinstance(node, NullValueNode):
            raise Unsure
    elif isinstance(node, NullValueNode):
        return
    if isinstance(type_, GraphQLList):
        for item in node.values if isinstance(node, ListValueNode) else (node,):
            value(item, type_.of_type, places)
    elif isinstance(type_, GraphQLInputObjectType):
        _object(node, type_, places)
    else:
        _leaf(node, type_)


def _object(node: ValueNode, type_: GraphQLInputObjectType, places: Places) -> None:
    if not isinstance(node, ObjectValueNode) or (type_.is_one_of and len(node.fields) != 1):
        raise Unsure
    members(node.fields, type_.fields, places, one_of=type_.is_one_of)


def _leaf(node: ValueNode, type_: GraphQLInputType) -> None:
    """A scalar's or an enum's literal, which its own type reads."""
    faults: list[GraphQLError] = []
    if isinstance(node, _SIMPLE):
        validate_input_literal(node, type_, lambda error, _path: faults.append(error))
    if faults or not isinstance(node, _SIMPLE):
        raise Unsure
