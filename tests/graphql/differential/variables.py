"""Variables: a value stands in a document as a literal, as a variable, or as both mixed."""

import json
from random import Random
from typing import Any

from differential.values import NOWHERE, Place, Values, Word
from graphql import (
    GraphQLInputType,
    get_named_type,
    get_nullable_type,
    is_list_type,
    is_non_null_type,
)


class Variables:
    """The variables that a document has declared so far, and what is sent for them."""

    def __init__(self, dice: Random, values: Values) -> None:
        self._dice, self._values = dice, values
        self.declared: dict[str, str] = {}
        self.sent: dict[str, Any] = {}
        self._same: dict[tuple[str, str], str] = {}

    def written(
        self, value: Any, type_: GraphQLInputType, place: Place = NOWHERE, *, strict: bool = False
    ) -> str:
        """A value of a type. `strict`: a variable there may not be null."""
        if self._chance(4):
            return self._variable(value, type_, place, strict=strict)
        bare: Any = get_nullable_type(type_)
        if isinstance(value, list) and is_list_type(bare):
            items = [self.written(item, bare.of_type, place) for item in value]
            alone = len(items) == 1 and items[0][0] != "$" and self._chance(3)
            return items[0] if alone else f"[{', '.join(items)}]"
        if isinstance(value, dict):
            return "{" + ", ".join(self._members(value, get_named_type(type_), place)) + "}"
        return literal(value)

    def left_out(self, type_: GraphQLInputType) -> str:
        """A variable for which nothing is sent: as if the argument were not there."""
        assert not is_non_null_type(type_)
        return self._declare(str(type_))

    def _members(self, value: dict[str, Any], type_: Any, place: Place) -> list[str]:
        one_of = bool(type_.is_one_of)
        written = [
            f"{name}: {self.written(value[name], type_.fields[name].type, place, strict=one_of)}"
            for name in value
        ]
        absent = [
            name
            for name, field in type_.fields.items()
            if name not in value and not is_non_null_type(field.type)
        ]
        if absent and not one_of and self._chance(12):
            name = self._dice.choice(absent)
            written.append(f"{name}: {self.left_out(type_.fields[name].type)}")
        return written

    def _variable(self, value: Any, type_: GraphQLInputType, place: Place, *, strict: bool) -> str:
        bare, required = str(get_nullable_type(type_)), f"{get_nullable_type(type_)}!"
        way = self._dice.choice(("sent", "default", "overridden"))
        loose = not strict and (way != "sent" or not is_non_null_type(type_))
        declared = bare if loose and (value is None or self._chance(2)) else required
        known = (f"{type_} {strict} {declared}", json.dumps(value))
        if known in self._same and self._chance(2):
            return self._same[known]
        if way != "sent":
            other = value if way == "default" else self._values.draw(self._dice, type_, place)
            written = self._declare(f"{declared} = {literal(other)}")
        else:
            written = self._declare(declared)
        if way != "default":
            self.sent[written[1:]] = self._alone(value, type_)
        self._same[known] = written
        return written

    def _alone(self, value: Any, type_: GraphQLInputType) -> Any:
        """A list of one may be sent as the one."""
        listed = is_list_type(get_nullable_type(type_)) and isinstance(value, list)
        return value[0] if listed and len(value) == 1 and self._chance(3) else value

    def _declare(self, declared: str) -> str:
        name = f"v{len(self.declared)}"
        self.declared[name] = declared
        return f"${name}"

    def _chance(self, of: int) -> bool:
        """One in so many."""
        return self._dice.randint(0, of - 1) == of - 1


def literal(value: Any) -> str:
    """A value as a literal of GraphQL."""
    match value:
        case Word():
            return str(value)
        case dict():
            return "{" + ", ".join(f"{name}: {literal(v)}" for name, v in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(literal, value)) + "]"
        case _:
            return json.dumps(value, ensure_ascii=False)
