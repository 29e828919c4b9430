"""Selection: the fields asked for, fragments written out, `@skip` and `@include` obeyed."""

from collections.abc import Container, Iterable, Sequence
from typing import Any

from graphql import (
    BooleanValueNode,
    DirectiveNode,
    FieldNode,
    FragmentSpreadNode,
    GraphQLBoolean,
    GraphQLNonNull,
    InlineFragmentNode,
    NamedTypeNode,
    SelectionSetNode,
    VariableNode,
)

from taizhang_graphql.compiler.variables import value_at
from taizhang_graphql.compiler.work import Given
from taizhang_graphql.mistakes import LONG_KEY, Mistake

# PostgreSQL cuts longer names of columns in silence, and the keys of the JSON are such names.
_LONGEST = 63
_TRUTH = GraphQLNonNull(GraphQLBoolean)

Selected = dict[str, list[FieldNode]]


def below(
    given: Given, fields: Sequence[FieldNode], types: Container[str] | None = None
) -> Selected:
    """What is selected of a field that was asked for in one or several places."""
    return selected(given, [f.selection_set for f in fields if f.selection_set], types)


def selected(
    given: Given, sets: Iterable[SelectionSetNode], types: Container[str] | None = None
) -> Selected:
    """Fields by response key, in the order of the document.

    Where an interface is selected of, `types` are the object's type and its interfaces: fragments
    on other types are left out. Elsewhere a valid document has none.
    """
    found: Selected = {}
    seen: set[str] = set()
    for selections in sets:
        _collect(given, selections, found, seen, types)
    return found


def _collect(
    given: Given,
    selections: SelectionSetNode,
    found: Selected,
    seen: set[str],
    types: Container[str] | None,
) -> None:
    for selection in selections.selections:
        if not all(_holds(given, directive) for directive in selection.directives or ()):
            continue
        if isinstance(selection, FieldNode):
            found.setdefault(_key(selection), []).append(selection)
        elif isinstance(selection, InlineFragmentNode):
            if _is_on(selection.type_condition, types):
                _collect(given, selection.selection_set, found, seen, types)
        elif isinstance(selection, FragmentSpreadNode) and selection.name.value not in seen:
            seen.add(selection.name.value)
            fragment = given.fragments[selection.name.value]
            if _is_on(fragment.type_condition, types):
                _collect(given, fragment.selection_set, found, seen, types)


def _is_on(condition: NamedTypeNode | None, types: Container[str] | None) -> bool:
    return condition is None or types is None or condition.name.value in types


def _holds(given: Given, directive: DirectiveNode) -> bool:
    condition: Any = (directive.arguments or ())[0].value
    if isinstance(condition, VariableNode):
        truth = value_at(given, condition, _TRUTH)
    else:
        assert isinstance(condition, BooleanValueNode)
        truth = condition.value
    return truth is (directive.name.value == "include")


def _key(field: FieldNode) -> str:
    key = field.alias.value if field.alias else field.name.value
    if len(key) > _LONGEST:  # names are ASCII in GraphQL
        raise Mistake(LONG_KEY, name=key)
    return key
