"""Standing: what the decisions on coverage read. Folding checks nothing."""

from datetime import date
from typing import TypeVar

from taizhang import Command, Event, Selector, event
from taizhang.core import ORGANISATION, OrganisationSucceeded, registered
from taizhang_plugins.coverage import events as e
from taizhang_plugins.coverage import target_events as t
from taizhang_plugins.coverage.foreign import ActivistElsewhere, AdmittedElsewhere
from taizhang_plugins.coverage.names import Figure
from taizhang_plugins.coverage.party_standing import OF_PARTY, PartyStanding
from taizhang_plugins.coverage.state import Count, Target

Ask = TypeVar("Ask", bound=Command)
OF_UNIT: tuple[type[Event], ...] = (
    e.UnitListed,
    e.UnitClosed,
    OrganisationSucceeded,
    e.HeadcountReported,
    t.TargetSet,
    t.TargetMet,
    t.GapFound,
    t.ActivistConfirmed,
    t.MemberAdmitted,
    ActivistElsewhere,
    AdmittedElsewhere,
    e.FoundingDue,
    e.FoundingMet,
    *OF_PARTY,
)


def of_units(*units: str) -> list[Selector]:
    """All that happened to units, and what they are called."""
    own = [Selector(OF_UNIT, [ORGANISATION(unit)]) for unit in dict.fromkeys(units)]
    return [*own, *registered(*dict.fromkeys(units))]


class Standing(PartyStanding[Ask]):
    """Folds units as well: their reports, targets, activists and members."""

    @event(e.UnitListed)
    def _listed(self, organisation: str, township: str, kind: str) -> None:
        unit = self.unit(organisation)
        unit.township, unit.kind, unit.listed = township, kind, True

    @event(e.UnitClosed)
    def _closed(self, organisation: str, targets: list[str]) -> None:
        unit = self.unit(organisation)
        unit.listed, unit.due = False, None
        unit.targets = {y: each for y, each in unit.targets.items() if each.key not in targets}

    @event(OrganisationSucceeded)
    def _succeeded(self, organisation: str, continues: bool) -> None:
        self.unit(organisation).gone |= not continues

    @event(e.HeadcountReported)
    def _counted(
        self, organisation: str, counted_on: date, employees: Figure, members: Figure
    ) -> None:
        self.unit(organisation).counts[counted_on] = Count(employees, members)

    @event(t.TargetSet)
    def _target(self, organisation: str, year: int, key: str, activists: int, members: int) -> None:
        unit = self.unit(organisation)
        unit.targets[year] = Target(key, activists, members)
        unit.rounds[year] = unit.rounds.get(year, 0) + 1

    @event(t.TargetMet)
    def _target_met(self, organisation: str, year: int) -> None:
        if target := self.unit(organisation).targets.get(year):
            target.met = True

    @event(t.GapFound)
    def _gap(self, organisation: str, year: int) -> None:
        if target := self.unit(organisation).targets.get(year):
            target.gap = True

    @event(t.ActivistConfirmed)
    def _activist(self, organisation: str, person: str, confirmed_on: date) -> None:
        self.unit(organisation).activists.setdefault(person, confirmed_on)

    @event(ActivistElsewhere)
    def _activist_elsewhere(self, organisation: str, person: str, confirmed_on: date) -> None:
        self.unit(organisation).activists.setdefault(person, confirmed_on)

    @event(t.MemberAdmitted)
    def _admitted(self, organisation: str, person: str, admitted_on: date) -> None:
        self.unit(organisation).admitted.setdefault(person, admitted_on)

    @event(AdmittedElsewhere)
    def _admitted_elsewhere(self, organisation: str, person: str, admitted_on: date) -> None:
        self.unit(organisation).admitted.setdefault(person, admitted_on)

    @event(e.FoundingDue)
    def _due(self, organisation: str, due: date) -> None:
        self.unit(organisation).due = due

    @event(e.FoundingMet)
    def _founding_met(self, organisation: str) -> None:
        self.unit(organisation).due = None
