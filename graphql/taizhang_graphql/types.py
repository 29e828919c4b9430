"""Types: the object types of a shape, its versions and its pages."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from msgspec import Struct

from taizhang.projections.columns import Column
from taizhang_graphql import deprecation, words
from taizhang_graphql.catalogue import (
    Catalogue,
    Confidential,
    Field,
    Label,
    Plain,
    Shape,
    Versions,
)
from taizhang_graphql.declare import Argument, Member, empty, interface_type, object_type
from taizhang_graphql.grouping import Grouping, fill_key, grouping, groups_member
from taizhang_graphql.inputs import AS_OF, Choosing, Inputs
from taizhang_graphql.json_shapes import json_shape
from taizhang_graphql.kinds import JSON, Kind
from taizhang_graphql.relations import Relation
from taizhang_graphql.scalars import Json, Long

PAGE_INFO = empty("PageInfo")
object_type(
    PAGE_INFO,
    {
        "hasNextPage": Member(bool, "后面还有。More follow."),
        "hasPreviousPage": Member(bool, "给了 after，所以前面还有。`after` was given."),
        "startCursor": Member(str | None, "本页第一条的游标。"),
        "endCursor": Member(str | None, "本页最后一条的游标，作下一页的 after。The next `after`."),
    },
    "一页在全部中的位置。Where a page stands.",
)
CHANGE = empty("Change")
interface_type(
    CHANGE,
    {
        "tenant": Member(str, "所属租户。The tenant."),
        "key": Member(Json, "这一行的主键，按字段名。The row's key, by the names of its fields."),
        "position": Member(Long, "日志位置。Its position in the log."),
        "recordedAt": Member(datetime, "入账时刻。When it was recorded."),
        "on": Member(date, "业务日期。The business date."),
        "event": Member(str, "事件。The event's name."),
        "gone": Member(
            bool,
            "从此不再有，或不再看得到（不再公布、不再符合订阅的条件）。"
            "From here on it is gone, or no longer seen: unpublished, or outside the filter.",
        ),
    },
    "一行的一次变化，即它的一个版本。One change of a row, which is one version of it.",
)
TENANT = Argument(str | None, "只看这个租户。Of this tenant only.")
AS_OF_ARGUMENT = Argument(
    AS_OF | None, "按过去的时点看，嵌套的关系也是。As of then, nested rows too."
)


class Pieces(Struct, frozen=True):
    """The types that one shape becomes."""

    node: Any
    version: Any
    edge: Any
    connection: Any
    choosing: Choosing
    grouping: Grouping


def pieces(catalogue: Catalogue) -> Mapping[str, Pieces]:
    """All shapes' types, each filled, so that a schema can be made of them."""
    inputs = Inputs()
    made = {name: _empty(shape, inputs) for name, shape in catalogue.shapes.items()}
    nodes = {name: own.node for name, own in made.items()}
    for name, shape in catalogue.shapes.items():
        _fill(shape, made[name], made)
        fill_key(shape, made[name].grouping, nodes)
    return made


def page_arguments(choosing: Choosing) -> dict[str, Argument]:
    """What every connection takes."""
    return {
        "first": Argument(
            int | None, "每页条数，不填时最外层 50、嵌套 10。Rows of a page; 50, nested 10."
        ),
        "after": Argument(str | None, "从这个游标之后开始。Begin behind this cursor."),
        "where": Argument(choosing.where | None, "条件。Conditions."),
        "orderBy": Argument(
            list[choosing.order] | None,  # type: ignore[name-defined]
            "排序，最后总按主键。Ordering; the key comes last in any case.",
        ),
    }


def _empty(shape: Shape, inputs: Inputs) -> Pieces:
    return Pieces(
        node=empty(shape.name),
        version=empty(f"{shape.name}Version", CHANGE),
        edge=empty(f"{shape.name}Edge"),
        connection=empty(f"{shape.name}Connection"),
        choosing=inputs.choosing(shape),
        grouping=grouping(shape),
    )


def _fill(shape: Shape, own: Pieces, all_: Mapping[str, Pieces]) -> None:
    title = shape.row.row_title or shape.name
    members = {name: _member(field, own, all_) for name, field in shape.fields.items()}
    object_type(own.node, members, words.of_row(shape.row))
    object_type(own.edge, _edge(own), f"{title}，在一页之中。One of a page.")
    object_type(own.connection, _connection(own), f"{title}的一页。A page.")
    if isinstance(versions := shape.fields.get("history"), Versions):
        object_type(own.version, _version(own, versions), f"{title}的一个版本。One version.")


def _member(field: Field, own: Pieces, all_: Mapping[str, Pieces]) -> Member:
    match field:
        case Plain(column, kind):
            said = words.both(words.of_column(column), _holds(column, kind))
            annotation = kind.annotation | None if column.nullable else kind.annotation
            return Member(annotation, said, deprecated=deprecation.of_field(column.deprecated))
        case Confidential(column):
            said = words.both(words.of_column(column), "个人信息，无权或已删除时为空。Personal.")
            return Member(str | None, said, deprecated=deprecation.of_field(column.deprecated))
        case Label():
            return Member(str, "所属租户。The tenant.")
        case Versions():
            return _history(own)
        case Relation():
            return _related(field, all_[field.target.__name__])


def _holds(column: Column, kind: Kind) -> str | None:
    """What values there are, where the type does not tell."""
    if kind is JSON:
        return f"形如 Like `{json_shape(column.type)}`"
    return f"取值：{'、'.join(kind.choices)}" if kind.choices and kind.name == "String" else None


def _related(relation: Relation, target: Pieces) -> Member:
    said, gone = words.of_relation(relation), deprecation.of_relation(relation)
    if relation.many:
        arguments = page_arguments(target.choosing)
        return Member(target.connection, said, arguments, deprecated=gone)
    return Member(target.node | None, said, deprecated=gone)


def _history(own: Pieces) -> Member:
    arguments = {
        "first": Argument(int | None, "最多几个版本，不填为 10。At most so many; 10."),
        "before": Argument(Long | None, "早于这个位置。Before this position."),
    }
    return Member(list[own.version], "历次版本，新的在前。Its versions, newest first.", arguments)  # type: ignore[name-defined]


def _edge(own: Pieces) -> dict[str, Member]:
    return {"cursor": Member(str, "游标。"), "node": Member(own.node, "这一条。The row.")}


def _connection(own: Pieces) -> dict[str, Member]:
    return {
        "edges": Member(list[own.edge], "各条，带游标。With cursors."),  # type: ignore[name-defined]
        "nodes": Member(list[own.node], "同 edges，不带游标。Without cursors."),  # type: ignore[name-defined]
        "pageInfo": Member(PAGE_INFO, "前后还有没有。Whether there is more."),
        "totalCount": Member(int, "符合条件的总数，要时才数。Counted only when asked for."),
        "aggregates": Member(
            own.grouping.aggregating.aggregates,
            "符合条件者的统计，不受分页影响。Over all that match, whatever the page.",
        ),
        "groups": groups_member(own.grouping),
    }


def _version(own: Pieces, versions: Versions) -> dict[str, Member]:
    """What a version has beyond any change."""
    actor = {"actor": Member(str, "经办。Who did it.")} if versions.actor else {}
    value = Member(own.node | None, "当时的内容，关系也按当时。As it was, relations as of then.")
    return {**actor, "value": value}
