"""Who holds which posts, and in which of them each is counted (一肩挑)."""

from datetime import date

from taizhang.domain.organisations.dated import Dated
from taizhang.domain.organisations.tenure import Tenure


class Posts:
    """The posts of everybody who was ever registered."""

    def __init__(self) -> None:
        self.tenures: dict[str, list[Tenure]] = {}
        """By person; everybody who was ever registered has an entry."""
        self.counted: dict[str, Dated[tuple[str, str]]] = {}
        """Unit and post in which a person is counted, where that was chosen."""
        self.erased: set[str] = set()

    def knows(self, person: str) -> bool:
        """Whether somebody is registered and not erased."""
        return person in self.tenures and person not in self.erased

    def held(self, person: str, day: date) -> list[Tenure]:
        """The posts that somebody holds on a day."""
        return [each for each in self.tenures.get(person, ()) if each.holds(day)]

    def open(self, person: str) -> list[Tenure]:
        """The posts that somebody has taken and not left."""
        return [each for each in self.tenures.get(person, ()) if each.until is None]

    def holders(self, organisation: str, post: str, day: date) -> list[Tenure]:
        """Who holds a post on a day."""
        everybody = (each for person in self.tenures for each in self.held(person, day))
        return [each for each in everybody if each.place == (organisation, post)]

    def counted_in(self, person: str, day: date) -> Tenure | None:
        """The post in which somebody is counted on a day: the only one, or the last one chosen.

        A choice of a post that was left since is passed over.
        """
        held = sorted(self.held(person, day), key=lambda each: each.until is not None)
        told = self.counted.get(person, Dated[tuple[str, str]]()).told
        for since, place in reversed(told):
            found = [each for each in held if each.place == place]
            if since <= day and found:
                return found[0]
        return held[0] if len(held) == 1 else None
