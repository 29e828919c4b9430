"""The list of a cycle is changed by hand until its grades are confirmed."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.cycles.enrolling import EnrolUnits, WithdrawSubject
from taizhang.domain.cycles.events import SubjectEnrolled, SubjectsCounted, SubjectWithdrawn
from taizhang.domain.cycles.rows import Cycle
from taizhang.domain.cycles.stage_rows import CycleStage
from taizhang.domain.cycles.subject_rows import CycleSubject
from taizhang.domain.grades.drafting import DraftGrades
from taizhang.domain.grades.events import Graded
from taizhang.domain.meetings.events import DebriefHeld
from taizhang.domain.organisations.events import OrganisationRegistered, OrganisationRenamed
from taizhang.domain.reports.events import ReportSubmitted, ReportWithdrawn

WITHDRAW = WithdrawSubject(cycle="c", subject="liuxi", reason="书记空缺，由镇党委代管")
ENROL = EnrolUnits(cycle="c", subjects=["xincun"])


@pytest.fixture
def grown(town: Any) -> Any:
    """A village was founded after the cycle was opened."""
    return town.given(OrganisationRegistered(organisation="xincun", name="新村", kind="村"))


@pytest.mark.rule("S0-01")
def test_unit_is_added_and_counted(grown: Any) -> None:
    assert grown.do(ENROL) == [
        SubjectEnrolled(cycle="c", organisation="xincun"),
        SubjectsCounted(cycle="c", units=9, persons=0),
    ]
    assert grown.folded(Cycle)["c",].subjects == 9


def test_who_is_on_the_list_stays_there(town: Any) -> None:
    assert town.do(EnrolUnits(cycle="c", subjects=["jingui"])) == []


def test_unknown_units_are_all_told(town: Any) -> None:
    reasons = town.reasons(EnrolUnits(cycle="c", subjects=["x", "y"]))
    assert [reason.values["id"] for reason in reasons] == ["x", "y"]


def test_unit_that_is_gone_is_not_added(town: Any, reorganise: Any) -> None:
    town.do(reorganise("merger", ["jingui", "shiqiao"], ["shiqiao"]))
    town.answer()
    assert town.code_of(EnrolUnits(cycle="c", subjects=["jingui"])) == "cycles.unit_gone"


@pytest.mark.rule("S0-01")
def test_unit_is_withdrawn_with_a_reason(town: Any) -> None:
    withdrawn, counted = town.do(WITHDRAW)
    assert withdrawn == SubjectWithdrawn(
        cycle="c", subject="liuxi", reason="书记空缺，由镇党委代管", done=[]
    )
    assert counted == SubjectsCounted(cycle="c", units=7, persons=0)
    row = town.folded(CycleSubject)["c", "liuxi"]
    assert (row.state, row.reason) == ("withdrawn", "书记空缺，由镇党委代管")


def test_what_it_has_done_is_kept_and_shown(town: Any) -> None:
    town.given(
        DebriefHeld(meeting="m", cycle="c", organisation="liuxi"),
        DebriefHeld(meeting="n", cycle="d", organisation="shiqiao"),
    )
    town.do(WITHDRAW)
    assert town.folded(CycleSubject)["c", "liuxi"].kept == ["已述职"]


def test_report_that_was_taken_back_is_nothing_done(town: Any) -> None:
    about = {"cycle": "c", "organisation": "liuxi", "version": 1}
    numbers = {"sections": [], "characters": 0, "achievement_characters": 0}
    town.given(ReportSubmitted(**about, **numbers), ReportWithdrawn(**about, reason="重写"))
    assert town.do(WITHDRAW)[0].done == []


def test_who_is_not_on_the_list_is_not_withdrawn(grown: Any) -> None:
    reason = grown.refusal(WithdrawSubject(cycle="c", subject="xincun", reason="误列"))
    assert (reason.refusal.code, reason.values) == ("cycles.not_enrolled", {"name": "新村"})


def test_who_was_withdrawn_may_be_enrolled_again(town: Any, listed: Any) -> None:
    town.do(WITHDRAW)
    town.do(EnrolUnits(cycle="c", subjects=["liuxi"]))
    assert "liuxi" in listed(town)


def test_what_was_done_before_counts_again(town: Any) -> None:
    town.given(DebriefHeld(meeting="m", cycle="c", organisation="liuxi"))
    town.do(WITHDRAW)
    assert town.folded(CycleStage)["c",].debriefed == 0
    town.do(EnrolUnits(cycle="c", subjects=["liuxi"]))
    row = town.folded(CycleStage)["c",]
    assert (row.debriefed, row.uncommented) == (1, ["liuxi"])


@pytest.mark.rule("S2-15")
@pytest.mark.parametrize("command", [ENROL, WITHDRAW], ids=["enrol", "withdraw"])
def test_confirmed_list_changes_no_more(grown: Any, command: Any, confirmed: Any) -> None:
    grown.given(confirmed())
    reason = grown.refusal(command)
    assert reason.refusal.code == "domain.wrong_state"
    assert reason.values == {
        "kind": "考核对象名单",
        "id": "c",
        "name": "c",
        "state": "已审定",
        "needed": "未审定",
    }


def test_list_of_persons_that_is_confirmed_leaves_the_units_open(
    grown: Any, confirmed: Any
) -> None:
    grown.given(confirmed("persons", 优秀=1))
    assert grown.do(ENROL)


@pytest.mark.parametrize("command", [ENROL, WITHDRAW], ids=["enrol", "withdraw"])
def test_cycle_must_be_known(santangjie: Any, command: Any) -> None:
    reason = santangjie.refusal(command)
    assert (reason.refusal.code, reason.values["kind"]) == ("domain.unknown", "考核周期")


@pytest.mark.parametrize("command", [ENROL, WITHDRAW], ids=["enrol", "withdraw"])
def test_only_a_clerk_changes_the_list(town: Any, command: Any) -> None:
    assert town.code_of(command, "secretary") == "commands.forbidden"


def test_renamed_unit_stays_on_the_list(town: Any, listed: Any) -> None:
    before = listed(town)
    day = date(2015, 12, 1)
    town.given(OrganisationRenamed(organisation="liuxi", name="柳溪新村", since=day))
    town.answer()
    assert listed(town) == before


@pytest.mark.rule("S2-15")
def test_withdrawn_unit_is_off_the_grade_list(town: Any, listed: Any) -> None:
    town.do(WITHDRAW)
    lines = [Graded(subject=unit, grade="好") for unit in sorted(listed(town))]
    codes = [reason.refusal.code for reason in town.warnings(DraftGrades(cycle="c", lines=lines))]
    assert "grades.left_out" not in codes


@pytest.mark.parametrize("command", [ENROL, WITHDRAW], ids=["enrol", "withdraw"])
def test_list_that_is_confirmed_at_the_same_time_makes_a_conflict(
    boundary: Any, selected: Any, confirmed: Any, command: Any
) -> None:
    assert selected(boundary(command), confirmed())
    assert not selected(boundary(command), replace(confirmed(), cycle="d"))
