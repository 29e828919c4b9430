"""Grouping: what to group rows by, and in which order, so that the request is allowed."""

from random import Random
from typing import Any

from differential.values import Word
from graphql import GraphQLSchema, get_named_type

UNITS = [Word(unit) for unit in ("DAY", "WEEK", "MONTH", "QUARTER", "YEAR")]
DIRECTIONS = [Word("ASC"), Word("DESC")]

Item = dict[str, Any]


def grouping(dice: Random, types: GraphQLSchema, row: str) -> list[Item]:
    """A `by` for a row type: one to three fields, with the unit where there has to be one."""
    names = [*types.type_map[f"{row}GroupField"].values]  # type: ignore[union-attr]
    chosen = dice.sample(names, dice.randint(1, min(3, len(names))))
    return [_item(dice, types, row, name) for name in chosen]


def _item(dice: Random, types: GraphQLSchema, row: str, name: str) -> Item:
    kind = _kind(types, row, name)
    if kind == "DateTime" or (kind == "Date" and dice.random() < 0.5):
        return {"field": Word(name), "unit": dice.choice(UNITS)}
    return {"field": Word(name)}


def ordering(dice: Random, types: GraphQLSchema, row: str, by: list[Item]) -> list[Item]:
    """An `orderBy` for these groups."""
    ways = ["count", "key", *_reducible(types, row)]
    chosen = dice.choices(ways, k=dice.randint(0, 2))
    return [_order(dice, types, row, by, way) for way in chosen]


def _reducible(types: GraphQLSchema, row: str) -> list[str]:
    return ["sum", "average"] if _numbers(types, row) else []


def _numbers(types: GraphQLSchema, row: str) -> list[str]:
    """Not floating-point numbers: their sums depend on an order that nobody sees."""
    fields = getattr(types.type_map.get(f"{row}Sum"), "fields", {})
    return [name for name in fields if _kind(types, row, name) != "Float"]


def _order(dice: Random, types: GraphQLSchema, row: str, by: list[Item], way: str) -> Item:
    direction = dice.choice(DIRECTIONS)
    if way == "count":
        return {way: direction}
    names = [item["field"] for item in by] if way == "key" else _numbers(types, row)
    name = Word(dice.choice(names))
    return {way: {"field": name} | ({"direction": direction} if dice.random() < 0.5 else {})}


def _kind(types: GraphQLSchema, row: str, name: str) -> str:
    return str(get_named_type(types.type_map[row].fields[name].type))  # type: ignore[union-attr]
