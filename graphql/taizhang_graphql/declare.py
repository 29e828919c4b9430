"""Declare: strawberry types made from names and annotations instead of class bodies.

A class is made empty first and filled later, so that types can refer to each other.
"""

import dataclasses
from collections.abc import Mapping
from typing import Any

import strawberry
from msgspec import Struct
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument


class Argument(Struct, frozen=True):
    """An argument of a field."""

    annotation: Any
    description: str | None = None


class Member(Struct, frozen=True):
    """A field of a type; `required` only says something of inputs."""

    annotation: Any
    description: str | None = None
    arguments: Mapping[str, Argument] = {}
    required: bool = False
    deprecated: str | None = None


def empty(name: str, *interfaces: type[Any]) -> type[Any]:
    """A class to be filled."""
    return type(name, interfaces, {"__annotations__": {}})


def object_type(cls: type[Any], members: Mapping[str, Member], description: str) -> None:
    """Fill a class and make it an object type. Its interface's members are its own already."""
    _put_members(cls, members)
    strawberry.type(cls, description=description)


def interface_type(cls: type[Any], members: Mapping[str, Member], description: str) -> None:
    """Fill a class and make it an interface."""
    _put_members(cls, members)
    strawberry.interface(cls, description=description)


def _put_members(cls: type[Any], members: Mapping[str, Member]) -> None:
    inherited = getattr(cls, "__dataclass_fields__", ())
    for number, (name, member) in enumerate(members.items(), len(inherited)):
        field = strawberry.field(
            name=name, description=member.description, deprecation_reason=member.deprecated
        )
        field.arguments = [_argument(*item) for item in member.arguments.items()]
        _put(cls, f"field_{number}", member.annotation, field)


def input_type(
    cls: type[Any], members: Mapping[str, Member], description: str, *, one_of: bool = False
) -> None:
    """Fill a class and make it an input type; of a `one_of`, exactly one field must be given."""
    for number, (name, member) in enumerate(members.items()):
        default = dataclasses.MISSING if member.required else strawberry.UNSET
        field = strawberry.field(
            name=name,
            description=member.description,
            deprecation_reason=member.deprecated,
            default=default,
        )
        _put(cls, f"field_{number}", member.annotation, field)
    strawberry.input(cls, description=description, one_of=one_of)


def _put(cls: type[Any], attribute: str, annotation: Any, field: Any) -> None:
    cls.__annotations__[attribute] = annotation
    setattr(cls, attribute, field)


def _argument(name: str, argument: Argument) -> StrawberryArgument:
    annotation = StrawberryAnnotation(argument.annotation)
    return StrawberryArgument(name, name, annotation, description=argument.description)
