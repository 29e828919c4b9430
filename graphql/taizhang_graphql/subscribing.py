"""Subscribing: `changes`, the versions of one row type as they come."""

import enum
from collections.abc import Mapping
from typing import Any

import strawberry

from taizhang_graphql import deprecation
from taizhang_graphql.catalogue import Catalogue, Shape, Versions
from taizhang_graphql.declare import Argument, Member, empty, input_type, object_type
from taizhang_graphql.names import camel
from taizhang_graphql.scalars import Long
from taizhang_graphql.types import CHANGE, TENANT, Pieces

_AFTER = "从这个位置之后开始，不填为从现在起。Begin behind this position; from now on unless given."
_HISTORY = (
    "上次收到的 extensions.history；历史已经不同（备份恢复、数据重建）时拒绝，不混在一起。"
    "`extensions.history` as it came last; refused where the rows are of another history by now."
)


def followed(known: Catalogue) -> dict[str, Shape]:
    """The shapes whose changes can be subscribed to: those with versions to see, by type."""
    shapes = known.shapes.items()
    return {name: s for name, s in shapes if isinstance(s.fields.get("history"), Versions)}


def subscription(known: Catalogue, made: Mapping[str, Pieces]) -> type[object] | None:
    """The type of all subscriptions; None where no row type keeps versions to see."""
    shapes = followed(known)
    if not shapes:
        return None
    names: Any = enum.Enum("ChangeType", {n: _value(s) for n, s in shapes.items()})  # type: ignore[misc]
    kinds = strawberry.enum(
        names,
        description="保留历史、可以订阅的数据类型。Row types whose changes can be followed.",
    )
    arguments = {
        "type": Argument(kinds, "哪一种数据。Of which row type."),
        "filter": Argument(
            _filter(shapes, made) | None,
            "只要符合条件的；曾经符合、不再符合的，报为 gone。"
            "Only what matches; what matched before and no longer does comes as `gone`.",
        ),
        "after": Argument(Long | None, _AFTER),
        "history": Argument(str | None, _HISTORY),
        "tenant": TENANT,
    }
    subscribed = empty("Subscription")
    said = "各行的变化，按日志位置先后。Changes of rows, in the order of the log."
    members = {"changes": Member(CHANGE, said, arguments)}
    object_type(subscribed, members, "订阅，用 SSE 或 WebSocket。By SSE or WebSocket.")
    return subscribed


def _value(shape: Shape) -> Any:
    gone = deprecation.of_row(shape.row)
    return strawberry.enum_value(shape.name, deprecation_reason=gone) if gone else shape.name


def _filter(shapes: Mapping[str, Shape], made: Mapping[str, Pieces]) -> type[object]:
    inputs = empty("ChangeFilter")
    members = {
        camel(name): Member(
            made[name].choosing.where | None,
            shape.row.row_title,
            deprecated=deprecation.of_row(shape.row),
        )
        for name, shape in shapes.items()
    }
    said = "条件，与 type 为同一种数据。Conditions, on the row type that `type` names."
    input_type(inputs, members, said, one_of=True)
    return inputs
