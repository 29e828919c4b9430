"""Groups: rows that match, put together by keys, each group with its aggregates."""
# ruff: noqa: S608 - names are quoted, values are parameters

from collections.abc import Sequence
from typing import Any

from graphql import FieldNode
from msgspec import Struct
from msgspec.structs import replace

from taizhang_graphql.compiler import phrases
from taizhang_graphql.compiler.aggregates import Reduced, aggregate
from taizhang_graphql.compiler.arguments import arguments, decided
from taizhang_graphql.compiler.keys import Keys, grouped, key_object, keys
from taizhang_graphql.compiler.printing import Value, printed
from taizhang_graphql.compiler.selection import below
from taizhang_graphql.compiler.sizes import size
from taizhang_graphql.compiler.work import Source, Spot, Work
from taizhang_graphql.mistakes import Path


class _Term(Struct, frozen=True):
    """One thing to sort groups by: a key, the count, or a column that is reduced in a way."""

    way: str
    name: str
    descending: bool = False


class _Groups(Struct, frozen=True):
    """Groups in the making: the spot at them, their keys and values, how many and which first."""

    spot: Spot
    keys: Keys
    reduced: Reduced
    first: Source
    terms: tuple[_Term, ...]


def groups(work: Work, spot: Spot, matching: str, fields: Sequence[FieldNode]) -> str:
    """The groups of the rows at this spot, of all that `matching` finds."""
    made = _groups(work, spot, arguments(work, f"{spot.shape.name}Connection", fields[0]))
    work.hold(made.spot.sizes)
    chosen = below(work.given, fields)
    all_of_them = printed({key: _column(work, made, key, chosen[key]) for key in chosen})
    rows = _grouped(work, spot, made, matching)
    return f"(with {made.spot.alias} as ({rows}) select {all_of_them})"


def _groups(work: Work, spot: Spot, given: dict[str, Any]) -> _Groups:
    first = size(work, given, spot.path, work.given.limits.default_page)
    there = replace(spot, alias=work.alias(), sizes=(*spot.sizes, first))
    by = keys(work, spot, given["by"], (*spot.path, "by"))
    path = (*spot.path, "orderBy")
    asked = [_term(work, by, item, path) for item in given.get("orderBy") or ()]
    terms = (*asked, *(_Term("key", name) for name in by))
    return _Groups(there, by, Reduced(spot, there.alias), first, terms)


def _term(work: Work, by: Keys, item: dict[str, Any], path: Path) -> _Term:
    ((way, asked),) = item.items()
    if way == "count":
        return _Term(way, "", decided(work, asked) == "DESC")
    name, direction = decided(work, asked["field"]), asked.get("direction")
    if way == "key":
        grouped(by, name, path)
    return _Term(way, name, direction is not None and decided(work, direction) == "DESC")


def _order(work: Work, made: _Groups, term: _Term) -> str:
    match term.way:
        case "count":
            sql = made.reduced.count()
        case "key":
            sql = made.keys[term.name].sorted(work, made.spot.alias)
        case way:
            sql = made.reduced.value(way, term.name)
    return f"{sql}{' desc' if term.descending else ''} nulls last"


def _grouped(work: Work, spot: Spot, made: _Groups, matching: str) -> str:
    """The select that makes the groups; nothing but its columns is read of them."""
    columns = {key.column: key.sql for key in made.keys.values()}
    if not work.given.several:  # what a key leads to is looked up within the tenant
        columns["tenant_id"] = f"{spot.alias}.tenant_id"
    shared = ", ".join(f"{sql} as {column}" for column, sql in columns.items())
    numbers = ", ".join(str(number) for number in range(1, len(columns) + 1))
    return f"select {shared}, {made.reduced.columns} {matching} group by {numbers}"


def _column(work: Work, made: _Groups, key: str, fields: Sequence[FieldNode]) -> Value:
    match fields[0].name.value:
        case "nodes":
            return Value(_nodes(work, made, key, fields), whole=True)
        case "totalCount":
            return Value(f"(select count(*)::int from {made.spot.alias})", whole=True)
        case _:
            return phrases.word(f"{made.spot.shape.name}Groups")


def _nodes(work: Work, made: _Groups, key: str, fields: Sequence[FieldNode]) -> str:
    work.hold(made.spot.sizes)
    path = (*made.spot.path, key)
    columns: dict[str, Value] = {}
    for name, nodes in below(work.given, fields).items():
        if nodes[0].name.value == "key":
            there = replace(made.spot, path=(*path, name))
            columns[name] = Value(key_object(work, there, made.keys, nodes), whole=True)
        else:
            owner = f"{made.spot.shape.name}Group"
            columns[name] = aggregate(work, made.reduced, owner, nodes)
    order = ", ".join(_order(work, made, term) for term in made.terms)
    limit = work.parameter(made.first, "bigint")
    source = f"from {made.spot.alias} order by {order} limit {limit}"
    return phrases.many(printed(columns), source, work.alias())
