"""Values: what generated documents compare with and order by, from the rows and around them."""

import enum
import re
from random import Random
from typing import Any, NamedTuple

from graphql import (
    GraphQLInputType,
    GraphQLSchema,
    get_named_type,
    get_nullable_type,
    is_enum_type,
    is_input_object_type,
    is_list_type,
    is_non_null_type,
)

BESIDE: dict[str, list[Any]] = {
    "String": ["", "v", "t0", "村", "%", "_", "'", "\\", '"'],
    "Int": [-1, 0, 5],
    "Long": [-5, 0, 2**40, 2**53 + 1],
    "Float": [0, 0.1, 2, 1e3],
    "Decimal": ["7.2", "-0.0", "100", 7, 0.1],
    "Date": ["2015-12-31", "0001-01-01"],
    "DateTime": ["2015-12-01T16:00:00+08:00", "1970-01-01T00:00:00Z"],
    "UUID": ["FFFFFFFF-0000-0000-0000-000000000000"],
}


class Word(str):
    """A value of an enum, which a document has without quotation marks."""

    __slots__ = ()


class Place(NamedTuple):
    """The field of a row type that a value is for."""

    row: str = ""
    field: str = ""


NOWHERE = Place()


def attribute(field: str) -> str:
    """A field's name in Python."""
    return re.sub("[A-Z]", lambda found: "_" + found[0].lower(), field)


def camel(name: str) -> str:
    """A field's name in GraphQL."""
    return re.sub("_([a-z])", lambda found: found[1].upper(), name)


class Values:
    """Draws values of input types, as JSON has them."""

    def __init__(self, types: GraphQLSchema, world: Any, *, several: bool) -> None:
        self.types, self._several, self._world = types, several, world
        self._pools: dict[tuple[Place, str], list[Any]] = {}

    def draw(
        self, dice: Random, type_: GraphQLInputType, place: Place = NOWHERE, depth: int = 2
    ) -> Any:
        """A value of a type, for a place."""
        bare: Any = get_nullable_type(type_)
        named: Any = get_named_type(type_)
        if is_list_type(bare):
            most = 3 if depth else 1
            return [
                self.draw(dice, bare.of_type, place, depth) for _ in range(dice.randint(0, most))
            ]
        if is_input_object_type(named):
            return self._object(dice, named, place, depth)
        return dice.choice(self._pool(named, place))

    def _object(self, dice: Random, type_: Any, place: Place, depth: int) -> dict[str, Any]:
        if type_.name == "AsOf":
            return self._as_of(dice)
        if type_.name.endswith("Order"):
            place = Place(type_.name.removesuffix("Order"))
        names = self._names(dice, type_, depth)
        below = depth - type_.name.endswith("Where")
        return {
            name: self.draw(dice, type_.fields[name].type, _inner(type_, place, name), below)
            for name in names
        }

    def _as_of(self, dice: Random) -> dict[str, Any]:
        if not self._several and dice.random() < 0.5:
            return {"position": dice.randint(0, self._world.head)}
        moment = dice.choice(self._world.versions).recorded_at
        return {"time": self.types.type_map["DateTime"].serialize(moment)}  # type: ignore[union-attr]

    def _names(self, dice: Random, type_: Any, depth: int) -> list[str]:
        required = [name for name, field in type_.fields.items() if is_non_null_type(field.type)]
        if required or type_.is_one_of:
            other = sorted(set(type_.fields) - set(required))
            least = int(type_.is_one_of)
            return required + dice.sample(other, dice.randint(least, 1))
        joined = {"and", "or", "not"}
        names = sorted(name for name in type_.fields if depth or name not in joined)
        if depth and joined <= set(names) and dice.random() < 0.5:
            names += sorted(joined) * 3
        many = dice.choice((0, 1, 1, 1, 1, 1, 2, 2, 2) if depth else (0, 1, 1, 1))
        return [*dict.fromkeys(dice.choice(names) for _ in range(many))]

    def _pool(self, type_: Any, place: Place) -> list[Any]:
        known = (place, type_.name)
        if known not in self._pools:
            self._pools[known] = self._made(type_, place)
        return self._pools[known]

    def _made(self, type_: Any, place: Place) -> list[Any]:
        if is_enum_type(type_):
            return [Word(name) for name in type_.values]
        if type_.name == "Boolean":
            return [True, False]
        values = (
            getattr(version.value, attribute(place.field), None)
            for version in self._world.versions
            if version.row.__name__ == place.row and version.value is not None
        )
        shown = {type_.serialize(_plain(value)) for value in values if value is not None}
        begun = {text[:2] for text in shown if isinstance(text, str) and type_.name == "String"}
        return sorted(shown | begun, key=repr) * 3 + BESIDE[type_.name]


def _inner(type_: Any, place: Place, name: str) -> Place:
    where = type_.name.endswith("Where") and name not in ("and", "or", "not")
    return Place(type_.name.removesuffix("Where"), name) if where else place


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, enum.Enum) else value
