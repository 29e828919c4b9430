"""A unit takes note of its own appraisal, once it was fed back."""

from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.results.acknowledging import AcknowledgeFeedback
from taizhang.domain.results.events import AppraisalFedBack, FeedbackAcknowledged
from taizhang.domain.results.rows import Assessment

COMMAND = AcknowledgeFeedback(cycle="c", subject="jingui")


def fed_back(unit: str = "jingui", cycle: str = "c") -> AppraisalFedBack:
    return AppraisalFedBack(cycle=cycle, subject=unit, box="b", counts=[], opinion=None)


@pytest.fixture
def told(santangjie: Any) -> Any:
    return santangjie.assessing("jingui", "shiqiao").given(fed_back())


@pytest.mark.rule("S0-13")
def test_unit_takes_note(told: Any) -> None:
    noted = FeedbackAcknowledged(cycle="c", subject="jingui")
    assert told.do(COMMAND, "village:jingui") == [noted]
    assert told.folded(Assessment)["c", "jingui"].acknowledged_on == told.today


@pytest.mark.rule("S0-13")
def test_there_is_nothing_to_note_before_the_feedback(santangjie: Any) -> None:
    santangjie.assessing("jingui").given(fed_back("shiqiao"), fed_back(cycle="c2014"))
    reason = santangjie.refusal(COMMAND, "village:jingui")
    assert reason.refusal.code == "domain.wrong_state"
    assert (reason.values["state"], reason.values["needed"]) == ("未反馈", "已反馈")


def test_noting_twice_changes_nothing(told: Any) -> None:
    told.do(COMMAND, "village:jingui")
    assert told.do(COMMAND, "village:jingui") == []


def test_no_unit_takes_note_for_another(told: Any) -> None:
    reason = told.refusal(COMMAND, "village:shiqiao")
    assert reason.refusal.code == "commands.not_your_unit"
    assert reason.values == {"unit": "jingui", "name": "金桂村", "units": "shiqiao"}


@pytest.mark.rule("S0-13")
def test_clerk_notes_for_a_unit_what_its_secretary_signed_on_paper(told: Any) -> None:
    [noted] = told.do(replace(COMMAND, receipt="2015-12-20 签收单"), "clerk")
    assert noted.receipt == "2015-12-20 签收单"


@pytest.mark.rule("S0-13")
def test_clerk_does_not_note_in_a_secretarys_place(told: Any) -> None:
    reason = told.refusal(COMMAND, "clerk")
    assert (reason.refusal.code, reason.refusal.rule) == ("results.receipt_missing", "S0-13")
    assert "金桂村" in reason.sentence()
    assert reason.clause.startswith("本单位的选择：文件未写签收")
