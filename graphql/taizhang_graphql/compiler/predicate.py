"""Predicate: `where` as SQL. A comparison with null is false, and the `not` of it true."""

from typing import Any

from taizhang.projections.tables import quoted
from taizhang_graphql.catalogue import Plain
from taizhang_graphql.compiler.work import Call, Source, Spot, Work
from taizhang_graphql.mistakes import LIMIT, NULL_FILTER, Mistake

_COMPARISONS = {
    "eq": "{0} = {1}",
    "ne": "{0} is distinct from {1}",
    "in": "{0} = any({1})",
    "lt": "{0} < {1}",
    "lte": "{0} <= {1}",
    "gt": "{0} > {1}",
    "gte": "{0} >= {1}",
    "prefix": "starts_with({0}, {1})",
    "isNull": "({0} is null) = {1}",
}


def predicate(work: Work, spot: Spot, tree: Any) -> str:
    """All members of a `where` hold. An empty one holds always, an empty `or` never."""
    terms = [_member(work, spot, name, member) for name, member in (tree or {}).items()]
    return _joined(terms, " and ", "true")


def _member(work: Work, spot: Spot, name: str, tree: Any) -> str:
    if tree is None:
        raise Mistake(NULL_FILTER, (*spot.path, "where"), name=name)
    match name:
        case "and":
            return _joined([predicate(work, spot, part) for part in tree], " and ", "true")
        case "or":
            return _joined([predicate(work, spot, part) for part in tree], " or ", "false")
        case "not":
            return f"({predicate(work, spot, tree)}) is not true"
        case _:
            field = spot.shape.sortable[name]
            terms = [_comparison(work, spot, field, op, tree[op]) for op in tree]
            return _joined(terms, " and ", "true")


def _comparison(work: Work, spot: Spot, field: Plain, operator: str, source: Any) -> str:
    if source is None:
        raise Mistake(NULL_FILTER, (*spot.path, "where"), name=operator)
    work.compare()
    sql = {"in": f"{field.kind.sql}[]", "isNull": "boolean"}.get(operator, field.kind.sql)
    if operator == "in":
        source = _bounded(work, spot, source)
    column = f"{spot.alias}.{quoted(field.column.name)}"
    return _COMPARISONS[operator].format(column, work.parameter(source, sql))


def _bounded(work: Work, spot: Spot, source: Source) -> Source:
    limit, path = work.given.limits.items, (*spot.path, "where")

    def items(call: Call) -> Any:
        found = source(call)
        if len(found) > limit:
            raise Mistake(LIMIT, path, what="列表长度", name="items", found=len(found), limit=limit)
        return found

    return items


def _joined(terms: list[str], word: str, empty: str) -> str:
    return "(" + word.join(terms) + ")" if terms else empty
