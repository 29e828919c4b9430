"""At the close the numbers of the vote are fixed."""

from collections.abc import Callable
from typing import Any

import pytest

from taizhang.domain.ballots.commands import VoidSlip
from taizhang.domain.ballots.events import BoxClosed
from taizhang.domain.ballots.slip_codes import proof_of, slip_of
from taizhang.domain.meetings.events import AttendeeLeft


@pytest.mark.rule("S1-12")
def test_close_records_slips_people_and_ballots(open_vote: Any) -> None:
    spoiled = slip_of("b1", proof_of(open_vote.codes[4]))
    open_vote.cast(["好", "好"], ["差", ""])
    open_vote.do(VoidSlip(box="b1", slip=spoiled, reason="污损"))
    assert open_vote.do(open_vote.closing(), "teller") == [
        BoxClosed(
            box="b1",
            meeting="m1",
            cycle="c2015",
            entitled=4,
            checked_in=4,
            cast=2,
            valid=True,
            voters=4,
            void=1,
            unused=2,
            papers=0,
        )
    ]


def test_more_ballots_than_people_make_the_vote_invalid(open_vote: Any) -> None:
    open_vote.cast(*[["好", "好"]] * 5)
    [closed] = open_vote.do(open_vote.closing())
    assert (closed.cast, closed.checked_in, closed.valid) == (5, 4, False)


def test_as_many_ballots_as_people_are_valid(open_vote: Any) -> None:
    open_vote.cast(*[["好", "好"]] * 4)
    assert open_vote.do(open_vote.closing())[0].valid


def test_who_voted_and_left_does_not_make_the_vote_invalid(open_vote: Any) -> None:
    open_vote.cast(*[["好", "好"]] * 4).given(AttendeeLeft(meeting="m1", attendee="0"))
    assert open_vote.do(open_vote.closing())[0].valid


def test_who_came_after_the_opening_may_have_voted(open_vote: Any) -> None:
    open_vote.given(open_vote.check_in(7)).cast(*[["好", "好"]] * 5)
    assert open_vote.do(open_vote.closing())[0].valid


def test_ballot_cast_meanwhile_makes_the_close_be_decided_again(
    open_vote: Any, boundary: Any, selected: Any
) -> None:
    mine = boundary(open_vote.closing())
    [ballot] = open_vote.do(open_vote.ballot(0, "好", "好"), "anyone")
    assert selected(mine, ballot)


def test_box_closes_once(open_vote: Any) -> None:
    open_vote.closed()
    assert open_vote.code_of(open_vote.closing()) == "domain.wrong_state"


def test_box_that_never_opened_cannot_be_closed(vote: Any) -> None:
    assert vote.code_of(vote.closing()) == "domain.wrong_state"


def test_box_is_closed_by_its_own_meeting(open_vote: Any) -> None:
    assert open_vote.code_of(open_vote.closing(meeting="m2")) == "ballots.other_meeting"


def test_boxes_are_counted_apart(open_vote: Any, new_vote: Callable[[], Any]) -> None:
    other = new_vote()
    other.box = "b2"
    other.attended(4).printed(2).opened().cast(["好", "好"])
    open_vote.given(*other.history)
    assert open_vote.do(open_vote.closing())[0].cast == 0
