"""Pruning: a schema's text without its descriptions, or without what was to go by a day."""

from collections.abc import Container, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from graphql import (
    DefinitionNode,
    DirectiveNode,
    DocumentNode,
    NamedTypeNode,
    Node,
    StringValueNode,
    Visitor,
    parse,
    print_ast,
    visit,
)
from graphql.language.visitor import REMOVE

from taizhang_graphql.deprecation import until


def bare(text: str) -> str:
    """A schema (SDL) without its descriptions: all that a document can depend on."""
    return print_ast(visit(parse(text, no_location=True), _Undescribed())) + "\n"


def pruned(text: str, on: date) -> str:
    """A schema (SDL) without what, by its `@deprecated`, may be gone on that day.

    With it goes what is of a type that has nothing left, and types that nothing leads to any more.
    """
    document: DocumentNode = visit(parse(text, no_location=True), _Due(on))
    while hollow := {_name(each) for each in document.definitions if _is_hollow(each)}:
        document = visit(_without(document, hollow), _Leading(hollow))
    return print_ast(_without(document, _unreached(document))) + "\n"


class _Undescribed(Visitor):
    def enter(self, node: Node, *_: Any) -> Node | None:
        described = getattr(node, "description", None) is not None
        return replace(node, description=None) if described else None  # type: ignore[call-arg]


class _Due(Visitor):
    def __init__(self, on: date) -> None:
        super().__init__()
        self._on = on

    def enter_field_definition(self, node: Any, *_: Any) -> Any:
        day = until(_reason(node.directives or ()))
        return REMOVE if day and day <= self._on else None

    enter_input_value_definition = enter_field_definition
    enter_enum_value_definition = enter_field_definition


def _reason(directives: Sequence[DirectiveNode]) -> str | None:
    for directive in directives:
        for argument in directive.arguments or ():
            if directive.name.value == "deprecated" and isinstance(argument.value, StringValueNode):
                return argument.value.value
    return None


class _Leading(Visitor):
    """Removes what is of these types."""

    def __init__(self, types: Container[str]) -> None:
        super().__init__()
        self._types = types

    def enter_field_definition(self, node: Any, *_: Any) -> Any:
        return REMOVE if _named(node.type) in self._types else None

    enter_input_value_definition = enter_field_definition


def _is_hollow(definition: DefinitionNode) -> bool:
    members = [getattr(definition, of, None) for of in ("fields", "values", "types")]
    has_members = definition.kind not in ("scalar_type_definition", "directive_definition")
    return bool(_name(definition)) and has_members and not any(members)


def _without(document: DocumentNode, types: Container[str]) -> DocumentNode:
    kept = [each for each in document.definitions if _name(each) not in types]
    return replace(document, definitions=tuple(kept))


def _unreached(document: DocumentNode) -> set[str]:
    """The types that no operation leads to."""
    named = {_name(each): each for each in document.definitions if _name(each)}
    pending = ["Query", "Mutation", "Subscription"]
    left = set(named)
    while pending:
        name = pending.pop()
        if name in left:
            left.remove(name)
            names = _Names()
            visit(named[name], names)
            pending += names.found
    return left


class _Names(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def enter_named_type(self, node: NamedTypeNode, *_: Any) -> None:
        self.found.append(node.name.value)


def _named(kind: Any) -> str:
    return _named(kind.type) if hasattr(kind, "type") else str(kind.name.value)


def _name(definition: DefinitionNode) -> str:
    """The name of a type's definition; empty for a directive's, and for the schema's own."""
    is_type = definition.kind.endswith("type_definition")
    return str(definition.name.value) if is_type else ""  # type: ignore[attr-defined]
