"""Who bears what for a unit: what every decision on its responsibilities rests on."""

from datetime import date
from typing import TypeVar

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, event
from taizhang.domain.names import ORGANISATION, OrganisationId
from taizhang.domain.organisations.boundaries import of_units
from taizhang.domain.organisations.reading import RegisterSlice
from taizhang.domain.responsibilities.events import ResponsibilityLaidDown, ResponsibilityTaken
from taizhang.domain.responsibilities.rules import Responsibility

Bearer = tuple[str | None, str | None]
"""A person, or a body."""


class UnitCommand(Command):
    """Asks something about the responsibilities for one unit."""

    organisation: OrganisationId


Ask = TypeVar("Ask", bound=UnitCommand)


class OfUnit(RegisterSlice[Ask]):
    """By responsibility, who bears it and since when."""

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.borne: dict[tuple[str, Bearer], date] = {}

    def consistency_boundary(self) -> list[Selector]:
        unit = self.ask.organisation
        kinds = (ResponsibilityTaken, ResponsibilityLaidDown)
        return [*of_units([unit]), Selector(kinds, [ORGANISATION(unit)])]

    @event(ResponsibilityTaken)
    def _taken(
        self, responsibility: str, person: str | None, body: str | None, since: date
    ) -> None:
        self.borne[responsibility, (person, body)] = since

    @event(ResponsibilityLaidDown)
    def _laid_down(self, responsibility: str, person: str | None, body: str | None) -> None:
        self.borne.pop((responsibility, (person, body)), None)

    @property
    def name(self) -> str:
        """What the unit is called on the day."""
        unit = self.roll.unit(self.ask.organisation)
        return unit.names.on(self.context.on) or unit.id

    def take(self, role: Responsibility, bearer: Bearer, since: date) -> None:
        """Record that somebody bears it from a day on, unless it is so already."""
        if (role.name, bearer) not in self.borne:
            person, body = bearer
            self.record(
                ResponsibilityTaken(
                    organisation=self.ask.organisation,
                    responsibility=role.name,
                    part=role.part,
                    person=person,
                    body=body,
                    post=role.post,
                    since=since,
                )
            )

    def lay_down(self, responsibility: str, bearer: Bearer, until: date) -> None:
        """Record that somebody bears it no more; nothing where it was not borne."""
        if (responsibility, bearer) in self.borne:
            person, body = bearer
            self.record(
                ResponsibilityLaidDown(
                    organisation=self.ask.organisation,
                    responsibility=responsibility,
                    person=person,
                    body=body,
                    until=until,
                )
            )
