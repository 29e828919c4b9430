"""Keys: what the fields of an answer are called."""

from itertools import chain
from random import Random

from graphql import GraphQLSchema

CONFUSING = (
    *("a1_", "c0", "n_", "ready", "stand", "tenant_id", "position_"),
    *(f"t{number}" for number in range(1, 10)),
    *("Name", "select", "_", "a" * 63),
)
"""What a careless compiler would confuse with names of its own."""


class Keys:
    """Hands out response keys. One means the same field with the same arguments in all the
    document, so that any two selections of a type can be merged.
    """

    def __init__(self, dice: Random, types: GraphQLSchema) -> None:
        self._dice, self._types = dice, types
        self._meant: dict[tuple[str, str], str] = {}

    def alias(self, type_: str, name: str, given: str = "", *, plain: bool = False) -> str:
        """The alias to write before a field, if any; a `plain` one only where it must be."""
        made = self._types.type_map[type_]
        owner = next((i.name for i in getattr(made, "interfaces", ())), type_)
        other = [] if plain else self._dice.choice(self._others(type_))
        for key in chain(other, [name], (f"k{number}" for number in range(999))):
            if self._meant.setdefault((owner, key), f"{name}({given})") == f"{name}({given})":
                return "" if key == name else f"{key}: "
        raise AssertionError("no key is free")

    def _others(self, type_: str) -> list[list[str]]:
        keys = [*CONFUSING, *getattr(self._types.type_map[type_], "fields", ())]
        return [[]] * 2 * len(keys) + [[key] for key in keys]
