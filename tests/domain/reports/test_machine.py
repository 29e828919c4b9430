"""Whatever is asked by whomever, a report goes its way, and its row shows where it stands."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from taizhang.domain.reports.commands import (
    AcceptReport,
    ConfirmReport,
    CoverReport,
    ReturnReport,
    SubmitReport,
    WithdrawReport,
)
from taizhang.domain.reports.rows import Report
from taizhang.domain.results.rows import Assessment
from taizhang.errors import Refused

UNITS = ["jingui", "shiqiao", "liuxi"]  # the third is not assessed
units = st.sampled_from(["jingui", "jingui", *UNITS])
AUTHORS = {"jingui": ["clerk", "village:jingui"], "shiqiao": ["clerk", "village:shiqiao"]}
authors = st.sampled_from(["clerk", "clerk", "village:jingui", "village:shiqiao", "secretary"])
reviewers = st.sampled_from(["secretary", "secretary", "secretary", "clerk", "nobody"])
head_sets = st.just(set(range(1, 7))) | st.sets(st.integers(1, 7), min_size=1)


class Reports(RuleBasedStateMachine):
    """A plain model beside the town: state, version and answered heads of each unit's report."""

    def __init__(self, town: Any, report: Callable[..., SubmitReport]) -> None:
        super().__init__()
        self.town = town
        self.report = report
        self.state = dict.fromkeys(UNITS, "none")
        self.version = dict.fromkeys(UNITS, 0)
        self.heads: dict[str, set[int]] = {}
        self.own: dict[str, bool] = {}

    def accepted(self, command: Any, actor: str) -> bool:
        try:
            self.town.do(command, actor)
        except Refused:
            return False
        return True

    @rule(unit=units, actor=authors, heads=head_sets)
    def submit(self, unit: str, actor: str, heads: set[int]) -> None:
        may = actor in ("clerk", f"village:{unit}") and unit != "liuxi" and max(heads) <= 6
        fine = may and self.state[unit] in ("none", "returned", "withdrawn")
        assert self.accepted(self.report(unit, sorted(heads)), actor) == fine
        if fine:
            self.state[unit], self.heads[unit] = "submitted", heads
            self.version[unit] += 1
            self.own[unit] = actor != "clerk"

    @rule(unit=units, actor=authors)
    def withdraw(self, unit: str, actor: str) -> None:
        command = WithdrawReport(cycle="c", organisation=unit, reason="有误")
        may = actor in ("clerk", f"village:{unit}")
        fine = may and self.state[unit] == "submitted"
        assert self.accepted(command, actor) == fine
        if fine:
            self.state[unit] = "withdrawn"

    @rule(unit=units, actor=authors, behind=st.sampled_from([0, 0, 0, 1]))
    def confirm(self, unit: str, actor: str, behind: int) -> None:
        version = max(self.version[unit] - behind, 1)
        command = ConfirmReport(cycle="c", organisation=unit, version=version)
        self.make_own(command, unit, actor, actor == f"village:{unit}")

    @rule(unit=units, actor=authors)
    def cover(self, unit: str, actor: str) -> None:
        version = max(self.version[unit], 1)
        scan = "a" * 64
        command = CoverReport(cycle="c", organisation=unit, version=version, scan=scan)
        self.make_own(command, unit, actor, actor == "clerk" and unit == "jingui")

    def make_own(self, command: Any, unit: str, actor: str, may: bool) -> None:
        current = command.version == self.version[unit] and self.state[unit] == "submitted"
        fine = may and current and not self.own[unit]
        assert self.accepted(command, actor) == fine
        self.own[unit] = self.own.get(unit, False) or fine

    @rule(unit=units, actor=reviewers)
    def send_back(self, unit: str, actor: str) -> None:
        command = ReturnReport(cycle="c", organisation=unit, reason="重写")
        fine = actor == "secretary" and self.state[unit] == "submitted"
        assert self.accepted(command, actor) == fine
        if fine:
            self.state[unit] = "returned"

    @rule(unit=units, actor=reviewers)
    def let_pass(self, unit: str, actor: str) -> None:
        complete = self.heads.get(unit) == set(range(1, 7))
        fine = actor == "secretary" and self.state[unit] == "submitted" and complete
        fine = fine and self.own[unit]
        assert self.accepted(AcceptReport(cycle="c", organisation=unit), actor) == fine
        if fine:
            self.state[unit] = "accepted"

    @rule(data=st.data(), unit=st.sampled_from(["jingui", "shiqiao"]))
    def go_on(self, data: st.DataObject, unit: str) -> None:
        match self.state[unit]:
            case "none" | "returned" | "withdrawn":
                self.submit(unit, data.draw(st.sampled_from(AUTHORS[unit])), data.draw(head_sets))
            case "submitted" if not self.own[unit] and data.draw(st.booleans()):
                self.confirm(unit, f"village:{unit}", 0)
            case "submitted" if data.draw(st.booleans()):
                self.let_pass(unit, "secretary")
            case "submitted":
                self.send_back(unit, "secretary")

    @invariant()
    def rows_and_slices_agree_with_the_model(self) -> None:
        rows, board = self.town.folded(Report), self.town.folded(Assessment)
        for unit in UNITS:
            stands = self.town.standing(AcceptReport(cycle="c", organisation=unit))
            assert (stands.state, stands.version) == (self.state[unit], self.version[unit])
            row = rows.get(("c", unit))
            shown = (row.state, row.version) if row else ("none", 0)
            assert shown == (self.state[unit], self.version[unit])
            if unit != "liuxi":
                assert board["c", unit].report == self.state[unit]


@pytest.mark.hypothesis
def test_reports_go_their_way(
    villages: Any, report: Callable[..., SubmitReport], stored: Callable[[str], Any]
) -> None:
    villages.given(stored("jingui"))
    run_state_machine_as_test(
        lambda: Reports(villages.copy(), report),
        settings=settings(
            max_examples=30,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
