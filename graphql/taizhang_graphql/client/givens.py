"""Givens: the Structs of the input objects that variables hold."""

from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    is_enum_type,
    is_input_object_type,
    is_required_input_field,
)

from taizhang_graphql.client.annotations import annotation, scalar
from taizhang_graphql.client.names import member


class Givens:
    """Collects the input objects that are reached, and their enums."""

    def __init__(self) -> None:
        self.structs: dict[str, str] = {}
        self.enums: dict[str, GraphQLEnumType] = {}

    def annotation(self, type_: Any) -> str:
        """The annotation of a variable, or of a field of an input object."""
        return annotation(type_, self._named)

    def _named(self, type_: Any) -> str:
        if is_enum_type(type_):
            self.enums[type_.name] = type_
            return str(type_.name)
        if not is_input_object_type(type_):
            return scalar(type_)
        if type_.name not in self.structs:
            self.structs[type_.name] = ""  # it may hold itself
            self.structs[type_.name] = self._struct(type_)
        return str(type_.name)

    def _struct(self, type_: GraphQLInputObjectType) -> str:
        lines = [f"class {type_.name}(Struct, frozen=True, kw_only=True, omit_defaults=True):"]
        for name, field in type_.fields.items():
            found = self.annotation(field.type)
            if is_required_input_field(field):
                lines.append(member(name, f'"{found}"'))
            else:
                lines.append(member(name, f'"{found} | UnsetType"', "UNSET"))
        return "\n".join(lines)
