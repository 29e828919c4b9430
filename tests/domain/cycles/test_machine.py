"""Whatever is asked in whatever order: lists, figures and flags of a cycle agree with its log."""

import contextlib
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from taizhang.domain.cycles.deadline_events import CycleMissed, CycleOverdueFlagged
from taizhang.domain.cycles.enrolling import EnrolUnits, WithdrawSubject
from taizhang.domain.cycles.events import CycleOpened
from taizhang.domain.cycles.opening import OpenCycle
from taizhang.domain.cycles.persons import EnrolPersons
from taizhang.domain.cycles.rows import Cycle
from taizhang.domain.cycles.stage_rows import CycleStage
from taizhang.domain.cycles.subject_rows import CycleSubject
from taizhang.domain.grades.confirmation_events import GradesConfirmed
from taizhang.domain.meetings.events import CommentGiven, DebriefHeld
from taizhang.domain.names import is_person
from taizhang.domain.organisations.reorganising import Reorganisation, ReorganiseUnits
from taizhang.domain.results.events import ResultsConcluded
from taizhang.errors import Refused

UNITS = ["jingui", "shiqiao", "liuxi", "songling"]
units = st.sampled_from(UNITS)
commands = st.one_of(
    st.builds(EnrolUnits, cycle=st.just("c"), subjects=st.lists(units, min_size=1, max_size=3)),
    st.builds(
        WithdrawSubject,
        cycle=st.just("c"),
        subject=st.one_of(units, units.map(lambda unit: f"person:p-{unit}")),
        reason=st.just("误列"),
    ),
    st.just(EnrolPersons(cycle="c")),
    st.builds(OpenCycle, cycle=st.sampled_from("cd"), year=st.just(2015), title=st.just("年度")),
)


class Lifecycle(RuleBasedStateMachine):
    """Random commands, reorganisations, work and days on one cycle."""

    def __init__(self, town: Any) -> None:
        super().__init__()
        self.town = town
        post = {"书记": ["村(社区)支部书记"]}
        town.amend("cycles.persons", classes=post, months=24, reference="deadline")
        town.answer()

    @rule(command=commands)
    def ask(self, command: Any) -> None:
        with contextlib.suppress(Refused):
            self.town.do(command)

    @rule(gone=units, heir=units)
    def merge(self, gone: str, heir: str) -> None:
        self.ask(
            ReorganiseUnits(
                change=Reorganisation.MERGER,
                organisations=[gone, heir],
                successors=[heir],
                tickets=heir,
                quota=heir,
                since=self.town.today,
                document="批复",
            )
        )
        self.town.answer()

    @rule(unit=units, comment=st.booleans())
    def work(self, unit: str, comment: bool) -> None:
        row = self.town.folded(CycleSubject).get(("c", unit))
        done = [e for e in self.town.history if isinstance(e, DebriefHeld)]
        if row is None or row.state != "enrolled" or unit in {e.organisation for e in done}:
            return
        words = {"praised": "好", "problems": "难", "direction": "干"}
        self.town.given(DebriefHeld(meeting="m", cycle="c", organisation=unit))
        if comment:
            self.town.given(CommentGiven(meeting="m", cycle="c", organisation=unit, **words))

    @rule(of=st.sampled_from(["units", "persons"]))
    def confirm(self, of: Any) -> None:
        self.town.given(GradesConfirmed(cycle="c", meeting="k", held={"好": 1}, of=of))

    @rule()
    def conclude(self) -> None:
        self.town.given(ResultsConcluded(cycle="c"))

    @rule(days=st.integers(1, 60))
    def days_pass(self, days: int) -> None:
        self.town.answer()
        self.town.begin(self.town.today + timedelta(days=days))

    @invariant()
    def rows_count_who_is_on_the_lists(self) -> None:
        rows = self.town.folded(Cycle)
        if ("c",) not in rows:
            return
        listed = [r for r in self.town.folded(CycleSubject).values() if r.cycle == "c"]
        enrolled = [row.subject for row in listed if row.state == "enrolled"]
        persons = sum(map(is_person, enrolled))
        stage = self.town.folded(CycleStage)["c",]
        assert (rows["c",].subjects, rows["c",].persons) == (len(enrolled) - persons, persons)
        assert (stage.units, stage.persons) == (len(enrolled) - persons, persons)

    @invariant()
    def work_is_counted_of_those_on_the_list_only(self) -> None:
        stage = self.town.folded(CycleStage).get(("c",))
        if stage is None:
            return
        rows = self.town.folded(CycleSubject)
        done = {e.organisation for e in self.town.history if isinstance(e, DebriefHeld)}
        left = {unit for unit in done if rows["c", unit].kept}
        assert stage.debriefed == len(done - left)
        assert set(stage.uncommented) <= done - left

    @invariant()
    def a_year_has_one_cycle_and_is_missed_only_without_it(self) -> None:
        opened = [e.year for e in self.town.history if isinstance(e, CycleOpened)]
        missed = [e.year for e in self.town.history if isinstance(e, CycleMissed)]
        assert len(set(opened)) == len(opened)
        assert len(set(missed)) == len(missed)
        assert set(opened).isdisjoint(missed)

    @invariant()
    def a_cycle_is_overdue_only_until_it_is_concluded(self) -> None:
        concluded = False
        for each in self.town.log:
            concluded |= isinstance(each.event, ResultsConcluded) and each.event.cycle == "c"
            if isinstance(each.event, CycleOverdueFlagged):
                assert each.event.cycle != "c" or not concluded
                assert each.on > date(2015, 12, 31)


@pytest.mark.hypothesis
@pytest.mark.rule("S0-01", "S0-02", "S0-03")
def test_lists_figures_and_flags_agree_with_the_log(santangjie: Any) -> None:
    run_state_machine_as_test(
        lambda: Lifecycle(santangjie.copy()),
        settings=settings(
            max_examples=25,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
