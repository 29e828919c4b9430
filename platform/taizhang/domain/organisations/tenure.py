"""Tenure: one person in one post of one unit, from a day to a day."""

from datetime import date

from msgspec import Struct


class Tenure(Struct, frozen=True):
    """`until` is the last day in the post; None while it is held."""

    person: str
    organisation: str
    post: str
    since: date
    until: date | None = None

    @property
    def place(self) -> tuple[str, str]:
        """Unit and post."""
        return self.organisation, self.post

    def holds(self, day: date) -> bool:
        """Whether the post is held on a day, first and last day included."""
        return self.since <= day and (self.until is None or day <= self.until)

    def days(self, first: date, last: date) -> int:
        """On how many days between two, both included, the post was held."""
        begin, end = max(first, self.since), min(last, self.until or last)
        return max(0, (end - begin).days + 1)
