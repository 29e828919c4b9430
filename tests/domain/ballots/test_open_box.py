"""A box opens with its slips registered, enough people present, and the tenant's scale."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.ballots.events import BoxOpened
from taizhang.domain.ballots.questions import Question
from taizhang.domain.meetings.events import AttendeeLeft, MeetingCalled

SCALE = ["好", "较好", "一般", "差"]


def adopt_minimum(vote: Any, minimum: int | None, clause: str = "参会人员不少于80人") -> None:
    vote.town.amend("meetings.attendance", minimum=minimum, clause=clause)


def asked(**changes: Any) -> Question:
    return replace(Question(subject="jingui", text="评价等次", choices=SCALE), **changes)


def test_box_opens_with_its_questions_key_and_number_present(vote: Any) -> None:
    command = vote.opening()
    assert vote.do(command, "teller") == [
        BoxOpened(
            box="b1",
            meeting="m1",
            cycle="c2015",
            public_key=vote.key.public_key,
            questions=command.questions,
            present=4,
        )
    ]


@pytest.mark.rule("S0-08")
def test_seventy_nine_people_cannot_open_a_box_that_needs_eighty(
    new_vote: Callable[[], Any],
) -> None:
    vote = new_vote().attended(79).printed(90)
    adopt_minimum(vote, 80)
    reason = vote.refusal(vote.opening())
    assert reason.refusal.code == "meetings.quorum"
    assert reason.values == {"present": 79, "required": 80}
    assert reason.clause == "参会人员不少于80人"


@pytest.mark.rule("S0-08")
def test_eighty_people_open_a_box_that_needs_eighty(new_vote: Callable[[], Any]) -> None:
    vote = new_vote().attended(80).printed(90)
    adopt_minimum(vote, 80)
    assert vote.do(vote.opening())[0].present == 80


@pytest.mark.rule("S2-11")
@pytest.mark.parametrize(("people", "opens"), [(39, False), (40, True)])
def test_village_meeting_needs_the_number_of_its_own_clause(
    new_vote: Callable[[], Any], people: int, opens: bool
) -> None:
    vote = new_vote().attended(people).printed(50)
    adopt_minimum(vote, 40, "参会人员不少于40人")
    if opens:
        assert vote.do(vote.opening())[0].present == people
    else:
        assert vote.refusal(vote.opening()).clause == "参会人员不少于40人"


@pytest.mark.rule("S0-08")
def test_who_has_left_is_not_present(vote: Any) -> None:
    for number in "01":
        vote.given(AttendeeLeft(meeting="m1", attendee=number))
    assert vote.refusal(vote.opening()).values == {"present": 2, "required": 3}


def test_who_came_back_is_present_once(vote: Any) -> None:
    vote.given(AttendeeLeft(meeting="m1", attendee="0"), vote.check_in(0), vote.check_in(0))
    assert vote.do(vote.opening())[0].present == 4


def test_people_at_another_meeting_do_not_count(new_vote: Callable[[], Any]) -> None:
    vote = new_vote().attended(2).printed(5)
    vote.given(*(replace(vote.check_in(n), meeting="m2") for n in range(2, 9)))
    assert vote.refusal(vote.opening()).values == {"present": 2, "required": 3}


def test_minimum_that_is_not_stated_refuses_nobody(new_vote: Callable[[], Any]) -> None:
    vote = new_vote().printed(5)
    adopt_minimum(vote, None)
    assert vote.do(vote.opening())[0].present == 0


def test_late_check_in_makes_the_decision_be_taken_again(
    vote: Any, boundary: Any, selected: Any
) -> None:
    assert selected(boundary(vote.opening()), vote.check_in(9))


def test_box_without_slips_stays_shut(new_vote: Callable[[], Any]) -> None:
    vote = new_vote().attended(4)
    assert vote.code_of(vote.opening()) == "ballots.no_slips"


def test_slips_of_another_meeting_do_not_open_the_box(vote: Any) -> None:
    vote.given(MeetingCalled(meeting="m2", cycle="c2015", kind="review", place="礼堂"))
    assert vote.code_of(vote.opening(meeting="m2")) == "ballots.other_meeting"


def test_box_opens_once(open_vote: Any) -> None:
    assert open_vote.code_of(open_vote.opening()) == "domain.taken"


def test_unknown_meeting_is_refused(vote: Any) -> None:
    assert vote.code_of(vote.opening(meeting="m9")) == "domain.unknown"


def test_meeting_of_another_cycle_is_refused(vote: Any) -> None:
    assert vote.code_of(vote.opening(cycle="c2014")) == "ballots.other_cycle"


@pytest.mark.rule("S0-11")
@pytest.mark.parametrize("choices", [["好"], ["好", "较好", "一般", "较差"], SCALE[::-1]])
def test_ballot_offers_the_scale_of_the_tenant_and_no_other(vote: Any, choices: list[str]) -> None:
    reason = vote.refusal(vote.opening(questions=[asked(choices=choices)]))
    assert reason.refusal.code == "ballots.scale"
    assert reason.clause == "本单位的选择：文件未规定测评等次"


def test_unit_that_is_not_assessed_is_refused(vote: Any) -> None:
    reason = vote.refusal(vote.opening(questions=[asked(subject="nowhere")]))
    assert (reason.refusal.code, reason.values["subject"]) == ("domain.not_assessed", "nowhere")


def test_unit_is_asked_about_once(vote: Any) -> None:
    assert vote.code_of(vote.opening(questions=[asked(), asked()])) == "ballots.subject_twice"


def test_key_must_be_a_point_of_the_curve(vote: Any) -> None:
    assert vote.code_of(vote.opening(public_key="04" + "11" * 64)) == "ballots.bad_key"
