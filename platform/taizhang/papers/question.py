"""Question: a document's query, checked against the schema, to be asked as of any position."""

from collections.abc import Mapping, Sequence
from typing import Any

from graphql import (
    ArgumentNode,
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLSchema,
    NamedTypeNode,
    NameNode,
    OperationDefinitionNode,
    OperationType,
    TypeInfo,
    TypeInfoVisitor,
    VariableDefinitionNode,
    VariableNode,
    Visitor,
    parse,
    print_ast,
    validate,
    visit,
)
from msgspec import Struct

from taizhang.papers.document import Document

AS_OF = "asOf"
"""The argument of every root field, and the variable that all of them are given."""


class Question(Struct, frozen=True):
    """The query with `$asOf` handed to every root field, and its own variables by name."""

    text: str
    variables: Mapping[str, VariableDefinitionNode]


def faults(document: Document, types: GraphQLSchema) -> list[str]:
    """What is wrong with a document's query, one sentence each; empty if it can be asked."""
    try:
        parsed = parse(document.query)
    except GraphQLError as error:
        return [_told(error)]
    operations = _operations(parsed)
    if len(operations) != 1 or operations[0].operation is not OperationType.QUERY:
        return ["应当正好有一个 query"]
    return [_told(error) for error in validate(types, parsed)]


def question_of(document: Document, types: GraphQLSchema) -> Question:
    """The question of a document that has no faults."""
    return question_in(document.query, types)


def question_in(text: str, types: GraphQLSchema) -> Question:
    """The question of a valid text with one query."""
    parsed = parse(text, no_location=True)
    (operation,) = _operations(parsed)
    own = {each.variable.name.value: each for each in operation.variable_definitions or ()}
    info = TypeInfo(types)
    opening = _Opening(info, types)
    opened = visit(parsed, TypeInfoVisitor(info, opening))
    if opening.opened and AS_OF not in own:
        opened = visit(opened, _Declaring())
    return Question(print_ast(opened), {name: own[name] for name in own if name != AS_OF})


class _Opening(Visitor):
    """Hands `$asOf` to every field of the root that says nothing of it."""

    opened = False

    def __init__(self, info: TypeInfo, types: GraphQLSchema) -> None:
        super().__init__()
        self._info, self._root = info, types.query_type

    def enter_field(self, node: FieldNode, *_: Any) -> Any:
        field, given = self._info.get_field_def(), node.arguments or ()
        if self._info.get_parent_type() is not self._root or field is None:
            return None
        if AS_OF not in field.args or any(each.name.value == AS_OF for each in given):
            return None
        self.opened = True
        as_of = ArgumentNode(name=NameNode(value=AS_OF), value=_AS_OF_VARIABLE)
        return _changed(node, arguments=(*given, as_of))


class _Declaring(Visitor):
    """Declares `$asOf`: GraphQL refuses one that nothing uses, and one that is not declared."""

    def enter_operation_definition(self, node: OperationDefinitionNode, *_: Any) -> Any:
        declared = VariableDefinitionNode(
            variable=_AS_OF_VARIABLE, type=NamedTypeNode(name=NameNode(value="AsOf"))
        )
        own = node.variable_definitions or ()
        return _changed(node, variable_definitions=(*own, declared))


_AS_OF_VARIABLE = VariableNode(name=NameNode(value=AS_OF))


def _changed(node: Any, **parts: Any) -> Any:
    return type(node)(**{key: getattr(node, key) for key in node.keys if key != "loc"} | parts)


def _operations(parsed: DocumentNode) -> Sequence[OperationDefinitionNode]:
    return [each for each in parsed.definitions if isinstance(each, OperationDefinitionNode)]


def _told(error: GraphQLError) -> str:
    place = error.locations[0] if error.locations else None
    return f"第 {place.line} 行：{error.message}" if place else error.message
