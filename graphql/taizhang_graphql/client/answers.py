"""Answers: the Structs that an operation's answer is read into, one for each object in it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLEnumType,
    GraphQLObjectType,
    SelectionSetNode,
    get_named_type,
    is_enum_type,
    is_object_type,
)
from msgspec import Struct

from taizhang_graphql.client.annotations import annotation, scalar
from taizhang_graphql.client.names import Names, member

Fragments = Mapping[str, FragmentDefinitionNode]


class _Chosen(Struct):
    """What is selected under one response key, in however many places."""

    name: str
    sets: list[SelectionSetNode]
    always: bool


class Answers:
    """Collects the Structs of one module, those within others first."""

    def __init__(self, fragments: Fragments, names: Names) -> None:
        self.structs: list[str] = []
        self.enums: dict[str, GraphQLEnumType] = {}
        self._fragments, self._names = fragments, names

    def struct(self, type_: GraphQLObjectType, sets: Iterable[SelectionSetNode], *path: str) -> str:
        """The name of the Struct for a selection of an object type."""
        own = self._names.take(*path)
        lines = [f"class {own}(Struct, frozen=True, kw_only=True):"]
        for key, chosen in self._chosen(sets).items():
            lines.append(self._member(type_, key, chosen, path))
        self.structs.append("\n".join(lines))
        return own

    def _member(
        self, type_: GraphQLObjectType, key: str, chosen: _Chosen, path: tuple[str, ...]
    ) -> str:
        if chosen.name == "__typename":
            return member(key, f'Literal["{type_.name}"]')

        def named(inner: Any) -> str:
            if is_object_type(inner):
                return self.struct(inner, chosen.sets, *path, key)
            if is_enum_type(inner):
                self.enums[inner.name] = inner
                return str(inner.name)
            return scalar(inner)

        found = annotation(type_.fields[chosen.name].type, named)
        if chosen.always:
            return member(key, found)
        return member(key, found if found.endswith("| None") else f"{found} | None", "None")

    def _chosen(self, sets: Iterable[SelectionSetNode]) -> dict[str, _Chosen]:
        found: dict[str, _Chosen] = {}
        for each in sets:
            for field, always in self._fields(each, always=True):
                key = field.alias.value if field.alias else field.name.value
                chosen = found.setdefault(key, _Chosen(field.name.value, [], always=False))
                chosen.always = chosen.always or always
                if field.selection_set:
                    chosen.sets.append(field.selection_set)
        return found

    def _fields(
        self, selections: SelectionSetNode, *, always: bool
    ) -> Iterator[tuple[FieldNode, bool]]:
        for selection in selections.selections:
            here = always and not selection.directives
            if isinstance(selection, FieldNode):
                yield selection, here
            elif isinstance(selection, FragmentSpreadNode):
                fragment = self._fragments[selection.name.value]
                yield from self._fields(fragment.selection_set, always=here)
            else:
                inner: Any = selection
                yield from self._fields(inner.selection_set, always=here)


def object_of(type_: Any) -> GraphQLObjectType:
    """The object type of an operation. This schema has neither interfaces nor unions."""
    named = get_named_type(type_)
    assert isinstance(named, GraphQLObjectType)
    return named
