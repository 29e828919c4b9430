"""Aggregates: what is counted and computed over many rows, in Python."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from differential.values import attribute
from graphql import GraphQLSchema

Value = Any


class Rounded:
    """An exact number that PostgreSQL rounds where it divides."""

    def __init__(self, exact: Fraction) -> None:
        self._exact = exact

    def __format__(self, _: str) -> str:
        return f"near {self._exact}"


def near(expected: Any, found: Any) -> bool:
    """Whether a number was found that differs in its last digits only, if at all.

    Those of a sum of floating-point numbers depend on an order that nobody sees.
    """
    if isinstance(expected, str) and expected.startswith("near ") and isinstance(found, str):
        trimmed = "." not in found or found[-1] not in "0."
        return trimmed and _close(Fraction(expected[5:]), Fraction(found))
    numbers = isinstance(expected, float) and type(found) in (int, float)
    return numbers and _close(Fraction(expected), Fraction(found))


def _close(one: Fraction, other: Fraction) -> bool:
    return abs(one - other) <= abs(one) / 10**12


def aggregated(types: GraphQLSchema, row: str, nodes: Sequence[Any]) -> dict[str, Any]:
    """What an aggregate of rows has."""

    def values(name: str) -> list[Value]:
        if name == "tenant":
            return [node.tenant for node in nodes]
        found = (getattr(node.row, attribute(name)) for node in nodes)
        return [value for value in found if value is not None]

    def each(suffix: str, reduce: Callable[[list[Value]], Value]) -> dict[str, Value]:
        names = getattr(types.type_map.get(row + suffix), "fields", ())
        return {name: reduce(found) if (found := values(name)) else None for name in names}

    return {
        "count": len(nodes),
        "distinct": lambda field: len(set(values(field.value))),
        "sum": each("Sum", _sum),
        "average": each("Sum", _average),
        "min": each("Extremes", min),
        "max": each("Extremes", max),
    }


def measured(way: str, name: str, nodes: Sequence[Any]) -> Fraction | None:
    """A sum or an average, exactly."""
    found = (getattr(node.row, attribute(name)) for node in nodes)
    values = [Fraction(value) for value in found if value is not None]
    if not values:
        return None
    return sum(values) / (1 if way == "sum" else len(values))


def _sum(values: list[Value]) -> Value:
    return float(sum(map(Fraction, values))) if isinstance(values[0], float) else sum(values)


def _average(values: list[Value]) -> Value:
    exact = Fraction(sum(map(Fraction, values)), len(values))
    return Rounded(exact) if isinstance(values[0], Decimal) else float(exact)
