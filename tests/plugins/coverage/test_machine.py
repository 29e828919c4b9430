"""Whatever is asked: no unit is covered twice, and the counters say what a count says."""

import contextlib
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from taizhang import Refused
from taizhang_plugins.coverage.changing import (
    DissolvePartyOrganisation,
    JoinPartyOrganisation,
    LeavePartyOrganisation,
)
from taizhang_plugins.coverage.cultivating import AdmitMember, ConfirmActivist
from taizhang_plugins.coverage.listing import CloseUnit, ListUnit
from taizhang_plugins.coverage.party_rows import PartyOrganisation
from taizhang_plugins.coverage.reconciling import ReportTotal
from taizhang_plugins.coverage.township_rows import TownshipCoverage
from taizhang_plugins.coverage.unit_rows import TwoNewUnit

UNITS = [f"qiye-{n}" for n in range(1, 6)]
TOWNSHIPS = ["xiangzhen-1", "xiangzhen-2"]
units, townships = st.sampled_from(UNITS), st.sampled_from(TOWNSHIPS)
parties = st.sampled_from(["zhibu-1", "zhibu-2", "zhibu-3"])
people = st.sampled_from(["p-1", "p-2"])


class Coverage(RuleBasedStateMachine):
    """Random commands about five units, three party organisations and two townships."""

    def __init__(self, town: Any, count: Any, found: Any) -> None:
        super().__init__()
        self.town, self.count, self.found = town, count, found

    def ask(self, command: Any) -> None:
        with contextlib.suppress(Refused):
            self.town.do(command)

    @rule(unit=units, township=townships)
    def list_unit(self, unit: str, township: str) -> None:
        self.ask(ListUnit(organisation=unit, township=township))

    @rule(unit=units)
    def close(self, unit: str) -> None:
        self.ask(CloseUnit(organisation=unit, reason="停产"))

    @rule(unit=units, employees=st.integers(40, 60), members=st.integers(0, 4))
    def report(self, unit: str, employees: int, members: int) -> None:
        self.ask(self.count(unit, str(employees), str(members)))

    @rule(
        party=parties,
        township=townships,
        covered=st.lists(units, min_size=1, max_size=5),
        mode=st.sampled_from(["单独建立", "联合建立", "区域建立"]),
    )
    def set_up(self, party: str, township: str, covered: list[str], mode: str) -> None:
        self.ask(self.found(*covered, mode=mode, township=township, party_organisation=party))

    @rule(party=parties, unit=units)
    def join(self, party: str, unit: str) -> None:
        self.ask(JoinPartyOrganisation(party_organisation=party, organisation=unit))

    @rule(unit=units)
    def leave(self, unit: str) -> None:
        self.ask(LeavePartyOrganisation(organisation=unit, reason="调整"))

    @rule(party=parties)
    def dissolve(self, party: str) -> None:
        self.ask(DissolvePartyOrganisation(party_organisation=party, document="批复"))

    @rule(unit=units, person=people)
    def confirm(self, unit: str, person: str) -> None:
        self.ask(ConfirmActivist(organisation=unit, person=person))

    @rule(unit=units, person=people)
    def admit(self, unit: str, person: str) -> None:
        self.ask(AdmitMember(organisation=unit, person=person))

    @invariant()
    def a_unit_is_covered_by_one_at_most(self) -> None:
        held = [unit for row in self.standing() for unit in row.units]
        assert len(held) == len(set(held))
        covered = {row.organisation for row in self.rows() if row.party_organisation}
        assert covered == set(held)

    @invariant()
    def what_is_covered_is_listed(self) -> None:
        assert all(row.listed for row in self.rows() if row.party_organisation)

    @invariant()
    def the_counters_are_what_a_count_says(self) -> None:
        counters = self.town.folded(TownshipCoverage)
        for township in TOWNSHIPS:
            row = counters.get((township,)) or TownshipCoverage(township=township)
            here = [unit for unit in self.rows() if unit.listed and unit.township == township]
            modes = Counter(unit.mode for unit in here if unit.mode)
            led = Counter(party.mode for party in self.standing() if party.township == township)
            assert (row.units, row.covered, row.led) == (len(here), modes.total(), led.total())
            assert (row.covered_by_mode, row.led_by_mode) == (dict(modes), dict(led))

    @invariant()
    def a_gap_is_what_the_target_lacks(self) -> None:
        for row in self.rows():
            done = [bool(row.activists), bool(row.admitted)]
            assert row.gap == (row.listed and row.target_year is not None and not all(done))

    @invariant()
    def totals_are_what_a_count_says(self) -> None:
        counts = {
            "party_organisations": len(self.standing()),
            "units": sum(row.listed for row in self.rows()),
        }
        for matter, number in counts.items():
            ask: dict[str, Any] = {"matter": matter, "as_of": self.town.today, "source": "点数"}
            decided = self.town.decide(ReportTotal(total="t", figure="9", **ask), "clerk")
            [tagged] = decided.new_decisions
            assert tagged.decision.registered == number

    def rows(self) -> list[TwoNewUnit]:
        return list(self.town.folded(TwoNewUnit).values())

    def standing(self) -> list[PartyOrganisation]:
        rows = self.town.folded(PartyOrganisation).values()
        return [row for row in rows if row.dissolved_on is None]


@pytest.mark.hypothesis
def test_coverage_goes_its_way(county: Any, count: Any, found: Any) -> None:
    run_state_machine_as_test(
        lambda: Coverage(county.copy(), count, found),
        settings=settings(
            max_examples=30,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
