"""Unit: what is known of one village, community or department, at any day."""

from datetime import date

from msgspec import Struct

from taizhang.domain.organisations.codes import CodeScheme
from taizhang.domain.organisations.dated import Dated
from taizhang.domain.organisations.events import OrganisationSucceeded


class Unit(Struct):
    """A unit as its events leave it. What it was registered with holds since ever."""

    id: str
    registered: bool = False
    names: Dated[str] = Dated()
    kinds: Dated[str] = Dated()
    labels: Dated[list[str]] = Dated()
    superiors: Dated[str | None] = Dated()
    codes: dict[CodeScheme, Dated[str | None]] = {}
    changes: tuple[OrganisationSucceeded, ...] = ()
    """Mergers, splits and its dissolution, in order."""

    def code(self, scheme: CodeScheme) -> str | None:
        """The code that it has now."""
        return self.codes.get(scheme, Dated[str | None]()).now

    @property
    def closed(self) -> date | None:
        """From when it exists no more."""
        return next((change.since for change in self.changes if not change.continues), None)

    def lives(self, day: date) -> bool:
        """Whether it exists on a day."""
        return self.registered and (self.closed is None or day < self.closed)
