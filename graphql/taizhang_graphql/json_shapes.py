"""JSON shapes: what a JSON value holds, written as GraphQL writes types, for its description."""

from collections.abc import Iterable
from typing import Any

from msgspec import inspect

_SCALARS: dict[type[inspect.Type], str] = {
    inspect.BoolType: "Boolean",
    inspect.IntType: "Long",
    inspect.FloatType: "Float",
    inspect.StrType: "String",
    inspect.DecimalType: "Decimal",
    inspect.DateType: "Date",
    inspect.DateTimeType: "DateTime",
    inspect.UUIDType: "UUID",
    inspect.BytesType: "Base64",
}


def json_shape(kind: Any) -> str:
    """`[{previous: String!, since: Date!}!]`; a map by names is `{*: Long!}`, anything `JSON`."""
    return _shape(inspect.type_info(kind)).removesuffix("!")


def _shape(kind: inspect.Type) -> str:
    match kind:
        case inspect.Metadata(type=inner):
            return _shape(inner)
        case inspect.UnionType(types=choices):
            held = " | ".join(_shape(c).removesuffix("!") for c in choices if not _is_none(c))
            return held if any(map(_is_none, choices)) else f"({held})!"
        case inspect.AnyType():
            return "JSON"
        case _:
            return f"{_bare(kind)}!"


def _bare(kind: inspect.Type) -> str:
    match kind:
        case inspect.CollectionType(item_type=item):
            return f"[{_shape(item)}]"
        case inspect.DictType(value_type=value):
            return f"{{*: {_shape(value)}}}"
        case inspect.StructType(fields=fields):
            return "{" + ", ".join(f"{f.encode_name}: {_shape(f.type)}" for f in fields) + "}"
        case inspect.LiteralType(values=values):
            return _among(values)
        case inspect.EnumType(cls=members):
            return _among(member.value for member in members)
    return _SCALARS.get(type(kind), "JSON")


def _among(values: Iterable[object]) -> str:
    return "(" + " | ".join(f'"{value}"' for value in values) + ")"


def _is_none(kind: inspect.Type) -> bool:
    return isinstance(kind, inspect.NoneType)
