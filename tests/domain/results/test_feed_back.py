"""What is fed back are the figures of the count."""

from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.ballots.count_events import SubjectTally, Tallied
from taizhang.domain.grades.confirmation_events import GradesConfirmed
from taizhang.domain.results.events import AppraisalFedBack
from taizhang.domain.results.feeding_back import FeedBackAppraisal
from taizhang.domain.results.rows import Assessment

COMMAND = FeedBackAppraisal(cycle="c", subject="jingui", box="b", opinion="多走访群众")
COUNTS = {"好": 60, "较好": 15, "一般": 5, "差": 1}


def tallied(box: str = "b", cycle: str = "c", unit: str = "jingui") -> Tallied:
    tally = SubjectTally(subject=unit, counts=COUNTS, blank=1, invalid=1)
    return Tallied(
        box=box,
        cycle=cycle,
        meeting="m",
        subjects=[unit],
        counts=[tally],
        list_hash="0" * 64,
    )


@pytest.fixture
def counted(santangjie: Any) -> Any:
    return santangjie.assessing("jingui", "shiqiao").given(tallied())


@pytest.mark.rule("S0-13")
def test_unit_is_told_the_figures_of_the_count(counted: Any) -> None:
    assert counted.do(COMMAND) == [
        AppraisalFedBack(
            cycle="c",
            subject="jingui",
            box="b",
            counts=[SubjectTally(subject="jingui", counts=COUNTS, blank=1, invalid=1)],
            opinion="多走访群众",
        )
    ]


@pytest.mark.rule("S0-13")
@pytest.mark.parametrize("other", [{"box": "b2"}, {"cycle": "c2014"}, {"unit": "shiqiao"}])
def test_count_of_another_box_cycle_or_unit_is_not_fed_back(
    santangjie: Any, other: dict[str, str]
) -> None:
    santangjie.assessing("jingui", "shiqiao").given(tallied(**other))
    reason = santangjie.refusal(COMMAND)
    assert (reason.refusal.code, reason.refusal.rule) == ("results.not_tallied", "S0-13")
    assert reason.values == {"box": "b", "subject": "jingui", "name": "金桂村"}
    assert reason.clause == "评议结果要向村党组织反馈"


@pytest.mark.rule("S0-13")
@pytest.mark.rule("S0-16")
def test_feedback_neither_grades_nor_publishes(counted: Any) -> None:
    counted.do(COMMAND)
    row = counted.folded(Assessment)["c", "jingui"]
    assert (row.appraisal, row.fed_back_on) == (COUNTS, counted.today)
    assert (row.grade, row.published_on, row.scope) == (None, None, None)


@pytest.mark.rule("S0-13")
def test_appraisal_is_fed_back_once(counted: Any) -> None:
    counted.do(COMMAND)
    reason = counted.refusal(replace(COMMAND, opinion="另一条意见"))
    assert reason.refusal.code == "domain.wrong_state"
    assert (reason.values["name"], reason.values["state"]) == ("金桂村", "已反馈")


@pytest.mark.rule("S0-13")
def test_feedback_waits_for_the_confirmation_where_the_tenant_says_so(counted: Any) -> None:
    counted.amend("results.feedback", after_confirmation=True)
    reason = counted.refusal(COMMAND)
    assert reason.refusal.code == "results.feedback_before_confirmation"
    assert reason.clause.startswith("本单位的选择：文件先写反馈评议结果，后写考核")
    counted.given(GradesConfirmed(cycle="c", meeting="k", held={}))
    assert counted.do(COMMAND)


def test_secretary_of_the_committee_may_feed_back(counted: Any) -> None:
    assert counted.do(COMMAND, "secretary")


def test_village_feeds_nothing_back(counted: Any) -> None:
    assert counted.code_of(COMMAND, "village:jingui") == "commands.forbidden"


def test_feedback_to_another_unit_is_no_conflict(
    counted: Any, boundary: Any, selected: Any
) -> None:
    [fed_back] = counted.do(COMMAND)
    other = FeedBackAppraisal(cycle="c", subject="shiqiao", box="b")
    assert not selected(boundary(other), fed_back)
