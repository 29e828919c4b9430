"""Places under a quota: taken one by one, by whoever comes first, and never too many."""

from collections.abc import Mapping

from msgspec import Struct

#: The class of everybody where a quota is pooled.
ALL = ""


class Full(ValueError):  # noqa: N818 - it says what the class is
    """No place is left in a class."""

    def __init__(self, name: str, most: int) -> None:
        super().__init__(f"all {most} places of class {name or 'all'} are taken")
        self.name, self.most = name, most


class Places(Struct, frozen=True):
    """Who holds a place, in which class, and how many places each class has (S2-15, S2-16).

    A value, not a counter: of two that were made from the same one, only one may be recorded.
    That is the log's condition; whoever loses takes a place again in what was recorded.
    """

    most: Mapping[str, int]
    holders: Mapping[str, str]

    def __post_init__(self) -> None:
        """Raise ValueError for holders of an unknown class, or negative numbers of places."""
        if unknown := sorted(set(self.holders.values()) - set(self.most)):
            raise ValueError(f"these classes have no places: {unknown}")
        if any(most < 0 for most in self.most.values()):
            raise ValueError("a class has 0 places or more")

    def held(self, name: str = ALL) -> int:
        """How many places of a class are taken."""
        return sum(held == name for held in self.holders.values())

    def left(self, name: str = ALL) -> int:
        """How many places of a class are left; below 0 after the quota has shrunk."""
        return self.most[name] - self.held(name)

    def take(self, subject: str, name: str = ALL) -> "Places":
        """The places with one more holder. Raises Full; a holder's own place is free for it."""
        if name not in self.most:
            raise ValueError(f"class {name} has no places: {sorted(self.most)}")
        others = {each: held for each, held in self.holders.items() if each != subject}
        if Places(self.most, others).left(name) < 1:
            raise Full(name, self.most[name])
        return Places(self.most, {**others, subject: name})

    def over(self) -> dict[str, int]:
        """By how many each class exceeds its places: after a change of class, or a soft quota."""
        excess = {name: -self.left(name) for name in self.most}
        return {name: count for name, count in excess.items() if count > 0}
