"""Arguments: those of a field, chosen so that the answer stays small and the request allowed."""

from random import Random
from typing import Any, NamedTuple

from differential.grouping import grouping, ordering
from differential.values import Place, Values
from differential.variables import Variables
from graphql import GraphQLField, is_non_null_type

LARGEST = 1500
"""About how many objects one place of the answer may hold."""

OFTEN = {"where": 2, "asOf": 4}
"""One in how many fields has an argument, where it is not one in three."""

Cursors = dict[str, tuple[str, Any, int]]


class Chosen(NamedTuple):
    """The arguments as text, and what follows: how many objects there may be in the place,
    whether the past is asked for, and the fields that rows are grouped by.
    """

    text: str
    held: int
    past: bool
    by: frozenset[str]


class Target(NamedTuple):
    """Where a field leads: the row type, the root field of its pages if it is one of them, how
    many there are of them by default, and whether the past may not be asked for.
    """

    row: str
    page: str
    default: int
    now: bool


class Arguments:
    """Chooses the arguments of fields, and keeps which cursors they name."""

    def __init__(
        self, dice: Random, values: Values, variables: Variables, tenants: tuple[str, ...]
    ) -> None:
        self._dice, self._values, self._variables = dice, values, variables
        self._tenants = tenants
        self.cursors: Cursors = {}

    def chosen(self, field: GraphQLField, target: Target, held: int) -> Chosen:
        """Arguments for a field, in a place that there may be so many of."""
        values = self._chosen(field, target, held)
        default = 50 if "by" in field.args else target.default
        if "first" in field.args:
            if held * _first(values, default) > LARGEST:
                values["first"] = self._dice.randint(1, 2)
            held *= max(1, _first(values, default))
        written = [self._one(name, value, field, target) for name, value in values.items()]
        if "after" in field.args and self._chance(4):
            written.append(f"after: {self._cursor(target.page, values.get('orderBy') or [])}")
        by = frozenset(str(item["field"]) for item in values.get("by", ()))
        return Chosen(", ".join(written), held, values.get("asOf") is not None, by)

    def _chosen(self, field: GraphQLField, target: Target, held: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        if "by" in field.args:
            values["by"] = grouping(self._dice, self._values.types, target.row)
        for name, argument in field.args.items():
            if name in values or name == "after" or (target.now and name == "asOf"):
                continue
            if is_non_null_type(argument.type):
                place = Place(target.row, name)
                values[name] = self._values.draw(self._dice, argument.type, place)
            elif self._chance(OFTEN.get(name, 3)):
                values[name] = self._value(name, argument.type, target, held, values)
        if "tenant" in field.args and "where" not in field.args and len(self._tenants) > 1:
            values["tenant"] = self._dice.choice(self._tenants)
        return values

    def _value(
        self, name: str, type_: Any, target: Target, held: int, values: dict[str, Any]
    ) -> Any:
        if self._chance(10):
            return None
        match name:
            case "first":
                return self._dice.choice([0, 1, 1, 2, 2, 3, 3, 5, 60 if held == 1 else 4])
            case "before":
                return self._dice.randint(0, 61)
            case "tenant":
                return self._dice.choice(self._tenants)
            case "orderBy" if "by" in values:
                return ordering(self._dice, self._values.types, target.row, values["by"])
            case _:
                return self._values.draw(self._dice, type_)

    def _one(self, name: str, value: Any, field: GraphQLField, target: Target) -> str:
        type_ = field.args[name].type
        if value is None and self._chance(2):
            return f"{name}: {self._variables.left_out(type_)}"
        return f"{name}: {self._variables.written(value, type_, Place(target.row, name))}"

    def _cursor(self, page: str, order: Any) -> str:
        name = f"c{len(self.cursors)}"
        self.cursors[name] = (page, order, self._dice.randint(0, 30))
        self._variables.declared[name] = "String"
        return f"${name}"

    def _chance(self, of: int) -> bool:
        """One in so many."""
        return self._dice.randint(0, of - 1) == of - 1


def _first(values: dict[str, Any], default: int) -> int:
    first = values.get("first")
    return default if first is None else first
