"""Groups: rows put together by what they have in common, in Python."""

import enum
from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from differential.aggregates import measured
from differential.pages import Reversed
from differential.values import attribute

Key = tuple[Any, ...]
Groups = dict[Key, list[Any]]


def grouped(nodes: list[Any], by: list[dict[str, Any]]) -> Groups:
    """The rows of each group, by its key."""
    groups: Groups = defaultdict(list)
    for node in nodes:
        groups[tuple(_part(node, item) for item in by)].append(node)
    return groups


def ordered(groups: Groups, by: list[dict[str, Any]], order: list[dict[str, Any]]) -> list[Key]:
    """The keys in the order asked for, then in their own; null is last either way."""
    names = [item["field"].value for item in by]
    terms = [_term(names, item) for item in order]

    def sort_key(key: Key) -> list[Any]:
        asked = ((term(key, groups[key]), down) for term, down in terms)
        own = ((part, False) for part in key)
        return [
            (value is None, Reversed(value) if down else value) for value, down in (*asked, *own)
        ]

    return sorted(groups, key=sort_key)


def _term(names: list[str], item: dict[str, Any]) -> tuple[Callable[[Key, list[Any]], Any], bool]:
    ((way, asked),) = item.items()
    if way == "count":
        return lambda _, nodes: len(nodes), asked.value == "DESC"
    name, direction = asked["field"].value, asked.get("direction")
    down = direction is not None and direction.value == "DESC"
    if way == "key":
        return lambda key, _: key[names.index(name)], down
    return lambda _, nodes: measured(way, name, nodes), down


def _part(node: Any, item: dict[str, Any]) -> Any:
    name, unit = item["field"].value, item.get("unit")
    value = node.tenant if name == "tenant" else getattr(node.row, attribute(name))
    if isinstance(value, datetime):
        value = value.astimezone(ZoneInfo("Asia/Shanghai")).date()
    if isinstance(value, enum.Enum):
        return value.value
    return value if unit is None or value is None else _first_day(value, unit.name)


def _first_day(day: date, unit: str) -> date:
    match unit:
        case "WEEK":
            return day - timedelta(days=day.weekday())
        case "MONTH":
            return day.replace(day=1)
        case "QUARTER":
            return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        case "YEAR":
            return day.replace(month=1, day=1)
        case _:
            return day
