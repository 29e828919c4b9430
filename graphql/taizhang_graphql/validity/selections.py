"""Selections: fields, fragments and directives that are surely valid where they stand.

GraphQL: "Field Selections", "Leaf Field Selections", "Fragment Spread Type Existence",
"Fragments on Object, Interface or Union Types", "Fragment Spread Target Defined",
"Fragment Spread Is Possible", "Directives Are Defined", "… in Valid Locations", "… Unique per
Location".
"""

from collections.abc import Iterable, Mapping

from graphql import (
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    NamedTypeNode,
    SelectionSetNode,
    do_types_overlap,
    get_named_type,
    is_leaf_type,
)
from msgspec import Struct, field

from taizhang_graphql.validity.unsure import Unsure
from taizhang_graphql.validity.values import Places, members

Parent = GraphQLObjectType | GraphQLInterfaceType
PARENTS = (GraphQLObjectType, GraphQLInterfaceType)

_CONDITIONS = ("skip", "include")


class Uses(Struct):
    """What a definition uses: fragments by name, and variables at their places."""

    spreads: list[str] = field(default_factory=list)
    places: Places = field(default_factory=list)
    merges: bool = False
    """Whether fields of one name may come together from several places."""


def composite(types: GraphQLSchema, node: NamedTypeNode) -> Parent:
    """The type that a fragment is on. Raises Unsure."""
    found = types.type_map.get(node.name.value)
    if not isinstance(found, PARENTS):
        raise Unsure
    return found


class Selections:
    """Walks each definition once."""

    def __init__(
        self, types: GraphQLSchema, fragments: Mapping[str, FragmentDefinitionNode]
    ) -> None:
        self._types, self._fragments = types, fragments

    def uses(self, parent: Parent, chosen: SelectionSetNode) -> Uses:
        """What is used by all that is selected of a type. Raises Unsure."""
        uses = Uses()
        self._set(parent, chosen, uses)
        return uses

    def _set(self, parent: Parent, chosen: SelectionSetNode, uses: Uses) -> None:
        keys: set[str] = set()
        for selection in chosen.selections:
            if selection.directives:
                self._directives(selection.directives, uses)
            if isinstance(selection, FieldNode):
                keys.add((selection.alias or selection.name).value)
                self._field(parent, selection, uses)
            elif isinstance(selection, InlineFragmentNode):
                self._inline(parent, selection, uses)
            else:
                assert isinstance(selection, FragmentSpreadNode)
                self._spread(parent, selection, uses)
        if not chosen.selections:
            raise Unsure
        if len(keys) != len(chosen.selections):
            uses.merges = True

    def _field(self, parent: Parent, node: FieldNode, uses: Uses) -> None:
        name, below = node.name.value, node.selection_set
        if name == "__typename":
            if node.arguments or below:
                raise Unsure
            return
        found = parent.fields.get(name)
        if found is None:  # `__schema` and `__type` too
            raise Unsure
        if node.arguments or found.args:
            members(node.arguments or (), found.args, uses.places)
        type_ = get_named_type(found.type)
        if is_leaf_type(type_):
            if below:
                raise Unsure
        elif below is None or not isinstance(type_, PARENTS):
            raise Unsure
        else:
            self._set(type_, below, uses)

    def _inline(self, parent: Parent, node: InlineFragmentNode, uses: Uses) -> None:
        inner = parent if node.type_condition is None else self._on(parent, node.type_condition)
        self._set(inner, node.selection_set, uses)

    def _spread(self, parent: Parent, node: FragmentSpreadNode, uses: Uses) -> None:
        fragment = self._fragments.get(node.name.value)
        if fragment is None or node.arguments:
            raise Unsure
        self._on(parent, fragment.type_condition)
        uses.spreads.append(node.name.value)

    def _on(self, parent: Parent, condition: NamedTypeNode) -> Parent:
        found = composite(self._types, condition)
        if found is not parent and not do_types_overlap(self._types, found, parent):
            raise Unsure
        return found

    def _directives(self, nodes: Iterable[DirectiveNode], uses: Uses) -> None:
        names: set[str] = set()
        for node in nodes:
            name = node.name.value
            known = self._types.get_directive(name) if name in _CONDITIONS else None
            if known is None or name in names:
                raise Unsure
            names.add(name)
            members(node.arguments or (), known.args, uses.places)
