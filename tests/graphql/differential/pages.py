"""Pages: what a filter, an ordering and a cursor mean, in Python."""

import enum
import functools
from typing import Any, NamedTuple

from differential.values import attribute

COMPARE: dict[str, Any] = {
    "eq": lambda a, b: a is not None and a == b,
    "ne": lambda a, b: a != b,
    "in": lambda a, b: a is not None and a in b,
    "lt": lambda a, b: a is not None and a < b,
    "lte": lambda a, b: a is not None and a <= b,
    "gt": lambda a, b: a is not None and a > b,
    "gte": lambda a, b: a is not None and a >= b,
    "prefix": lambda a, b: a is not None and a.startswith(b),
    "isNull": lambda a, b: (a is None) == b,
}
TENANT = "tenant"


class Term(NamedTuple):
    """A column to sort by."""

    name: str
    descending: bool = False


@functools.total_ordering
class Reversed:
    """Sorts the other way round."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reversed) and self.value == other.value

    def __lt__(self, other: "Reversed") -> bool:
        return other.value < self.value

    __hash__ = None  # type: ignore[assignment]


def holds(where: dict[str, Any], row: Any) -> bool:
    """Whether a row is among those that a `where` asks for."""
    return all(_member(name, part, row) for name, part in where.items())


def _member(name: str, part: Any, row: Any) -> bool:
    match name:
        case "and":
            return all(holds(inner, row) for inner in part)
        case "or":
            return any(holds(inner, row) for inner in part)
        case "not":
            return not holds(part, row)
    value = _plain(getattr(row, attribute(name)))
    return all(COMPARE[sign](value, _plain(operand)) for sign, operand in part.items())


def terms_of(row: Any, order: list[dict[str, Any]], *, several: bool) -> tuple[Term, ...]:
    """What a page is sorted by: what is asked for, then the tenant, then the key."""
    asked = [
        Term(attribute(_plain(item["field"])), _plain(item.get("direction")) == "DESC")
        for item in order
    ]
    last = [Term(TENANT)] if several else []
    last += [Term(name) for name in row.row_key]
    terms: dict[str, Term] = {}
    for term in (*asked, *last):
        terms.setdefault(term.name, term)
    return tuple(terms.values())


def sort_key(terms: tuple[Term, ...], row: Any, tenant: Any) -> list[Any]:
    """A null counts as larger than any value."""
    values = [tenant if t.name == TENANT else _plain(getattr(row, t.name)) for t in terms]
    keys = [(value is None, value) for value in values]
    return [Reversed(k) if t.descending else k for t, k in zip(terms, keys, strict=True)]


def cursor(shape: Any, terms: tuple[Term, ...], row: Any, tenant: str) -> str:
    """A row's cursor: any text will do that differs where the real one has to."""
    values = [tenant if t.name == TENANT else getattr(row, t.name) for t in terms]
    return f"cursor {shape.__name__} {[*map(tuple, terms)]} {values}"


def is_cursor(value: Any) -> bool:
    """Whether it is one of these."""
    return isinstance(value, str) and value.startswith("cursor ")


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.value if isinstance(value, enum.Enum) else value
