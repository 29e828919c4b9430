"""Questions from the floor are about a debrief, and whoever debriefed answers them."""

from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.meetings.events import DebriefHeld
from taizhang.domain.meetings.floor_events import QuestionAnswered, QuestionAsked
from taizhang.domain.meetings.floor_rows import FloorQuestion
from taizhang.domain.meetings.questions import AnswerQuestion, AskQuestion

ABOUT = {"meeting": "m", "organisation": "jingui", "question": "q1"}
ASK = AskQuestion(**ABOUT, category="人大代表", text="场所何时修好？")
ANSWER = AnswerQuestion(**ABOUT, text="明年三月前。")


@pytest.fixture
def heard(town: Any) -> Any:
    return town.given(
        DebriefHeld(meeting="m", cycle="c", organisation="jingui", debriefer="p-jingui")
    )


@pytest.mark.rule("S0-12")
def test_question_is_recorded_by_category_and_not_by_name(heard: Any) -> None:
    assert heard.do(ASK, "teller") == [
        QuestionAsked(**ABOUT, cycle="c", category="人大代表", text="场所何时修好？")
    ]


@pytest.mark.rule("S0-12")
def test_debriefer_answers(heard: Any) -> None:
    heard.do(ASK)
    assert heard.do(ANSWER) == [
        QuestionAnswered(**ABOUT, cycle="c", answerer="p-jingui", text="明年三月前。")
    ]
    row = heard.folded(FloorQuestion)["m", "jingui", "q1"]
    assert (row.category, row.answer) == ("人大代表", "明年三月前。")


@pytest.mark.rule("S0-12")
def test_nobody_else_answers(heard: Any) -> None:
    heard.do(ASK)
    reason = heard.refusal(replace(ANSWER, answerer="p-shiqiao"))
    assert (reason.refusal.code, reason.refusal.rule) == ("meetings.not_the_debriefer", "S0-12")
    unit = {"organisation": "jingui", "name": "金桂村"}
    assert reason.values == {**unit, "debriefer": "p-jingui", "person": "p-shiqiao"}
    assert reason.clause == "对需要进一步了解的问题,与会人员可现场提问"


@pytest.mark.rule("S0-12")
def test_no_question_where_the_document_allows_none(heard: Any) -> None:
    heard.amend("meetings.questions", allowed=False, clause="会上不安排提问")
    reason = heard.refusal(ASK)
    assert (reason.refusal.code, reason.clause) == ("meetings.no_questions", "会上不安排提问")


def test_question_follows_the_debrief(town: Any) -> None:
    reason = town.refusal(ASK)
    assert (reason.refusal.code, reason.values["state"]) == ("domain.wrong_state", "未述职")


@pytest.mark.rule("S0-07")
def test_question_comes_from_a_category_that_was_invited(heard: Any) -> None:
    assert heard.code_of(replace(ASK, category="记者")) == "meetings.unknown_category"


def test_question_has_a_number_of_its_own(heard: Any) -> None:
    heard.do(ASK)
    assert heard.refusal(ASK).values == {"kind": "提问", "id": "q1"}


def test_question_that_was_not_asked_has_no_answer(heard: Any) -> None:
    assert heard.refusal(ANSWER).values == {"kind": "提问", "id": "q1"}


def test_question_is_answered_once(heard: Any) -> None:
    heard.do(ASK)
    heard.do(ANSWER)
    reason = heard.refusal(ANSWER)
    assert (reason.refusal.code, reason.values["state"]) == ("domain.wrong_state", "已答复")


def test_debrief_by_nobody_named_is_answered_by_whoever_is_given(town: Any) -> None:
    town.given(DebriefHeld(meeting="m", cycle="c", organisation="jingui")).do(ASK)
    assert town.do(replace(ANSWER, answerer="p-jingui"))[0].answerer == "p-jingui"
