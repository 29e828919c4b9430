"""Reckoning: the whole register, read into a ledger from which totals are counted."""

from datetime import date
from typing import TypeVar

from taizhang import Command, Event, Selector, Slice, event
from taizhang_plugins.coverage import party_events as p
from taizhang_plugins.coverage.events import UnitClosed, UnitListed
from taizhang_plugins.coverage.instructor_events import InstructorRecalled, InstructorSent
from taizhang_plugins.coverage.ledger import Ledger
from taizhang_plugins.coverage.names import REGISTER

Ask = TypeVar("Ask", bound=Command)
COUNTED: tuple[type[Event], ...] = (
    UnitListed,
    UnitClosed,
    p.PartyOrganisationFounded,
    p.UnitJoined,
    p.PartyOrganisationDissolved,
    InstructorSent,
    InstructorRecalled,
)


class Reckoning(Slice[Ask]):
    """Folds whatever is counted."""

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.ledger = Ledger()

    def consistency_boundary(self) -> list[Selector]:
        return [Selector(COUNTED, [REGISTER])]

    @event(UnitListed)
    def _listed(self, organisation: str, kind: str, listed_on: date) -> None:
        self.ledger.listed(organisation, kind, listed_on)

    @event(UnitClosed)
    def _closed(self, organisation: str, closed_on: date) -> None:
        self.ledger.closed(organisation, closed_on)

    @event(p.PartyOrganisationFounded)
    def _party_founded(self, party_organisation: str, units: list[str], founded_on: date) -> None:
        self.ledger.founded(party_organisation, units, founded_on)

    @event(p.UnitJoined)
    def _unit_joined(self, party_organisation: str, organisation: str) -> None:
        self.ledger.joined(party_organisation, organisation)

    @event(p.PartyOrganisationDissolved)
    def _party_dissolved(self, party_organisation: str, dissolved_on: date) -> None:
        self.ledger.dissolved(party_organisation, dissolved_on)

    @event(InstructorSent)
    def _sent(
        self, instructor: str, organisations: list[str], since: date, until: date | None
    ) -> None:
        self.ledger.sent(instructor, organisations, since, until)

    @event(InstructorRecalled)
    def _recalled(self, instructor: str, until: date) -> None:
        self.ledger.recalled(instructor, until)
