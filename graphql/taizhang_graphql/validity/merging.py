"""Merging: fields of one response name are surely the same field, wherever they come from.

GraphQL: "Field Selection Merging". Only what is easy is recognised: the same type, name and
arguments.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    InlineFragmentNode,
    SelectionSetNode,
    get_named_type,
)

from taizhang_graphql.validity.selections import PARENTS, Parent, composite
from taizhang_graphql.validity.unsure import Unsure

FIELDS, REPEATED, DEPTH = 2_000, 100, 40
"""Selections with fragments written out; fields whose name came before; sets within sets.

graphql-core gives up on a document that takes very many comparisons or nests very deep. What is
recognised here stays far below.
"""


class Chosen(NamedTuple):
    """A selection set, what it is of, and how deep it lies."""

    parent: Parent
    selections: SelectionSetNode
    depth: int


class Found(NamedTuple):
    """A field, the type that it is of, and how deep it lies."""

    parent: Parent
    node: FieldNode
    depth: int


class Merging:
    """Writes fragments out, which must not form cycles."""

    def __init__(
        self, types: GraphQLSchema, fragments: Mapping[str, FragmentDefinitionNode]
    ) -> None:
        self._types, self._fragments = types, fragments
        self._written = self._repeated = 0

    def of(self, sets: Iterable[Chosen]) -> None:
        """Selection sets whose fields come together in one object. Raises Unsure."""
        fields: dict[str, list[Found]] = {}
        seen: set[str] = set()
        for chosen in sets:
            self._collect(chosen, fields, seen)
        for found in fields.values():
            self._repeated += len(found) - 1
            if self._repeated > REPEATED:
                raise Unsure
            self._together(found)

    def _together(self, found: list[Found]) -> None:
        parent, first, _ = found[0]
        for other, node, _ in found[1:]:
            same = node.name == first.name and node.arguments == first.arguments
            if other is not parent or not same:
                raise Unsure
        if first.selection_set is not None:
            type_ = get_named_type(parent.fields[first.name.value].type)
            assert isinstance(type_, PARENTS)
            self.of(
                Chosen(type_, node.selection_set, depth + 1)
                for _, node, depth in found
                if node.selection_set
            )

    def _collect(self, chosen: Chosen, fields: dict[str, list[Found]], seen: set[str]) -> None:
        parent, selections, depth = chosen
        self._written += len(selections.selections)
        if self._written > FIELDS or depth > DEPTH:
            raise Unsure
        for node in selections.selections:
            if isinstance(node, FieldNode):
                key = (node.alias or node.name).value
                fields.setdefault(key, []).append(Found(parent, node, depth))
            elif isinstance(node, InlineFragmentNode):
                condition = node.type_condition
                inner = parent if condition is None else composite(self._types, condition)
                self._collect(Chosen(inner, node.selection_set, depth + 1), fields, seen)
            elif isinstance(node, FragmentSpreadNode) and node.name.value not in seen:
                seen.add(node.name.value)
                fragment = self._fragments[node.name.value]
                inner = composite(self._types, fragment.type_condition)
                self._collect(Chosen(inner, fragment.selection_set, depth + 1), fields, seen)
