"""Hands: which posts of one unit are held by the same person on a day (一肩挑)."""

from collections.abc import Collection
from datetime import date


class Hands:
    """The posts of a unit, as people took and left them."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, str], list[tuple[date, date | None]]] = {}

    def take(self, person: str, post: str, since: date) -> None:
        """Somebody took a post."""
        self._held.setdefault((person, post), []).append((since, None))

    def leave(self, person: str, post: str, until: date) -> None:
        """Somebody left a post; `until` is the last day in it."""
        times = self._held.get((person, post), [])
        self._held[person, post] = [(s, until if u is None else u) for s, u in times]

    def hold_all(self, posts: Collection[str], day: date) -> bool:
        """Whether one person holds all of these posts on a day."""
        people = {person for person, _ in self._held}
        return any(all(self._holds(person, post, day) for post in posts) for person in people)

    def _holds(self, person: str, post: str, day: date) -> bool:
        times = self._held.get((person, post), [])
        return any(since <= day and (until is None or day <= until) for since, until in times)
