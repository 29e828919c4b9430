"""Measure: how deep and how wide a document is, before anything is spent on validating it."""

from collections.abc import Iterator, Mapping

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
)
from msgspec import Struct

from taizhang_graphql.limits import Limits
from taizhang_graphql.mistakes import LIMIT, Mistake

META = ("__schema", "__type")


class Extent(Struct, frozen=True):
    """The extent of a selection, with its fragments written out."""

    fields: int = 0
    depth: int = 0
    aliases: int = 0
    directives: int = 0
    descriptions: int = 0
    """Uses of `__schema` and `__type`."""

    def beside(self, other: "Extent") -> "Extent":
        """Both in one selection."""
        return Extent(
            self.fields + other.fields,
            max(self.depth, other.depth),
            self.aliases + other.aliases,
            self.directives + other.directives,
            self.descriptions + other.descriptions,
        )


def measured(document: DocumentNode, limits: Limits) -> Extent:
    """The extent of all operations. Raises Mistake at the first limit that it is over."""
    gauge, total = Gauge(document), Extent()
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode):
            total = total.beside(gauge.of(definition.selection_set))
    _within(total, limits)
    return total


def _within(extent: Extent, limits: Limits) -> None:
    for name, what in (
        ("depth", "深度"),
        ("aliases", "别名数"),
        ("directives", "指令数"),
        ("fields", "字段数"),
        ("descriptions", "__schema 与 __type 的次数"),
    ):
        found, limit = getattr(extent, name), getattr(limits, name)
        if found > limit:
            raise Mistake(LIMIT, what=what, name=name, found=found, limit=limit)


class Gauge:
    """Measures each fragment once, however often it is used; a cycle counts nothing here."""

    def __init__(self, document: DocumentNode) -> None:
        definitions = document.definitions
        self._fragments: Mapping[str, FragmentDefinitionNode] = {
            d.name.value: d for d in definitions if isinstance(d, FragmentDefinitionNode)
        }
        self._known: dict[str, Extent] = {}

    def of(self, selections: SelectionSetNode | None) -> Extent:
        """The extent of a selection set."""
        total, leaves = Extent(), 0
        for selection in selections.selections if selections else ():
            if _is_leaf(selection):
                leaves += 1
                continue
            for extent in self._parts(selection):
                total = total.beside(extent)
        return total.beside(Extent(fields=leaves, depth=1)) if leaves else total

    def _parts(self, selection: SelectionNode) -> Iterator[Extent]:
        yield Extent(directives=len(selection.directives or ()))
        if isinstance(selection, FieldNode):
            yield self._field(selection)
        elif isinstance(selection, FragmentSpreadNode):
            yield self._fragment(selection.name.value)
        else:
            yield self.of(getattr(selection, "selection_set", None))

    def _field(self, field: FieldNode) -> Extent:
        below = self.of(field.selection_set)
        # The depth of the schema's own description has a rule of its own in graphql-core.
        meta = field.name.value in META
        depth = 0 if meta else below.depth + 1
        aliases = below.aliases + (field.alias is not None)
        return Extent(below.fields + 1, depth, aliases, below.directives, below.descriptions + meta)

    def _fragment(self, name: str) -> Extent:
        if name not in self._known:
            self._known[name] = Extent()
            fragment = self._fragments.get(name)
            self._known[name] = self.of(fragment.selection_set if fragment else None)
        return self._known[name]


def _is_leaf(selection: SelectionNode) -> bool:
    """Most are: a field with nothing to it but its name."""
    return isinstance(selection, FieldNode) and not (
        selection.selection_set or selection.alias or selection.directives
    )
