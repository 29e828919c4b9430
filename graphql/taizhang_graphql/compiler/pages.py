"""Pages: a connection. Its rows are picked once, then printed in each way that is asked for."""
# ruff: noqa: S608 - names are quoted, values are parameters

from collections.abc import Sequence
from typing import Any

from graphql import FieldNode
from msgspec import json
from msgspec.structs import replace

from taizhang_graphql.compiler import phrases
from taizhang_graphql.compiler.aggregates import aggregates
from taizhang_graphql.compiler.arguments import arguments
from taizhang_graphql.compiler.cursor import behind
from taizhang_graphql.compiler.groups import groups
from taizhang_graphql.compiler.ordering import ordering
from taizhang_graphql.compiler.page import NUMBER, Page
from taizhang_graphql.compiler.phrases import every
from taizhang_graphql.compiler.predicate import predicate
from taizhang_graphql.compiler.printing import Value, printed
from taizhang_graphql.compiler.reading import across, linked, reading
from taizhang_graphql.compiler.selection import below
from taizhang_graphql.compiler.sizes import size
from taizhang_graphql.compiler.work import Spot, Work
from taizhang_graphql.forms import Form
from taizhang_graphql.relations import Relation


def related(
    work: Work, spot: Spot, relation: Relation, key: str, fields: Sequence[FieldNode]
) -> str:
    """A page of the rows that refer to the row at this spot."""
    there = across(work, spot, relation, key)
    given = arguments(work, spot.shape.name, fields[0])
    return connection(work, there, given, linked(work, there, spot, relation), fields)


def outermost(
    work: Work, spot: Spot, given: dict[str, Any], among: str, fields: Sequence[FieldNode]
) -> phrases.Column:
    """A page as a root field. Where only its nodes are wanted, PostgreSQL need not copy all of them
    once more to put them into an object.
    """
    chosen = below(work.given, fields)
    if [nodes[0].name.value for nodes in chosen.values()] != ["nodes"]:
        return phrases.Column(connection(work, spot, given, among, fields))
    ((key, nodes),) = chosen.items()
    page = _page(work, spot, given, among, peek=False)
    rows = _column(work, page, key, nodes)
    return phrases.Column(page.told(rows.sql), b"{" + json.encode(key) + b":", b"}")


def connection(
    work: Work, spot: Spot, given: dict[str, Any], among: str, fields: Sequence[FieldNode]
) -> str:
    """A page of the rows at this spot for which `among` holds."""
    chosen = below(work.given, fields)
    peek = any(nodes[0].name.value == "pageInfo" for nodes in chosen.values())
    page = _page(work, spot, given, among, peek=peek)
    return page.told(printed({key: _column(work, page, key, chosen[key]) for key in chosen}))


def _page(work: Work, spot: Spot, given: dict[str, Any], among: str, *, peek: bool) -> Page:
    first = size(work, given, spot.path)
    limit = work.parameter(first, "bigint")
    order = ordering(work, spot.shape, given.get("orderBy"))
    matching = reading(work, spot, among, predicate(work, spot, given.get("where")))
    after = given.get("after")
    begun = "true" if after is None else behind(work, spot, order, after)
    there = Spot(spot.shape, work.alias(), spot.moment, spot.path, (*spot.sizes, first))
    rows = every(matching, begun)
    most = f"{limit} + 1" if peek else limit
    picking = f"{rows} order by {order.by(spot.alias)} limit {most}"
    return Page(spot, there, matching, picking, order, limit if peek else None, after is not None)


def _column(work: Work, page: Page, key: str, fields: Sequence[FieldNode]) -> Value:
    path = (*page.spot.path, key)
    spot, found = replace(page.spot, path=path), replace(page.found, path=path)
    match fields[0].name.value:
        case "nodes":
            made = work.select(work, spot, fields)
            return Value(phrases.many(made, f"from {page.rows}", work.alias()), whole=True)
        case "edges":
            made = _edge(work, page, spot, fields)
            return Value(phrases.many(made, f"from {page.rows}", work.alias()), whole=True)
        case "pageInfo":
            return Value(_info(work, page, fields), whole=True)
        case "totalCount":
            return Value(f"(select count(*)::int {page.matching})", whole=True)
        case "aggregates":
            return Value(aggregates(work, found, page.matching, fields), whole=True)
        case "groups":
            return Value(groups(work, found, page.matching, fields), whole=True)
        case _:
            return phrases.word(f"{spot.shape.name}Connection")


def _edge(work: Work, page: Page, spot: Spot, fields: Sequence[FieldNode]) -> str:
    columns = {}
    for key, nodes in below(work.given, fields).items():
        match nodes[0].name.value:
            case "cursor":
                columns[key] = Value(page.ordering.cursor(spot.alias), Form.WORD)
            case "node":
                there = replace(spot, path=(*spot.path, key))
                columns[key] = Value(work.select(work, there, nodes), whole=True)
            case _:
                columns[key] = phrases.word(f"{spot.shape.name}Edge")
    return printed(columns)


def _info(work: Work, page: Page, fields: Sequence[FieldNode]) -> str:
    rows, cursor = page.spot.alias, page.ordering.cursor(page.spot.alias)
    ends = f"select {cursor} from {page.rows} order by {rows}.{NUMBER}"
    info = {
        "hasNextPage": Value(f"(select count(*) > {page.limit} from {rows})", Form.TRUTH),
        "hasPreviousPage": Value("true" if page.begun else "false", Form.TRUTH),
        "startCursor": _cursor(f"{ends} limit 1"),
        "endCursor": _cursor(f"{ends} desc limit 1"),
        "__typename": phrases.word("PageInfo"),
    }
    chosen = below(work.given, fields)
    return printed({key: info[nodes[0].name.value] for key, nodes in chosen.items()})


def _cursor(select: str) -> Value:
    return Value(f"({select})", Form.WORD, nullable=True)
