"""Standing of party organisations: what they cover, as far as a boundary holds it."""

from typing import TypeVar

from taizhang import Command, Event, Selector, event
from taizhang.core import Naming
from taizhang_plugins.coverage import party_events as p
from taizhang_plugins.coverage.names import PARTY
from taizhang_plugins.coverage.rules import CoverageRules
from taizhang_plugins.coverage.state import Party, Unit

Ask = TypeVar("Ask", bound=Command)
OF_PARTY: tuple[type[Event], ...] = (
    p.PartyOrganisationFounded,
    p.UnitJoined,
    p.UnitLeft,
    p.PartyOrganisationDissolved,
)


def of_party(party: str) -> list[Selector]:
    """All that happened to a party organisation."""
    return [Selector(OF_PARTY, [PARTY(party)])]


class PartyStanding(Naming[Ask]):
    """Folds party organisations, and what they cover."""

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.units: dict[str, Unit] = {}
        self.parties: dict[str, Party] = {}

    @property
    def rules(self) -> CoverageRules:
        """The tenant's rules on coverage. Raises Refused where it has none."""
        return self.context.rules.of(CoverageRules)

    def unit(self, id: str) -> Unit:
        """A unit, listed or not."""
        return self.units.setdefault(id, Unit())

    def party(self, id: str) -> Party:
        """A party organisation, founded or not."""
        return self.parties.setdefault(id, Party())

    @event(p.PartyOrganisationFounded)
    def _founded(
        self,
        party_organisation: str,
        name: str,
        mode: str,
        township: str,
        lying_in: dict[str, str],
    ) -> None:
        self.parties[party_organisation] = Party(
            name=name, mode=mode, township=township, units=dict(lying_in), founded=True
        )
        for unit in lying_in:
            self.unit(unit).party = party_organisation

    @event(p.UnitJoined)
    def _joined(
        self, party_organisation: str, name: str, organisation: str, township: str, mode: str
    ) -> None:
        party = self.party(party_organisation)
        party.name, party.mode = name, mode
        party.units[organisation] = township
        self.unit(organisation).party = party_organisation

    @event(p.UnitLeft)
    def _left(self, party_organisation: str, organisation: str) -> None:
        self.party(party_organisation).units.pop(organisation, None)
        self.unit(organisation).party = None

    @event(p.PartyOrganisationDissolved)
    def _dissolved(self, party_organisation: str, units: list[str]) -> None:
        self.party(party_organisation).dissolved = True
        for unit in units:
            self.unit(unit).party = None
