"""Document: whether one is surely valid.

GraphQL: "Executable Definitions", "Operation Type Existence", "Operation Name Uniqueness", "Lone
Anonymous Operation", "Single Root Field", "Fragment Name Uniqueness", "Fragments Must Be Used",
"Fragment Spreads Must Not Form Cycles".
"""

from collections.abc import Iterable, Mapping, Sequence

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
)

from taizhang_graphql.validity.merging import Chosen, Merging
from taizhang_graphql.validity.selections import Parent, Selections, Uses, composite
from taizhang_graphql.validity.unsure import Unsure
from taizhang_graphql.validity.variables import variables

OPERATIONS, SPREADS, PLACES = 20, 24, 1_000
"""The most operations, spreads of fragments, and places of variables that are looked at.

graphql-core gives up on a document with very many. What is recognised here stays far below.
"""

_Operations = Sequence[OperationDefinitionNode]
_Fragments = Mapping[str, FragmentDefinitionNode]


def surely_valid(types: GraphQLSchema, document: DocumentNode) -> bool:
    """True: graphql-core would find no error. False: it would, or it has to be asked."""
    try:
        _look(types, document)
    except Unsure:
        return False
    return True


def _look(types: GraphQLSchema, document: DocumentNode) -> None:
    operations, fragments = _definitions(document)
    walk = Selections(types, fragments)
    roots = [_root(types, operation) for operation in operations]
    asked = [
        walk.uses(root, one.selection_set) for root, one in zip(roots, operations, strict=True)
    ]
    within = {
        name: walk.uses(composite(types, one.type_condition), one.selection_set)
        for name, one in fragments.items()
    }
    _bounded([*asked, *within.values()])
    spread: dict[str, Uses] = {}
    for operation, uses in zip(operations, asked, strict=True):
        used: dict[str, Uses] = {}
        _follow(uses.spreads, within, used, ())
        spread |= used
        places = [*uses.places, *(place for one in used.values() for place in one.places)]
        variables(types, operation.variable_definitions or (), places)
    if len(spread) != len(fragments):
        raise Unsure
    if any(uses.merges for uses in (*asked, *within.values())):
        merging = Merging(types, fragments)
        for root, operation in zip(roots, operations, strict=True):
            merging.of([Chosen(root, operation.selection_set, 0)])


def _definitions(document: DocumentNode) -> tuple[_Operations, _Fragments]:
    operations: list[OperationDefinitionNode] = []
    fragments: dict[str, FragmentDefinitionNode] = {}
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode):
            operations.append(definition)
        elif isinstance(definition, FragmentDefinitionNode):
            if definition.name.value in fragments or definition.variable_definitions:
                raise Unsure
            fragments[definition.name.value] = definition
        else:
            raise Unsure
        if definition.directives:
            raise Unsure
    names = {operation.name.value if operation.name else None for operation in operations}
    alone = len(operations) == 1
    if not alone and (None in names or len(names) < len(operations) or len(names) > OPERATIONS):
        raise Unsure
    return operations, fragments


def _root(types: GraphQLSchema, operation: OperationDefinitionNode) -> Parent:
    root = types.get_root_type(operation.operation)
    if root is None:
        raise Unsure
    if operation.operation is OperationType.SUBSCRIPTION:
        for number, node in enumerate(operation.selection_set.selections):
            if number or not isinstance(node, FieldNode) or node.directives:
                raise Unsure
            if node.name.value.startswith("__"):
                raise Unsure
    return root


def _bounded(uses: Iterable[Uses]) -> None:
    spreads = places = 0
    for one in uses:
        spreads += len(one.spreads)
        places += len(one.places)
    if spreads > SPREADS or places > PLACES:
        raise Unsure


def _follow(
    spreads: Iterable[str], within: Mapping[str, Uses], used: dict[str, Uses], path: tuple[str, ...]
) -> None:
    """Note all fragments that are spread, each once. Raises Unsure where they form a cycle."""
    for name in spreads:
        if name in path:
            raise Unsure
        if name not in used:
            used[name] = within[name]
            _follow(within[name].spreads, within, used, (*path, name))
