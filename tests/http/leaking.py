"""Rows of two tenants that have the same keys and nothing else in common, in every row type; and
documents that ask for everything, by every argument.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin
from uuid import UUID

from graphql import (
    GraphQLArgument,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_composite_type,
    is_enum_type,
    is_required_argument,
)
from msgspec import Struct, json

from taizhang.projections.columns import Column, columns, stored, table_name
from taizhang.projections.row import Row
from taizhang.projections.tables import history_table, quoted

KEYS = ("k1", "k2")
"""The keys of both tenants' rows, and whatever refers to them."""


class Canary(Struct, frozen=True):
    """Values that only one tenant has, and how they look in an answer."""

    word: str
    number: int
    year: int

    @property
    def traces(self) -> tuple[str, ...]:
        """What an answer must not hold where it is not this tenant's."""
        return self.word, str(self.number), f"{self.year}-"


def rows_of(row: type[Row], canary: Canary) -> Iterator[dict[str, Any]]:
    """Two rows of a type; each version of its origin and its columns."""
    for key in KEYS:
        yield {c.name: _value(c, canary, key) for c in stored(row)}


def origin(tenant: UUID, canary: Canary) -> dict[str, Any]:
    """Where a version comes from."""
    return {
        "tenant_id": tenant,
        "position_": 1,
        "recorded_at_": datetime(canary.year, 3, 4, tzinfo=UTC),
        "on_": date(canary.year, 3, 4),
        "actor_": f"{canary.word}-actor",
        "event_": f"{canary.word}.happened",
    }


def inserts(
    schema: str, row: type[Row], tenant: UUID, canary: Canary
) -> Iterator[tuple[str, list[Any]]]:
    """The statements that write the rows of one type, current and past."""
    for values in rows_of(row, canary):
        common = origin(tenant, canary) | values
        yield _insert(schema, table_name(row), common)
        if row.row_history:
            yield _insert(schema, history_table(row), common)


def personal(row: type[Row]) -> Iterator[str]:
    """The personal fields of a row type."""
    return (c.name for c in columns(row) if c.personal is not None)


def _insert(schema: str, table: str, values: dict[str, Any]) -> tuple[str, list[Any]]:
    names = ", ".join(map(quoted, values))
    marks = ", ".join(["%s"] * len(values))
    statement = f"insert into {schema}.{quoted(table)} ({names}) values ({marks})"
    return statement, list(values.values())


def _value(column: Column, canary: Canary, key: str) -> Any:
    if column.key or column.tag is not None:
        return _key(column, key)
    match column.sql:
        case "text":
            choices = get_args(column.type) if get_origin(column.type) is Literal else ()
            return choices[0] if choices else f"{canary.word}-{column.name}"
        case "boolean":
            return True
        case "bigint":
            return canary.number
        case "double precision":
            return float(canary.number)
        case "numeric":
            return Decimal(canary.number)
        case "date":
            return date(canary.year, 1, 2)
        case "timestamptz":
            return datetime(canary.year, 1, 2, tzinfo=UTC)
        case "jsonb":
            return json.encode([f"{canary.word}-{column.name}"]).decode()
    raise AssertionError(column)


def _key(column: Column, key: str) -> Any:
    """Both tenants' rows have the same keys: only the tenant tells them apart."""
    number = KEYS.index(key) + 1
    if get_origin(column.type) is Literal:
        return get_args(column.type)[0]
    match column.sql:
        case "text":
            return key
        case "bigint":
            return 2000 + number
        case "date":
            return date(2000, 1, number)
        case "jsonb":
            return json.encode([key]).decode()
    raise AssertionError(column)


_ALIASES = 12


class Walk:
    """Documents over a schema: each root field, plainly and by each of its arguments."""

    def __init__(self, types: GraphQLSchema, slugs: Sequence[str]) -> None:
        self._types, self._slugs = types, slugs

    def documents(self) -> Iterator[tuple[str, str]]:
        """Each document with a name that says what it tries: all that hangs on a row, and the rows
        themselves by each argument, several attempts in one document.
        """
        assert self._types.query_type is not None
        for name, field in self._types.query_type.fields.items():
            keys = {n: _required(a) for n, a in field.args.items() if is_required_argument(a)}
            deep = self._selection(field.type, 2 if keys else 3)
            yield f"{name} plain", f"{{ {_asked(name, keys)} {deep} }}"
            flat = self._flat(field.type)
            past = _asked(name, keys | {"asOf": "{position: 1}"})
            yield f"{name} as of", f"{{ {past} {flat} }}"
            attempts = [f"{_asked(name, keys | more)} {flat}" for more in self._more(field.args)]
            attempts += [f"{_asked(name, keys)} {below}" for below in self._groups(field.type)]
            for at in range(0, len(attempts), _ALIASES):
                some = enumerate(attempts[at : at + _ALIASES])
                aliased = " ".join(f"a{number}: {attempt}" for number, attempt in some)
                yield f"{name} by arguments", f"{{ {aliased} }}"

    def _more(self, arguments: dict[str, GraphQLArgument]) -> Iterator[dict[str, str]]:
        """Each argument by itself; every column is filtered by, and ordered by."""
        yield {"tenant": f'"{self._slugs[0]}"'}
        if "where" in arguments:
            where: Any = get_named_type(arguments["where"].type)
            columns = [name for name in where.fields if name not in ("and", "or", "not")]
            any_ = "[{{{0}: {{isNull: true}}}}, {{{0}: {{isNull: false}}}}]"
            yield {"where": f"{{and: [{', '.join(f'{{or: {any_.format(c)}}}' for c in columns)}]}}"}
            order = ", ".join(f"{{field: {name}, direction: DESC}}" for name in columns)
            yield {"orderBy": f"[{order}]", "first": "2"}
            yield {"where": "{not: {or: []}}"}

    def foreign(self) -> Iterator[str]:
        """Each root field, asked of the other tenant by its name."""
        assert self._types.query_type is not None
        for name, field in self._types.query_type.fields.items():
            keys = {n: _required(a) for n, a in field.args.items() if is_required_argument(a)}
            asked = _asked(name, {**keys, "tenant": f'"{self._slugs[1]}"'})
            yield f"{{ {asked} {self._flat(field.type)} }}"

    def _groups(self, type_: Any) -> Iterator[str]:
        """A connection's groups by all columns."""
        connection: Any = get_named_type(type_)
        groups = connection.fields.get("groups")
        if groups is None or "by" not in groups.args:  # a column of this name
            return
        by: Any = get_named_type(groups.args["by"].type)
        column: Any = get_named_type(by.fields["field"].type)
        group: Any = get_named_type(get_named_type(groups.type).fields["nodes"].type)
        key: Any = get_named_type(group.fields["key"].type)
        units = {n: _unit(key.fields[n].type) for n in column.values}
        by_ = ", ".join(f"{{field: {name}{unit}}}" for name, unit in units.items())
        told = f"key {{ {' '.join(units)} }} count"
        yield f"{{ groups(by: [{by_}]) {{ totalCount nodes {{ {told} }} }} }}"

    def _flat(self, type_: Any) -> str:
        """The rows by themselves."""
        named: Any = get_named_type(type_)
        nodes = named.fields.get("nodes") if named.name.endswith("Connection") else None
        return (
            f"{{ nodes {self._selection(nodes.type, 0)} }}" if nodes else self._selection(named, 0)
        )

    def _selection(self, type_: Any, depth: int) -> str:
        named = get_named_type(type_)
        assert isinstance(named, GraphQLObjectType)
        return "{ " + " ".join(self._fields(named, depth)) + " }"

    def _fields(self, type_: GraphQLObjectType, depth: int) -> Iterator[str]:
        yield "__typename"
        for name, field in type_.fields.items():
            if any(map(is_required_argument, field.args.values())):
                continue  # groups: asked for where their arguments are made
            if not is_composite_type(get_named_type(field.type)):
                yield name
            elif depth > 0:
                yield f"{name} {self._selection(field.type, depth - 1)}"


def _asked(field: str, arguments: dict[str, str]) -> str:
    written = ", ".join(f"{name}: {value}" for name, value in arguments.items())
    return f"{field}({written})" if written else field


def _unit(type_: Any) -> str:
    return ", unit: YEAR" if str(get_named_type(type_)) == "Date" else ""


def _required(argument: GraphQLArgument) -> str:
    """A key that both tenants have."""
    match str(get_named_type(argument.type)):
        case "String":
            return f'"{KEYS[0]}"'
        case "Int" | "Long":
            return "2001"
        case "Date":
            return '"2000-01-01"'
    named: Any = get_named_type(argument.type)
    assert is_enum_type(named), argument
    return str(next(iter(named.values)))
