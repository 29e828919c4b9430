"""Whatever is asked, an overhaul goes its way, and the label is there as long as it lasts."""

import contextlib
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from taizhang.domain.organisations.rows import Organisation
from taizhang.domain.overhauls import events as e
from taizhang.domain.overhauls.finding import FindWeak, ReopenOverhaul
from taizhang.domain.overhauls.finishing import FinishOverhaul, SurveySatisfaction
from taizhang.domain.overhauls.planning import CarryOutMeasure, PlanOverhaul
from taizhang.domain.overhauls.rows import Overhaul
from taizhang.errors import Refused

UNIT, SYMPTOM, LABEL = "jiaogong-1", "组织生活不正常", "软弱涣散"
AFTER: dict[Any, str] = {
    e.WeakOrganisationFound: "found",
    e.OverhaulPlanned: "planned",
    e.OverhaulFinished: "finished",
    e.OverhaulReopened: "found",
}
BEFORE: dict[Any, set[str]] = {
    e.WeakOrganisationFound: {"none"},
    e.OverhaulPlanned: {"found", "planned"},
    e.MeasureCarriedOut: {"planned"},
    e.SatisfactionSurveyed: {"planned"},
    e.OverhaulFinished: {"planned"},
    e.OverhaulReopened: {"finished"},
}
overhauls = st.sampled_from(["w-1", "w-2"])


class Overhauls(RuleBasedStateMachine):
    """Random commands about two overhauls of one branch."""

    def __init__(self, town: Any) -> None:
        super().__init__()
        self.town = town

    def ask(self, command: Any) -> None:
        with contextlib.suppress(Refused):
            self.town.do(command)

    @rule(overhaul=overhauls)
    def find(self, overhaul: str) -> None:
        found: dict[str, Any] = {"symptoms": [SYMPTOM], "facts": "半年未开会"}
        self.ask(FindWeak(overhaul=overhaul, organisation=UNIT, **found))

    @rule(overhaul=overhauls, measures=st.integers(1, 2))
    def plan(self, overhaul: str, measures: int) -> None:
        line = e.Measure(
            symptom=SYMPTOM,
            problem="未开会",
            measure="每月一次",
            responsible="支部委员",
            due_on=self.town.today,
        )
        self.ask(PlanOverhaul(overhaul=overhaul, measures=[line] * measures))

    @rule(overhaul=overhauls, number=st.integers(1, 3))
    def carry_out(self, overhaul: str, number: int) -> None:
        self.ask(CarryOutMeasure(overhaul=overhaul, number=number, evidence="记录"))

    @rule(overhaul=overhauls, satisfied=st.integers(0, 3))
    def survey(self, overhaul: str, satisfied: int) -> None:
        asked = e.Asked(group="党员", asked=2, satisfied=satisfied)
        self.ask(SurveySatisfaction(overhaul=overhaul, groups=[asked]))

    @rule(overhaul=overhauls)
    def finish(self, overhaul: str) -> None:
        self.ask(FinishOverhaul(overhaul=overhaul, organisation=UNIT, finding="正常"))

    @rule(overhaul=overhauls)
    def reopen(self, overhaul: str) -> None:
        self.ask(ReopenOverhaul(overhaul=overhaul, organisation=UNIT, reason="反复"))

    def states(self) -> dict[str, str]:
        """By overhaul, as its events leave it; each must have been allowed where it stands."""
        states = {"w-1": "none", "w-2": "none"}
        for event in self.town.history:
            if type(event) in BEFORE:
                assert states[event.overhaul] in BEFORE[type(event)]
                states[event.overhaul] = AFTER.get(type(event), states[event.overhaul])
        return states

    @invariant()
    def each_goes_its_way_and_the_row_says_so(self) -> None:
        rows = self.town.folded(Overhaul)
        for overhaul, state in self.states().items():
            row = rows.get((overhaul,))
            assert (row.state if row else "none") == state
            if row and state == "finished":
                assert row.open_measures == 0
                assert row.asked > 0

    @invariant()
    def the_label_lasts_as_long_as_one_overhaul(self) -> None:
        running = [state for state in self.states().values() if state in ("found", "planned")]
        assert len(running) <= 1
        labels = self.town.folded(Organisation)[UNIT,].labels
        assert (LABEL in labels) == bool(running)


@pytest.mark.hypothesis
def test_overhauls_go_their_way(university: Any) -> None:
    run_state_machine_as_test(
        lambda: Overhauls(university.copy()),
        settings=settings(
            max_examples=30,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
