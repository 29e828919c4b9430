"""The end of casting waits for no ballot, and no ballot comes after it."""

from typing import Any

import pytest

from taizhang.domain.ballots.commands import EndCasting
from taizhang.domain.ballots.events import CastingEnded
from taizhang.domain.ballots.rows import Box

ENDING = EndCasting(box="b1")


def test_casting_ends(open_vote: Any) -> None:
    assert open_vote.do(ENDING, "teller") == [CastingEnded(box="b1")]


@pytest.mark.rule("S1-12")
def test_end_rests_on_no_ballot(open_vote: Any, boundary: Any, selected: Any) -> None:
    mine = boundary(ENDING)
    [ballot] = open_vote.do(open_vote.ballot(0, "好", "好"), "anyone")
    assert not selected(mine, ballot)


@pytest.mark.rule("S1-12")
def test_every_ballot_rests_on_the_end(open_vote: Any, boundary: Any, selected: Any) -> None:
    mine = boundary(open_vote.ballot(0, "好", "好"))
    [ended] = open_vote.do(ENDING)
    assert selected(mine, ended)


def test_ballot_after_the_end_is_refused(open_vote: Any) -> None:
    open_vote.do(ENDING)
    reason = open_vote.refusal(open_vote.ballot(0, "好", "好"), "anyone")
    assert (reason.refusal.code, reason.values["state"]) == ("ballots.not_open", "已停止投票")


def test_close_after_the_end_counts_what_was_cast(open_vote: Any) -> None:
    open_vote.cast(["好", "好"]).do(ENDING)
    assert open_vote.do(open_vote.closing())[0].cast == 1


def test_box_shows_that_casting_has_ended(open_vote: Any) -> None:
    open_vote.do(ENDING)
    [row] = open_vote.town.folded(Box).values()
    assert row.state == "ended"


def test_casting_ends_once(open_vote: Any) -> None:
    open_vote.do(ENDING)
    assert open_vote.code_of(ENDING) == "domain.wrong_state"


def test_casting_of_a_box_that_is_shut_does_not_end(vote: Any) -> None:
    assert vote.refusal(ENDING).values["state"] == "未开箱"


def test_casting_of_a_closed_box_does_not_end(open_vote: Any) -> None:
    assert open_vote.closed().refusal(ENDING).values["state"] == "已封箱"
