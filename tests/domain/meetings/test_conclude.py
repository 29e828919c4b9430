"""A meeting ends with all that its rules ask for."""

from typing import Any

import pytest

from taizhang.domain.ballots.events import BoxClosed
from taizhang.domain.meetings.attendance import CheckIn
from taizhang.domain.meetings.concluding import ConcludeMeeting
from taizhang.domain.meetings.events import (
    DebriefHeld,
    MeetingConcluded,
    MinutesRecorded,
    MinutesSigned,
)
from taizhang.domain.meetings.floor_events import QuestionAnswered, QuestionAsked
from taizhang.domain.meetings.minutes import RecordMinutes
from taizhang.domain.meetings.roll import Attendee
from taizhang.domain.meetings.rows import Meeting

COMMAND = ConcludeMeeting(meeting="m")
HELD = DebriefHeld(meeting="m", cycle="c", organisation="jingui", debriefer="p-jingui")
MINUTES = MinutesRecorded(meeting="m", cycle="c", text="略", taken_by="clerk")


@pytest.fixture
def town(town: Any) -> Any:
    """Nobody must be voted on here; that is told by tests of its own."""
    return town.amend("meetings.voting", required=False)


def question(number: int) -> QuestionAsked:
    about = {"meeting": "m", "cycle": "c", "organisation": "jingui", "question": f"q{number}"}
    return QuestionAsked(**about, category="群众代表", text="?")


def answer(number: int) -> QuestionAnswered:
    about = {"meeting": "m", "cycle": "c", "organisation": "jingui", "question": f"q{number}"}
    return QuestionAnswered(**about, answerer="p-jingui", text="。")


def test_meeting_ends_with_the_number_still_present(town: Any, here: Any) -> None:
    town.given(here(1), here(2))
    assert town.do(COMMAND) == [MeetingConcluded(meeting="m", cycle="c", present=2)]
    assert town.folded(Meeting)["m",].state == "concluded"


def test_open_box_keeps_the_meeting_open(town: Any, opened_box: Any) -> None:
    reason = town.given(opened_box).refusal(COMMAND)
    assert (reason.refusal.code, reason.values["state"]) == ("meetings.box_used", "已开箱")


def test_closed_box_lets_it_end(town: Any, opened_box: Any) -> None:
    closed = BoxClosed(
        box="b", meeting="m", cycle="c", entitled=90, checked_in=80, cast=80, valid=True
    )
    assert town.given(opened_box, closed).do(COMMAND)


@pytest.mark.rule("S0-12")
def test_debrief_with_too_few_answers_is_told_with_both_numbers(town: Any) -> None:
    town.amend("meetings.questions", least=2, clause="每名述职人现场回答2个问题", choices={})
    town.given(HELD, question(1), question(2), answer(1))
    reason = town.refusal(COMMAND)
    assert (reason.refusal.code, reason.refusal.rule) == ("meetings.few_questions", "S0-12")
    assert (reason.values["asked"], reason.values["answered"]) == (2, 1)
    assert (reason.values["name"], reason.values["required"]) == ("金桂村", 2)
    assert reason.clause == "每名述职人现场回答2个问题"


@pytest.mark.rule("S0-12")
def test_debrief_with_enough_answers_is_enough(town: Any) -> None:
    town.amend("meetings.questions", least=2)
    town.given(HELD, question(1), question(2), answer(1), answer(2))
    assert town.do(COMMAND)


@pytest.mark.rule("S0-12")
def test_questions_are_not_asked_for_where_the_document_says_they_may_be(town: Any) -> None:
    assert town.given(HELD).do(COMMAND)


@pytest.mark.rule("S2-17")
def test_committee_of_the_town_does_not_end_without_minutes(hunan: Any) -> None:
    hunan.assessing("qingshan").meeting("committee")
    reason = hunan.refusal(COMMAND)
    assert (reason.refusal.code, reason.refusal.rule) == ("meetings.minutes_missing", "S2-17")
    assert reason.clause == "并形成会议记录"


@pytest.mark.rule("S2-17")
def test_committee_ends_with_its_minutes(hunan: Any) -> None:
    hunan.assessing("qingshan").meeting("committee").given(MINUTES)
    assert hunan.do(COMMAND)


@pytest.mark.rule("S2-17")
def test_minutes_with_too_few_signatures_are_told_with_both_numbers(town: Any) -> None:
    town.amend(
        "meetings.minutes", required=True, signatures=2, clause="会议记录由2人签字", choices={}
    )
    town.given(MINUTES, MinutesSigned(meeting="m", cycle="c", signer="secretary"))
    reason = town.refusal(COMMAND)
    assert reason.refusal.code == "meetings.minutes_unsigned"
    assert reason.values == {"signed": 1, "required": 2}
    assert reason.clause == "会议记录由2人签字"


@pytest.mark.rule("S2-17")
def test_signatures_under_an_older_text_do_not_count(town: Any) -> None:
    town.amend("meetings.minutes", required=True, signatures=1)
    town.given(MINUTES, MinutesSigned(meeting="m", cycle="c", signer="secretary"), MINUTES)
    assert town.refusal(COMMAND).values == {"signed": 0, "required": 1}


@pytest.mark.rule("S0-10")
def test_missing_comments_are_warned_of(town: Any) -> None:
    [warning] = town.given(HELD).warnings(COMMAND)
    assert (warning.values["count"], warning.values["names"]) == (1, "金桂村")
    assert "逐一进行点评" in warning.clause


def test_nobody_arrives_when_it_is_over(town: Any) -> None:
    town.do(COMMAND)
    arrival = CheckIn(meeting="m", attendees=[Attendee(number="1", category="群众代表")])
    assert town.refusal(arrival).values["state"] == "已结束"


def test_no_box_is_opened_when_it_is_over(
    town: Any, opening: Any, sealed_slips: Any, here: Any
) -> None:
    town.given(sealed_slips, *(here(n) for n in range(80))).do(COMMAND)
    assert town.refusal(opening).values["state"] == "已结束"


def test_minutes_may_be_written_when_it_is_over(town: Any) -> None:
    town.do(COMMAND)
    assert town.do(RecordMinutes(meeting="m", text="略"))
