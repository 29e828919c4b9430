"""Paging through: a query for one connection becomes a query for its pages, one after another."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from graphql import (
    DocumentNode,
    FieldNode,
    Node,
    OperationDefinitionNode,
    SelectionSetNode,
    parse,
    print_ast,
)
from graphql.language import NameNode
from msgspec import Struct
from msgspec.structs import replace

from taizhang.errors import Refusal
from taizhang_graphql.catalogue import Catalogue
from taizhang_graphql.exchange import Request
from taizhang_graphql.mistakes import Kind, Mistake
from taizhang_graphql.scalars import show_moment

NOT_ONE_PAGE = Kind(
    Refusal(
        "graphql.export_shape",
        zh="导出的查询应只有一个最外层字段，是一类数据的列表，其下只写 nodes 或 edges",
        en="what is exported is one connection at the root, with nodes or edges and nothing else",
        status=400,
    ),
    "写成 {{ tickets(where: …) {{ nodes {{ ticket state }} }} }}；片段和指令写在 nodes 之内",
)
PAGED = Kind(
    Refusal(
        "graphql.export_paged",
        zh="导出的是全部符合条件的数据，{name} 由平台分页时使用",
        en="all that matches is exported; {name} is for the platform's own pages",
        status=400,
    ),
    "去掉 {name}；从断处继续，用地址里的参数 after",
)

Moment = int | datetime | None
"""What rows are read as of: a position, an instant, or now."""
_OWN = {"first": "Int!", "after": "String", "asOf": "AsOf"}
_INFO = "page: pageInfo { hasNextPage endCursor }"
N = TypeVar("N", bound=Node)


class PagingThrough(Struct, frozen=True):
    """`field` is the connection's name; `dated`: the query has an `asOf` of its own."""

    field: str
    dated: bool
    request: Request
    names: Mapping[str, str]
    """The variables that say which page, by argument."""

    def page(self, first: int, after: str | None, moment: Moment = None) -> Request:
        """The request for a page: of its data alone, with the rows under `rows.lines`."""
        values = {"first": first, "after": after, "asOf": _as_of(moment)}
        given = {variable: values[name] for name, variable in self.names.items()}
        return replace(self.request, variables={**self.request.variables, **given})


def paging_through(request: Request, known: Catalogue) -> PagingThrough:
    """How to page through what a valid request asks for. Raises Mistake."""
    document = parse(request.query, no_location=True)
    operation = _operation(document, request.operation)
    field = _only(operation.selection_set)
    if field.name.value not in known.plural:
        raise Mistake(NOT_ONE_PAGE)
    given = {argument.name.value for argument in field.arguments or ()}
    for name in ("first", "after"):
        if name in given:
            raise Mistake(PAGED, (field.name.value, name), name=name)
    taken = {d.variable.name.value for d in operation.variable_definitions or ()}
    names = {name: _free(f"export_{name}", taken) for name in _OWN if name not in given}
    text = print_ast(_replaced(document, operation, _paged(operation, field, names)))
    asked = replace(request, query=text, get=False, unless=None, bare=True)
    return PagingThrough(field.name.value, "asOf" in given, asked, names)


def _operation(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    found = [d for d in document.definitions if isinstance(d, OperationDefinitionNode)]
    named = [d for d in found if name is None or (d.name and d.name.value == name)]
    return named[0]


def _only(selections: SelectionSetNode | None) -> FieldNode:
    match selections.selections if selections else ():
        case (FieldNode(directives=None | ()) as field,):
            return field
        case _:
            raise Mistake(NOT_ONE_PAGE)


def _paged(
    operation: OperationDefinitionNode, field: FieldNode, names: Mapping[str, str]
) -> OperationDefinitionNode:
    rows = _only(field.selection_set)
    if rows.name.value not in ("nodes", "edges"):
        raise Mistake(NOT_ONE_PAGE)
    page = _page(field.name.value, names)
    own, info = _only(page.selection_set), _only(_only(page.selection_set).selection_set)
    lines = _with(rows, alias=NameNode(value="lines"))
    connection = _with(
        own,
        arguments=(*(field.arguments or ()), *(own.arguments or ())),
        selection_set=SelectionSetNode(selections=(lines, info)),
    )
    declared = (*(operation.variable_definitions or ()), *(page.variable_definitions or ()))
    return _with(
        operation,
        variable_definitions=declared,
        selection_set=SelectionSetNode(selections=(connection,)),
    )


def _page(field: str, names: Mapping[str, str]) -> OperationDefinitionNode:
    declared = ", ".join(f"${variable}: {_OWN[name]}" for name, variable in names.items())
    given = ", ".join(f"{name}: ${variable}" for name, variable in names.items())
    made = parse(f"query ({declared}) {{ rows: {field}({given}) {{ {_INFO} }} }}")
    return _operation(made, None)


def _with(node: N, **changes: Any) -> N:
    return type(node)(**{key: getattr(node, key) for key in node.keys} | changes)


def _replaced(
    document: DocumentNode, old: OperationDefinitionNode, new: OperationDefinitionNode
) -> DocumentNode:
    return DocumentNode(definitions=tuple(new if d is old else d for d in document.definitions))


def _free(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "_"
    return name


def _as_of(moment: Moment) -> Mapping[str, Any] | None:
    match moment:
        case None:
            return None
        case datetime():
            return {"time": show_moment(moment)}
        case _:
            return {"position": moment}
