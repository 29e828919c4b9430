"""Selections: fields, aliases, fragments and directives, nested to a bounded depth."""

from dataclasses import dataclass, replace
from random import Random

from differential.arguments import Arguments, Target
from differential.keys import Keys
from differential.reference import ONE
from differential.values import Values
from differential.variables import Variables
from graphql import GraphQLField, GraphQLNonNull, get_named_type, is_leaf_type
from graphql.type.scalars import GraphQLBoolean

DEPTH, COMPOSITES = 8, 14
_WAYS = ["composite"] * 5 + ["leaves"] * 2 + ["inline", "spread"]
_DIRECTIVES: list[tuple[str, ...]] = [()] * 12 + [("skip",), ("include",), ("skip", "include")]


@dataclass(frozen=True)
class Spot:
    """Where fields are selected of a type: how deep it may still go, about how many objects there
    are, whether they are of the past, and what they are grouped by.
    """

    type: str
    depth: int = DEPTH
    held: int = 1
    past: bool = False
    by: frozenset[str] = frozenset()

    @property
    def grouped(self) -> bool:
        """Whether what may be selected depends on what rows are grouped by."""
        return self.type.endswith(("Groups", "Group", "Key"))


class Selections:
    """Writes selection sets, and the fragments that they need."""

    def __init__(
        self,
        dice: Random,
        values: Values,
        variables: Variables,
        arguments: Arguments,
        *,
        many: bool,
    ) -> None:
        self._dice, self._types, self._variables = dice, values.types, variables
        self._arguments, self._keys = arguments, Keys(dice, values.types)
        self._several, self._left = many, COMPOSITES
        self.fragments: dict[str, str] = {}
        self._spreadable: dict[str, tuple[str, bool]] = {}

    def of(self, spot: Spot) -> str:
        """A selection set."""
        many = self._dice.randint(1, 3)
        ways = self._dice.choices(_WAYS, k=many) if spot.depth > 1 else ["leaves"]
        return "{ " + " ".join(self._part(way, spot) for way in ways) + " }"

    def _part(self, way: str, spot: Spot) -> str:
        deeper = self._deeper(spot)
        match way:
            case "inline":
                on = self._dice.choice(["", f"on {spot.type} "])
                return f"... {on}{self._directives()}{self.of(replace(spot, depth=spot.depth - 1))}"
            case "spread" if not spot.grouped:
                return f"...{self._fragment(spot)} {self._directives()}"
            case "composite" if deeper and self._left > 0:
                return self._composite(spot, self._dice.choice(deeper))
            case _:
                return self._leaves(spot)

    def _fragment(self, spot: Spot) -> str:
        fit = [
            name
            for name, (type_, safe) in self._spreadable.items()
            if type_ == spot.type and safe >= spot.past
        ]
        if fit and self._dice.random() < 0.5:
            return self._dice.choice(fit)
        name = f"F{len(self.fragments)}"
        self.fragments[name] = ""  # taken, and not spread within itself
        safe = spot.past or (spot.type != "Query" and self._dice.random() < 0.5)
        inner = Spot(spot.type, min(spot.depth - 1, 4), max(spot.held, 10), safe)
        self.fragments[name] = f"fragment {name} on {spot.type} {self.of(inner)}"
        self._spreadable[name] = (spot.type, safe)
        return name

    def _leaves(self, spot: Spot) -> str:
        fields = self._fields(spot)
        leaves = [name for name, field in fields.items() if not _deep(field)]
        most = len(leaves) + 1
        names = self._dice.sample(["__typename", *leaves], self._dice.randint(1, most))
        first = f"{self._keys.alias(spot.type, names[0])}{names[0]} {self._directives()}"
        others = (f"{self._keys.alias(spot.type, name, plain=True)}{name}" for name in names[1:])
        return " ".join([first, *others])

    def _composite(self, spot: Spot, name: str) -> str:
        self._left -= 1
        field = self._fields(spot)[name]
        target = get_named_type(field.type)
        chosen = self._arguments.chosen(field, self._target(spot, field), spot.held)
        text = f"{name}({chosen.text})" if chosen.text else name
        written = f"{self._keys.alias(spot.type, name, chosen.text)}{text} {self._directives()}"
        if is_leaf_type(target):
            return written
        value = spot.type.endswith("Version") and name == "value"
        past = spot.past or chosen.past or value
        by = chosen.by or (spot.by if spot.grouped else frozenset())
        return written + self.of(Spot(target.name, spot.depth - 1, chosen.held, past, by))

    def _target(self, spot: Spot, field: GraphQLField) -> Target:
        name = get_named_type(field.type).name
        row = (spot.type if "by" in field.args else name).removesuffix("Connection")
        roots = self._fields(Spot("Query")).items()
        pages = [root for root, of in roots if get_named_type(of.type).name == name]
        default = 50 if spot.type == "Query" else 10
        return Target(row, pages[0] if pages else "", default, self._hot(field))

    def _deeper(self, spot: Spot) -> list[str]:
        """The fields that have fields or arguments; those of many more often."""
        return [
            name
            for name, field in self._fields(spot).items()
            for _ in range(4 if name == "history" else 2 if "first" in field.args else 1)
            if _deep(field) and not (spot.past and self._hot(field))
        ]

    def _fields(self, spot: Spot) -> dict[str, GraphQLField]:
        fields = self._types.type_map[spot.type].fields  # type: ignore[union-attr]
        if not spot.type.endswith("Key"):
            return fields  # type: ignore[no-any-return]
        led = spot.by if "tenant" in spot.by or not self._several else frozenset()
        return {name: f for name, f in fields.items() if name in spot.by or _own(name) in led}

    def _hot(self, field: GraphQLField) -> bool:
        """Whether it leads to rows of which no history is kept."""
        target = get_named_type(field.type).name.removesuffix("Connection")
        fields = getattr(self._types.type_map[target], "fields", {})
        return "tenant" in fields and not {"history", "key", "count"} & set(fields)

    def _directives(self) -> str:
        names = self._dice.choice(_DIRECTIVES)
        return "".join(f"@{name}(if: {self._condition(name)}) " for name in names)

    def _condition(self, name: str) -> str:
        kept = self._dice.randint(0, 2) > 0
        value = kept if name == "include" else not kept
        return self._variables.written(value, GraphQLNonNull(GraphQLBoolean))


def _deep(field: GraphQLField) -> bool:
    return bool(field.args) or not is_leaf_type(get_named_type(field.type))


def _own(name: str) -> str:
    """The column that a way to one row starts from."""
    found = ONE.match(name)
    return found["own"] if found else ""
