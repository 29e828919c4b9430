"""Units by their names: what a decision reads of the register, so that a refusal is readable.

The decision itself reads names and kinds, as of its own boundary and its own day. It stays pure,
and a decision taken again years later quotes what the unit was called then.
"""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, Slice, event
from taizhang.domain.names import ORGANISATION, ROSTER
from taizhang.domain.organisations.dated import Dated
from taizhang.domain.organisations.events import (
    OrganisationReclassified,
    OrganisationRegistered,
    OrganisationRenamed,
)
from taizhang.events.event import Event

Ask = TypeVar("Ask", bound=Command)
NAMING: tuple[type[Event], ...] = (
    OrganisationRegistered,
    OrganisationRenamed,
    OrganisationReclassified,
)


def registered(*units: str) -> list[Selector]:
    """The part of a boundary that names these units; of none: the whole register."""
    if not units:
        return [Selector(NAMING, [ROSTER])]
    return [Selector(NAMING, [ORGANISATION(unit)]) for unit in units]


def names_in(happened: Iterable[object]) -> dict[str, str]:
    """What units are called now, of what was read outside a decision."""
    named = (e for e in happened if isinstance(e, OrganisationRegistered | OrganisationRenamed))
    return {event.organisation: event.name for event in named}


class Naming(Slice[Ask]):
    """Knows what units are called, as far as its boundary holds `registered(...)`."""

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self._names: dict[str, Dated[str]] = {}
        self._kinds: dict[str, Dated[str]] = {}

    @event(OrganisationRegistered)
    def _registered(self, organisation: str, name: str, kind: str) -> None:
        self._names[organisation] = Dated[str]().then(date.min, name)
        self._kinds[organisation] = Dated[str]().then(date.min, kind)

    @event(OrganisationRenamed)
    def _renamed(self, organisation: str, name: str, since: date) -> None:
        known = self._names.get(organisation, Dated[str]())
        self._names[organisation] = known.then(since, name)

    @event(OrganisationReclassified)
    def _reclassified(self, organisation: str, kind: str, since: date) -> None:
        known = self._kinds.get(organisation, Dated[str]())
        self._kinds[organisation] = known.then(since, kind)

    def knows(self, unit: str) -> bool:
        """Whether the register has a unit."""
        return unit in self._names

    def name_of(self, unit: str) -> str:
        """What a unit is called; its identifier where the register does not have it."""
        return self._names.get(unit, Dated[str]()).on(self.context.on) or unit

    def kind_of(self, unit: str) -> str:
        """The kind of a unit, or nothing where the register does not have it."""
        return self._kinds.get(unit, Dated[str]()).on(self.context.on) or ""
