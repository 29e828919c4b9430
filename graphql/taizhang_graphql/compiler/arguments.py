"""Arguments: their shape goes into the statement's text, their values only into its parameters.

An argument becomes a tree: dict and list where GraphQL has an input object and a list of them,
None where null was given, a `Source` where there is a value. What was left out is not in it.
"""

import enum
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from graphql import (
    FieldNode,
    GraphQLInputType,
    GraphQLObjectType,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_input_object_type,
    is_list_type,
)
from graphql.utilities import coerce_input_literal

from taizhang.projections.generation import Generation
from taizhang_graphql.compiler.variables import value_at
from taizhang_graphql.compiler.work import Call, Source, Work
from taizhang_graphql.exchange import Scope

Reach = Callable[[Mapping[str, Any]], Any]
NOBODY = Scope({}, Generation("", ""), personal=False)


def arguments(work: Work, type_name: str, field: FieldNode) -> dict[str, Any]:
    """All arguments that were given to a field, as trees."""
    owner = work.given.served.types.type_map[type_name]
    assert isinstance(owner, GraphQLObjectType)
    known = owner.fields[field.name.value].args
    given = ((node.name.value, node.value) for node in field.arguments or ())
    return dict(_members(work, given, lambda name: known[name].type))


def decided(work: Work, source: Source) -> Any:
    """A value that decides about the text, such as an enum's: it is part of the plan's key."""
    return source(Call(work.given.variables, NOBODY))


def shape_of(value: Any) -> Any:
    """What of a variable's value decides about the text; everything else is a parameter."""
    if isinstance(value, dict):
        return tuple((name, shape_of(item)) for name, item in sorted(value.items()))
    if isinstance(value, list):
        return tuple(map(shape_of, value)) if any(map(_composed, value)) else "list"
    if value is None or isinstance(value, bool | enum.Enum):
        return value
    return "value"


def _composed(value: Any) -> bool:
    return isinstance(value, dict | list)


def _members(
    work: Work, given: Any, type_of: Callable[[str], GraphQLInputType]
) -> Iterator[tuple[str, Any]]:
    for name, node in given:
        left_out = isinstance(node, VariableNode) and node.name.value not in work.given.variables
        if not left_out:
            yield name, _tree(work, node, type_of(name))


def _tree(work: Work, node: ValueNode, type_: GraphQLInputType) -> Any:
    if isinstance(node, VariableNode):
        name = node.name.value
        return _from_variable(value_at(work.given, node, type_), type_, lambda found: found[name])
    if isinstance(node, NullValueNode):
        return None
    if is_input_object_type(get_named_type(type_)):
        return _composite(work, node, type_)
    if isinstance(node, ListValueNode):
        return _items([_tree(work, item, _item_type(type_)) for item in node.values])
    constant = plain(coerce_input_literal(node, type_))
    return lambda _call: constant


def _composite(work: Work, node: ValueNode, type_: GraphQLInputType) -> Any:
    if isinstance(node, ListValueNode):
        return [_tree(work, item, _item_type(type_)) for item in node.values]
    if is_list_type(get_nullable_type(type_)):
        return [_tree(work, node, _item_type(type_))]
    named: Any = get_named_type(type_)
    assert isinstance(node, ObjectValueNode)
    given = ((field.name.value, field.value) for field in node.fields)
    return dict(_members(work, given, lambda name: named.fields[name].type))


def _from_variable(found: Any, type_: GraphQLInputType, reach: Reach) -> Any:
    if found is None:
        return None
    named: Any = get_named_type(type_)
    if isinstance(found, dict):
        types = {name: field.type for name, field in named.fields.items()}
        return {n: _from_variable(found[n], types[n], _into(reach, n)) for n in found}
    if isinstance(found, list) and is_input_object_type(named):
        return [_from_variable(found[i], type_, _into(reach, i)) for i in range(len(found))]
    return lambda call: plain(reach(call.variables))


def _into(reach: Reach, name: Any) -> Reach:
    return lambda found: reach(found)[name]


def _items(sources: list[Any]) -> Source:
    return lambda call: [source(call) for source in sources]


def _item_type(type_: GraphQLInputType) -> GraphQLInputType:
    bare: Any = get_nullable_type(type_)
    item: GraphQLInputType = bare.of_type if is_list_type(bare) else bare
    return item


def plain(found: Any) -> Any:
    """A value as asyncpg takes it: enums by their values."""
    if isinstance(found, list):
        return [plain(item) for item in found]
    return found.value if isinstance(found, enum.Enum) else found
