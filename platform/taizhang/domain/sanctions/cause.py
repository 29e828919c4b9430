"""Cause: why somebody may not be named, promoted or moved, and for how long."""

from datetime import date

from msgspec import Struct


class Cause(Struct, frozen=True):
    """A sanction that stands in the way, from a day to a day (None: until it is lifted)."""

    sanction: str
    measure: str
    body: str
    number: str
    since: date
    until: date | None

    def holds(self, on: date) -> bool:
        """Whether it stands in the way on a day; the first and the last day do."""
        return self.since <= on and (self.until is None or on <= self.until)

    def sentence(self) -> str:
        """As a person reads it."""
        until = self.until.isoformat() if self.until else "解除为止"
        span = f"{self.since.isoformat()} 至 {until}"
        return f"{self.measure}（{self.body} {self.number}，{span}）"
