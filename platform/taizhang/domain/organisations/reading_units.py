"""Reading what happened to units: each event is folded into the roll."""

from datetime import date
from typing import TypeVar

from taizhang.commands.command import Command
from taizhang.commands.slice import event
from taizhang.domain.organisations import events as e
from taizhang.domain.organisations.reading_changes import ChangesReading

C = TypeVar("C", bound=Command)


class UnitsReading(ChangesReading[C]):
    """Folds names, kinds, labels, places, codes and reorganisations of units."""

    @event(e.OrganisationRegistered)
    def _unit_registered(self, organisation: str, name: str, kind: str, labels: list[str]) -> None:
        self.roll.take(
            e.OrganisationRegistered(organisation=organisation, name=name, kind=kind, labels=labels)
        )

    @event(e.OrganisationRenamed)
    def _unit_renamed(self, organisation: str, name: str, since: date) -> None:
        self.roll.take(e.OrganisationRenamed(organisation=organisation, name=name, since=since))

    @event(e.OrganisationReclassified)
    def _unit_reclassified(self, organisation: str, kind: str, since: date) -> None:
        self.roll.take(
            e.OrganisationReclassified(organisation=organisation, kind=kind, since=since)
        )

    @event(e.OrganisationLabelled)
    def _unit_labelled(self, organisation: str, labels: list[str], since: date) -> None:
        self.roll.take(
            e.OrganisationLabelled(organisation=organisation, labels=labels, since=since)
        )

    @event(e.OrganisationPlaced)
    def _unit_placed(self, organisation: str, superior: str | None, since: date) -> None:
        self.roll.take(
            e.OrganisationPlaced(organisation=organisation, superior=superior, since=since)
        )

    @event(e.CodeGiven)
    def _code_given(
        self, organisation: str, scheme: str, code: str | None, replaces: str | None, since: date
    ) -> None:
        self.roll.take(
            e.CodeGiven(
                organisation=organisation, scheme=scheme, code=code, replaces=replaces, since=since
            )
        )
