"""Inputs: filters, orderings and `asOf`, as GraphQL input types."""

import enum
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

import strawberry
from msgspec import Struct

from taizhang_graphql import deprecation
from taizhang_graphql.catalogue import Plain, Shape
from taizhang_graphql.declare import Member, empty, input_type
from taizhang_graphql.kinds import Kind
from taizhang_graphql.scalars import Long


class Direction(enum.Enum):
    """Which way to order."""

    ASC = "ASC"
    DESC = "DESC"


DIRECTION = strawberry.enum(
    Direction,
    description=(
        "升序或降序；空值算最大，分组时则总在最后。"
        "Ascending or descending; null counts as largest, in `groups` it comes last either way."
    ),
)
AS_OF = empty("AsOf")
input_type(
    AS_OF,
    {
        "position": Member(Long | None, "日志位置，含该位置。A position of the log, included."),
        "time": Member(datetime | None, "入账时刻，含该时刻。An instant of recording, included."),
    },
    "过去的某个时点：位置与时刻二选一。A moment of the past: a position or an instant.",
    one_of=True,
)


class Choosing(Struct, frozen=True):
    """The two inputs of a connection."""

    where: Any
    order: Any


class _Comparison(NamedTuple):
    name: str
    zh: str
    en: str


EQUAL = _Comparison("eq", "等于", "equals")
NOT_EQUAL = _Comparison("ne", "不等于，空值也算", "differs; null differs too")
AMONG = _Comparison("in", "是其中之一", "is one of these")
IS_NULL = _Comparison("isNull", "是否为空", "is null, or is not")
PREFIX = _Comparison("prefix", "以此开头", "begins with this")
ORDERED = (
    _Comparison("lt", "小于", "less than"),
    _Comparison("lte", "小于或等于", "less than or equal"),
    _Comparison("gt", "大于", "greater than"),
    _Comparison("gte", "大于或等于", "greater than or equal"),
)


class Inputs:
    """The inputs of all shapes; one filter type a kind is shared by all."""

    def __init__(self) -> None:
        self._filters: dict[str, Any] = {}

    def choosing(self, shape: Shape) -> Choosing:
        """`TicketWhere` and `TicketOrder`."""
        return Choosing(self._where(shape), self._order(shape))

    def _where(self, shape: Shape) -> Any:
        where = empty(f"{shape.name}Where")
        fields = {n: self._condition(f) for n, f in shape.sortable.items()}
        joined = {
            "and": Member(list[where] | None, "都成立。All hold."),  # type: ignore[valid-type]
            "or": Member(list[where] | None, "至少一个成立。At least one holds."),  # type: ignore[valid-type]
            "not": Member(where | None, "不成立。Does not hold."),
        }
        input_type(where, fields | joined, f"{shape.row.row_title}的条件，各项都要成立。All hold.")
        return where

    def _condition(self, field: Plain) -> Member:
        said = deprecation.of_field(field.column.deprecated)
        return Member(self._filter(field.kind) | None, field.column.title, deprecated=said)

    def _order(self, shape: Shape) -> Any:
        names = enum.Enum(f"{shape.name}OrderField", dict(enumerated(shape)))  # type: ignore[misc]
        field = strawberry.enum(names, description="可以排序的字段。Fields to order by.")
        order = empty(f"{shape.name}Order")
        members = {
            "field": Member(field, "按哪个字段。By which.", required=True),
            "direction": Member(DIRECTION | None, "不填为升序。ASC unless given."),
        }
        input_type(order, members, "按一个字段排序。Order by one field.")
        return order

    def _filter(self, kind: Kind) -> Any:
        if kind.name not in self._filters:
            made = empty(f"{kind.name}Filter")
            members = {
                c.name: Member(_operand(kind, c), f"{c.zh}。{c.en}.") for c in _offered(kind)
            }
            input_type(made, members, f"{kind.name} 的条件。Conditions on a {kind.name}.")
            self._filters[kind.name] = made
        return self._filters[kind.name]


def enumerated(shape: Shape) -> Iterator[tuple[str, Any]]:
    """The sortable columns as the values of an enum."""
    for name, field in shape.sortable.items():
        said = deprecation.of_field(field.column.deprecated)
        yield name, strawberry.enum_value(name, deprecation_reason=said) if said else name


def _offered(kind: Kind) -> list[_Comparison]:
    among = [] if kind.sql == "boolean" else [AMONG]
    prefix = [PREFIX] if kind.name == "String" else []
    return [EQUAL, NOT_EQUAL, *among, *(ORDERED if kind.ordered else ()), *prefix, IS_NULL]


def _operand(kind: Kind, comparison: _Comparison) -> Any:
    if comparison is AMONG:
        return list[kind.annotation] | None  # type: ignore[name-defined]
    return (bool if comparison is IS_NULL else kind.annotation) | None
