"""Grouping: the types of `groups`: what to group by, in which order, and what comes back."""

import enum
from collections.abc import Mapping
from datetime import date
from typing import Any

import strawberry
from msgspec import Struct
from msgspec.structs import replace

from taizhang_graphql import deprecation
from taizhang_graphql.aggregating import Aggregating, aggregating, told
from taizhang_graphql.catalogue import Plain, Shape
from taizhang_graphql.declare import Argument, Member, empty, input_type, object_type
from taizhang_graphql.inputs import DIRECTION, enumerated
from taizhang_graphql.kinds import MOMENT
from taizhang_graphql.periods import DATE_UNIT
from taizhang_graphql.reductions import reductions
from taizhang_graphql.relations import Relation


class Grouping(Struct, frozen=True):
    """The types of one shape; `key` is filled once all shapes' nodes are there."""

    aggregating: Aggregating
    key: Any
    groups: Any
    by: Any
    order: Any


def grouping(shape: Shape) -> Grouping:
    """All but the key's fields, which lead to other shapes."""
    columns = {**dict(enumerated(shape)), "tenant": "tenant"}
    column = _enum(f"{shape.name}GroupField", columns, "可以分组的字段。Fields to group by.")
    made, key = aggregating(shape, column), empty(f"{shape.name}Key")
    by, order = _by(shape, column), _order(shape, column)
    return Grouping(made, key, _groups(shape, key, made), by, order)


def references(shape: Shape) -> dict[str, tuple[Relation, str]]:
    """The relations to one row by their names, each with the column that leads there."""
    columns = {field.column.name: name for name, field in shape.sortable.items()}
    single = {n: f for n, f in shape.fields.items() if isinstance(f, Relation) and not f.many}
    return {n: (r, columns[r.own]) for n, r in single.items() if r.own in columns}


def fill_key(shape: Shape, own: Grouping, nodes: Mapping[str, Any]) -> None:
    """Fill the key: the sortable columns, the tenant, and the rows that they lead to."""
    members = {name: told(field, _annotation(field)) for name, field in shape.sortable.items()}
    members["tenant"] = Member(str | None, "所属租户。The tenant.")
    for name, (relation, _) in references(shape).items():
        node, gone = nodes[relation.target.__name__], deprecation.of_relation(relation)
        members[name] = Member(node | None, deprecated=gone)
    said = "一组所共有的：by 中的字段，期间则是其第一天。What a group has in common: as in `by`."
    object_type(own.key, members, said)


def groups_member(own: Grouping) -> Member:
    """The field `groups` of a connection."""
    arguments = {
        "by": Argument(list[own.by], "按什么分组。What to group by."),  # type: ignore[name-defined]
        "first": Argument(int | None, "最多几组，不填为 50。At most so many groups; 50."),
        "orderBy": Argument(
            list[own.order] | None,  # type: ignore[name-defined]
            "排序，最后总按 by。Ordering; `by` comes last in any case.",
        ),
    }
    return Member(own.groups, "分组统计，不受分页影响。In groups, whatever the page.", arguments)


def _annotation(field: Plain) -> Any:
    # Instants are only grouped into periods, and a period is told by its first day.
    return date if field.kind is MOMENT else field.kind.annotation


def _groups(shape: Shape, key: Any, made: Aggregating) -> Any:
    group, groups = empty(f"{shape.name}Group"), empty(f"{shape.name}Groups")
    title = shape.row.row_title or shape.name
    shared = Member(key, "这一组所共有的。What it has in common.")
    counted = {name: replace(member, description=None) for name, member in made.members.items()}
    object_type(group, {"key": shared, **counted}, f"{title}的一组。A group.")
    members = {
        "nodes": Member(list[group], "各组，最多 first 组。At most `first` groups."),  # type: ignore[valid-type]
        "totalCount": Member(int, "共有多少组。How many groups there are."),
    }
    object_type(groups, members, f"{title}，分组统计。In groups.")
    return groups


def _by(shape: Shape, column: Any) -> Any:
    made = empty(f"{shape.name}GroupBy")
    members = {
        "field": Member(column, "按哪个字段。By which.", required=True),
        "unit": Member(DATE_UNIT | None, "期间：日期可填，时刻必填。For dates and instants."),
    }
    input_type(made, members, "按一个字段分组。Group by one field.")
    return made


def _order(shape: Shape, column: Any) -> Any:
    made = empty(f"{shape.name}GroupOrder")
    members = {
        "count": Member(DIRECTION | None, "按条数。By the count."),
        "key": Member(
            _directed(shape, "Key", column) | None, "按 by 中的一个字段。By one of `by`."
        ),
    }
    if numbers := reductions(shape, "sum"):
        names = {name: value for name, value in enumerated(shape) if name in numbers}
        number = _enum(f"{shape.name}NumberField", names, "数字字段。Fields that are numbers.")
        directed = _directed(shape, "Number", number)
        members["sum"] = Member(directed | None, "按合计。By a sum.")
        members["average"] = Member(directed | None, "按平均。By an average.")
    input_type(made, members, "组的排序，取其一。How to order groups: one of these.", one_of=True)
    return made


def _directed(shape: Shape, of: str, column: Any) -> Any:
    made = empty(f"{shape.name}{of}Order")
    members = {"field": Member(column, required=True), "direction": Member(DIRECTION | None)}
    input_type(made, members, "一个字段与方向。One field, and which way.")
    return made


def _enum(name: str, values: Mapping[str, Any], description: str) -> Any:
    made: Any = enum.Enum(name, dict(values))  # type: ignore[misc]
    return strawberry.enum(made, description=description)
