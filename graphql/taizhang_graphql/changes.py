"""Changes: what differs between two schemas, and what it means to those who ask.

graphql-core finds and weighs them. Two of its dangers are none here, where nobody but callers
has to bear them: an optional input more, and a value more in an enum that is only ever given.
"""

import enum
import re
from collections.abc import Iterator

from graphql import GraphQLSchema, build_schema, is_enum_type, is_object_type
from graphql.utilities import SchemaChange, find_schema_changes
from msgspec import Struct

_ENUM_OF_VALUE = re.compile(r"Enum value (\w+)\.")
_NEW_TEXT = re.compile(r' has changed to "', re.DOTALL)
_OPTIONAL = {"OPTIONAL_INPUT_FIELD_ADDED", "OPTIONAL_ARG_ADDED"}


class Weight(enum.Enum):
    """What a change does to those who ask, the worst first."""

    BREAKING = "破坏 breaking"
    DANGEROUS = "留意 dangerous"
    DEPRECATED = "弃用 deprecated"
    SAFE = "兼容 safe"


class Change(Struct, frozen=True):
    """One difference: its kind by graphql-core's name, and a sentence that names the place."""

    weight: Weight
    kind: str
    said: str

    @property
    def line(self) -> str:
        """`破坏 breaking｜删除字段：Field Ticket.due was removed.`"""
        return f"{self.weight.value}｜{LABELS[self.kind]}：{self.said}"


def changes(old: str, new: str) -> list[Change]:
    """All changes from one schema text (SDL) to another, the worst first.

    Raises GraphQLError or TypeError where a text is no schema.
    """
    return compared(read(old), read(new))


def read(text: str) -> GraphQLSchema:
    """The schema of a text (SDL). Raises GraphQLError or TypeError where it is none."""
    return build_schema(text, no_location=True)


def compared(old: GraphQLSchema, new: GraphQLSchema) -> list[Change]:
    """All changes from one schema to another, the worst first."""
    shown = _shown(new)
    found = [_change(each, shown) for each in find_schema_changes(old, new)]
    order = list(Weight)
    return sorted(
        [*found, *_deprecations(old, new)],
        key=lambda change: (order.index(change.weight), change.kind, change.said),
    )


def _change(found: SchemaChange, shown: set[str]) -> Change:
    said = _NEW_TEXT.split(found.description)[0]  # a new text is read where it stands
    weight = _WEIGHTS[type(found.type).__name__]
    of = _ENUM_OF_VALUE.match(said)
    only_given = found.type.name == "VALUE_ADDED_TO_ENUM" and of and of[1] not in shown
    if found.type.name in _OPTIONAL or only_given:
        weight = Weight.SAFE
    return Change(weight, found.type.name, said if said.endswith(".") else f"{said}.")


def _shown(schema: GraphQLSchema) -> set[str]:
    """The enums that answers hold."""
    return {
        named.name
        for kind in schema.type_map.values()
        if is_object_type(kind)
        for field in kind.fields.values()
        if is_enum_type(named := _named(field.type))
    }


def _named(kind: object) -> object:
    return _named(kind.of_type) if hasattr(kind, "of_type") else kind


def _deprecations(old: GraphQLSchema, new: GraphQLSchema) -> Iterator[Change]:
    before = dict(_reasons(old))
    for place, reason in _reasons(new):
        was = before.get(place)
        if reason and reason != was:
            yield Change(Weight.DEPRECATED, "DEPRECATED", f"{place}: {reason}")
        elif was and not reason:
            yield Change(Weight.SAFE, "KEPT", f"{place} stays.")


def _reasons(schema: GraphQLSchema) -> Iterator[tuple[str, str | None]]:
    for kind in schema.type_map.values():
        if is_object_type(kind):
            for name, field in kind.fields.items():
                yield f"{kind.name}.{name}", field.deprecation_reason


_WEIGHTS = {
    "BreakingChangeType": Weight.BREAKING,
    "DangerousChangeType": Weight.DANGEROUS,
    "SafeChangeType": Weight.SAFE,
}
LABELS = {
    "TYPE_REMOVED": "删除类型",
    "TYPE_CHANGED_KIND": "类型换了种类",
    "TYPE_REMOVED_FROM_UNION": "联合类型少了一种",
    "VALUE_REMOVED_FROM_ENUM": "删除枚举值",
    "REQUIRED_INPUT_FIELD_ADDED": "增加必填的输入字段",
    "IMPLEMENTED_INTERFACE_REMOVED": "不再实现接口",
    "FIELD_REMOVED": "删除字段",
    "FIELD_CHANGED_KIND": "字段改了类型",
    "REQUIRED_ARG_ADDED": "增加必填参数",
    "ARG_REMOVED": "删除参数",
    "ARG_CHANGED_KIND": "参数改了类型",
    "DIRECTIVE_REMOVED": "删除指令",
    "DIRECTIVE_ARG_REMOVED": "删除指令的参数",
    "REQUIRED_DIRECTIVE_ARG_ADDED": "指令增加必填参数",
    "DIRECTIVE_REPEATABLE_REMOVED": "指令不能再重复",
    "DIRECTIVE_LOCATION_REMOVED": "指令少了可用之处",
    "VALUE_ADDED_TO_ENUM": "增加枚举值",
    "TYPE_ADDED_TO_UNION": "联合类型多了一种",
    "OPTIONAL_INPUT_FIELD_ADDED": "增加可不填的输入字段",
    "OPTIONAL_ARG_ADDED": "增加可不填的参数",
    "IMPLEMENTED_INTERFACE_ADDED": "多实现一个接口",
    "ARG_DEFAULT_VALUE_CHANGE": "参数改了默认值",
    "INPUT_FIELD_DEFAULT_VALUE_CHANGE": "输入字段改了默认值",
    "TYPE_ADDED": "增加类型",
    "DIRECTIVE_ADDED": "增加指令",
    "FIELD_ADDED": "增加字段",
    "DIRECTIVE_REPEATABLE_ADDED": "指令可以重复",
    "DIRECTIVE_LOCATION_ADDED": "指令多了可用之处",
    "OPTIONAL_DIRECTIVE_ARG_ADDED": "指令增加可不填的参数",
    "FIELD_CHANGED_KIND_SAFE": "字段的类型更严了",
    "ARG_CHANGED_KIND_SAFE": "参数的类型更宽了",
    "ARG_DEFAULT_VALUE_ADDED": "参数有了默认值",
    "DESCRIPTION_CHANGED": "改了说明",
    "INPUT_FIELD_DEFAULT_VALUE_ADDED": "输入字段有了默认值",
    "DEPRECATED": "弃用",
    "KEPT": "不再弃用",
}
