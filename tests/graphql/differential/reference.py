"""Reference: the same schema, executed by graphql-core with plain resolvers over plain rows."""

import re
from decimal import Decimal
from typing import Any, NamedTuple

from differential.aggregates import aggregated
from differential.groups import grouped, ordered
from differential.pages import Term, cursor, holds, sort_key, terms_of
from differential.values import attribute, camel
from graphql import (
    ExecutionResult,
    GraphQLObjectType,
    MiddlewareManager,
    execute_sync,
    get_named_type,
    is_enum_type,
    is_list_type,
    parse,
)

from taizhang_graphql.schema import schema_of

ONE = re.compile(r"(?P<own>\w+?)(Ref|As[A-Z]\w+)$")
"""A way to one row: `assigneeRef` and `assigneeAsBoard` from what is in `assignee`."""
MANY = re.compile(r"\w+?(By(?P<own>\w+))?$")
"""A way to many rows, which hold this row's key in `organisation` or in what follows `By`."""


class Node(NamedTuple):
    """A row of a tenant, as of when: a position, an instant, or now."""

    tenant: str
    row: Any
    moment: dict[str, Any]


class Reference:
    """Executes documents, and notes which fields of which types it was asked for."""

    def __init__(self, world: Any) -> None:
        self._types, self._world = schema_of(world.rows).types, world
        for type_ in self._types.type_map.values():
            if isinstance(type_, GraphQLObjectType):
                type_.is_type_of = None  # strawberry wants objects of classes of its own
        self._rows = {row.__name__: row for row in world.rows}
        self._cursors: dict[str, Any] = {}
        self.seen: set[tuple[str, ...]] = set()

    def execute(
        self,
        text: str,
        variables: dict[str, Any],
        operation: str | None,
        tenants: tuple[str, ...],
        *,
        personal: bool,
    ) -> ExecutionResult:
        """The answer for a viewer."""

        def resolve(described: Any, source: Any, info: Any, **given: Any) -> Any:
            owner, name = info.parent_type.name, info.field_name
            if name.startswith("__"):
                return described(source, info, **given)
            self.seen |= {(owner, name), *((owner, name, argument) for argument in given)}
            if source is None:
                return self._root(info, given, tenants)
            if isinstance(source, dict):
                found = source[name]
                return found(**given) if callable(found) else found
            if name == "phone":
                return self._phone(source) if personal else None
            return self._field(source, info, given, several=len(tenants) > 1)

        return execute_sync(
            self._types,
            parse(text),
            variable_values=variables,
            operation_name=operation,
            middleware=MiddlewareManager(resolve),
        )

    def _root(self, info: Any, given: dict[str, Any], tenants: tuple[str, ...]) -> Any:
        asked = given.pop("tenant", None)
        moment = given.pop("asOf", None) or {}
        target = get_named_type(info.return_type).name
        wanted = [asked] if asked is not None else tenants
        nodes = self._nodes(target.removesuffix("Connection"), wanted, moment)
        if target.endswith("Connection"):
            return self._page(target, nodes, given, 50, several=len(tenants) > 1)
        return _only(nodes, {attribute(name): value for name, value in given.items()})

    def _field(self, node: Node, info: Any, given: dict[str, Any], *, several: bool) -> Any:
        name, target = info.field_name, get_named_type(info.return_type)
        if name == "tenant":
            return node.tenant
        if name == "history":
            return self._history(node, given)
        shape = target.name.removesuffix("Connection")
        if shape not in self._rows:
            return _shown(getattr(node.row, attribute(name)), info.return_type)
        nodes = self._nodes(shape, [node.tenant], node.moment)
        if shape == target.name:
            held = getattr(node.row, attribute(ONE.match(name)["own"]))  # type: ignore[index]
            return _only(nodes, {self._rows[shape].row_key[0]: held})
        by = MANY.fullmatch(name)["own"] or "organisation"  # type: ignore[index]
        key = getattr(node.row, type(node.row).row_key[0])
        linked = [n for n in nodes if getattr(n.row, attribute(by[0].lower() + by[1:])) == key]
        return self._page(target.name, linked, given, 10, several=several)

    def _nodes(self, shape: str, tenants: Any, moment: dict[str, Any]) -> list[Node]:
        return [
            Node(tenant, row, moment)
            for tenant in tenants
            for row in self._world.of(shape, tenant, **moment)
        ]

    def _page(
        self, target: str, nodes: list[Node], given: dict[str, Any], default: int, *, several: bool
    ) -> dict[str, Any]:
        row = self._rows[target.removesuffix("Connection")]
        terms = terms_of(row, given.get("orderBy") or [], several=several)
        matching = [node for node in nodes if holds(given.get("where") or {}, node.row)]
        matching.sort(key=lambda node: self._key(terms, node))
        first, after = given.get("first"), given.get("after")
        first = default if first is None else first
        behind = [
            n for n in matching if after is None or self._key(terms, n) > self._cursors[after]
        ]
        shape = row.__name__
        edges = [{"cursor": self._cursor(row, terms, n), "node": n} for n in behind[:first]]
        return {
            "edges": edges,
            "nodes": behind[:first],
            "totalCount": len(matching),
            "aggregates": aggregated(self._types, shape, matching),
            "groups": lambda **asked: self._groups(shape, matching, **asked),
            "pageInfo": {
                "hasNextPage": len(behind) > first,
                "hasPreviousPage": after is not None,
                "startCursor": edges[0]["cursor"] if edges else None,
                "endCursor": edges[-1]["cursor"] if edges else None,
            },
        }

    def _groups(
        self, shape: str, nodes: list[Node], by: Any, first: Any = None, **given: Any
    ) -> dict[str, Any]:
        groups = grouped(nodes, by)
        keys = ordered(groups, by, given.get("orderBy") or [])[: 50 if first is None else first]
        names = [item["field"].value for item in by]
        return {
            "nodes": [self._group(shape, names, key, groups[key]) for key in keys],
            "totalCount": len(groups),
        }

    def _group(self, shape: str, names: Any, key: Any, nodes: list[Node]) -> dict[str, Any]:
        parts, tenant, moment = dict(zip(names, key, strict=True)), nodes[0].tenant, nodes[0].moment
        shown: dict[str, Any] = {}
        for name, field in self._types.type_map[f"{shape}Key"].fields.items():  # type: ignore[union-attr]
            target, way = get_named_type(field.type).name, ONE.match(name)
            if name in parts:
                shown[name] = _trimmed(_shown(parts[name], field.type))
            elif target in self._rows and way is not None and way["own"] in parts:
                there = self._nodes(target, [tenant], moment)
                shown[name] = _only(there, {self._rows[target].row_key[0]: parts[way["own"]]})
        return {"key": shown, **aggregated(self._types, shape, nodes)}

    def _key(self, terms: tuple[Term, ...], node: Node) -> Any:
        return sort_key(terms, node.row, self._world.tenants[node.tenant])

    def _cursor(self, row: Any, terms: tuple[Term, ...], node: Node) -> str:
        text = cursor(row, terms, node.row, node.tenant)
        self._cursors[text] = self._key(terms, node)
        return text

    def _history(self, node: Node, given: dict[str, Any]) -> list[dict[str, Any]]:
        row, first, before = type(node.row), given.get("first"), given.get("before")
        key = [getattr(node.row, name) for name in row.row_key]
        last, newest = node.moment.get("position"), node.moment.get("time")
        versions = [
            v
            for v in self._world.history(row.__name__, node.tenant, *key)
            if (last is None or v.position <= last)
            and (newest is None or v.recorded_at <= newest)
            and (before is None or v.position < before)
        ]
        return [_version(node, v) for v in versions[: 10 if first is None else first]]

    def _phone(self, node: Node) -> str | None:
        person = (self._world.tenants[node.tenant], node.row.secretary)
        return self._world.phones.get(person)


def _version(node: Node, v: Any) -> dict[str, Any]:
    then = Node(node.tenant, v.value, {"position": v.position})
    key = {camel(name): getattr(node.row, name) for name in type(node.row).row_key}
    return {
        "tenant": node.tenant,
        "key": key,
        "position": v.position,
        "recordedAt": v.recorded_at,
        "on": v.recorded_at.date(),
        "actor": "clerk",
        "event": "tests.happened",
        "gone": v.value is None,
        "value": None if v.value is None else then,
    }


def _only(nodes: list[Node], wanted: dict[str, Any]) -> Node | None:
    found = [n for n in nodes if all(getattr(n.row, k) == wanted[k] for k in wanted)]
    assert len(found) < 2, "one row has this key"
    return found[0] if found else None


def _trimmed(value: Any) -> Any:
    """Of equal numbers with more and fewer zeros at the end, the shortest."""
    return value.normalize() if isinstance(value, Decimal) else value


def _shown(value: Any, type_: Any) -> Any:
    named = get_named_type(type_)
    if value is not None and is_enum_type(named) and not is_list_type(type_):
        return named.values[getattr(value, "value", value)].value
    return value
