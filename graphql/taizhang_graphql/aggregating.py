"""Aggregating: the object types of what is counted and computed over many rows of a shape."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from taizhang_graphql import deprecation
from taizhang_graphql.catalogue import Plain, Shape
from taizhang_graphql.declare import Argument, Member, empty, object_type
from taizhang_graphql.reductions import reductions


class Aggregating(Struct, frozen=True):
    """`TicketAggregates`, and the members that `TicketGroup` shares with it."""

    aggregates: Any
    members: Mapping[str, Member]


def aggregating(shape: Shape, column: Any) -> Aggregating:
    """The types of a shape, whose columns (and tenant) are the values of the enum `column`."""
    members = _members(shape, column)
    aggregates = empty(f"{shape.name}Aggregates")
    title = shape.row.row_title or shape.name
    object_type(aggregates, members, f"{title}，符合条件者的统计。Over all that match.")
    return Aggregating(aggregates, members)


def told(field: Plain, annotation: Any) -> Member:
    """A column's own words, on a field that may be null whatever the column may be."""
    gone = deprecation.of_field(field.column.deprecated)
    return Member(annotation | None, field.column.title, deprecated=gone)


def _members(shape: Shape, column: Any) -> dict[str, Member]:
    members = {"count": Member(int, "条数。How many.")}
    sums, averages = _object(shape, "sum", "Sum"), _object(shape, "average", "Average")
    extremes = _object(shape, "min", "Extremes")
    if sums is not None:
        members["sum"] = Member(sums, "合计。Sums.")
        members["average"] = Member(averages, "平均，空值不计。Averages; null is left out.")
    if extremes is not None:
        members["min"] = Member(extremes, "最小或最早。Smallest or earliest.")
        members["max"] = Member(extremes, "最大或最晚。Largest or latest.")
    said = "有多少不同的值，空值不计。How many distinct values; null is left out."
    field = Argument(column, "哪个字段。Of which.")
    return members | {"distinct": Member(int, said, {"field": field})}


def _object(shape: Shape, way: str, suffix: str) -> Any:
    """The type with a field for each column that can be reduced this way, None without any."""
    found = reductions(shape, way).items()
    if not found:
        return None
    made = empty(f"{shape.name}{suffix}")
    members = {name: told(field, reduced.annotation) for name, (field, reduced) in found}
    object_type(made, members, "一个值也没有时为空。Null where there is no value.")
    return made
