"""Whether those who are assessed draw a slip is the tenant's choice."""

from collections.abc import Callable
from typing import Any

import pytest

from taizhang.domain.ballots import desk
from taizhang.domain.meetings.events import AttendeeCheckedIn

NOTE = "演示选择述职的书记不投票"
PILES = {"党代表": 4, "述职人": 2}


def here(number: int, category: str) -> AttendeeCheckedIn:
    return AttendeeCheckedIn(meeting="m1", attendee=str(number), category=category)


@pytest.fixture
def barred(new_vote: Callable[[], Any]) -> Any:
    """Four delegates and two who debrief; these draw no slip."""
    vote = new_vote().attended(4).given(here(8, "述职人"), here(9, "述职人"))
    vote.town.amend("meetings.attendees", categories=list(PILES))
    chosen = {"subjects_vote": False, "assessed": ["述职人"]}
    vote.town.amend("ballots.voters", **chosen, choices=dict.fromkeys(chosen, NOTE))
    return vote


@pytest.mark.rule("S0-11")
def test_no_pile_is_printed_for_those_who_do_not_vote(barred: Any) -> None:
    reason = barred.refusal(desk.make_slips("b1", "m1", 6, PILES).command)
    assert reason.refusal.code == "ballots.assessed_pile"
    assert reason.values == {"category": "述职人"}
    assert reason.clause == f"本单位的选择：{NOTE}"


@pytest.mark.rule("S0-11")
def test_more_ballots_than_voters_are_invalid_though_more_people_came(barred: Any) -> None:
    barred.printed(6).opened().cast(*[["好", "好"]] * 5)
    [closed] = barred.do(barred.closing())
    assert (closed.checked_in, closed.voters, closed.cast, closed.valid) == (6, 4, 5, False)
    reason = barred.refusal(desk.count(barred.history, barred.key.shares), "teller")
    assert reason.refusal.code == "ballots.more_cast_than_checked_in"
    assert reason.values == {"cast": 5, "voters": 4}
    assert reason.clause == f"本单位的选择：{NOTE}"


@pytest.mark.rule("S0-11")
def test_as_many_ballots_as_voters_are_valid(barred: Any) -> None:
    barred.printed(6).opened().cast(*[["好", "好"]] * 4)
    [closed] = barred.do(barred.closing())
    assert (closed.voters, closed.valid) == (4, True)


@pytest.mark.rule("S0-08")
def test_who_does_not_vote_is_present_all_the_same(barred: Any) -> None:
    assert barred.printed(6).do(barred.opening())[0].present == 6


def test_where_they_vote_they_have_a_pile_and_count(new_vote: Callable[[], Any]) -> None:
    vote = new_vote().attended(4).given(here(8, "述职人"), here(9, "述职人"))
    vote.town.amend("meetings.attendees", categories=list(PILES))
    assert vote.do(desk.make_slips("b1", "m1", 6, PILES).command)
    [closed] = vote.opened().do(vote.closing())
    assert closed.voters == 6
