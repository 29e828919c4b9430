"""A spare slip stands in for a void one: none is added, and the numbers add up at the close."""

from typing import Any

import pytest

from taizhang.domain.ballots import desk
from taizhang.domain.ballots.commands import ReissueSlip
from taizhang.domain.ballots.slip_codes import new_code, proof_of, slip_of
from taizhang.domain.ballots.slip_events import SlipReissued, SlipVoided
from taizhang.domain.ballots.slip_rows import VoidedSlip


def slip(vote: Any, number: int) -> str:
    return slip_of("b1", proof_of(vote.codes[number]))


def reissue(vote: Any, old: int, spare: int) -> ReissueSlip:
    return ReissueSlip(box="b1", slip=slip(vote, old), spare=slip(vote, spare), reason="污损")


@pytest.mark.rule("S0-11")
def test_old_slip_is_void_and_the_spare_given_out(open_vote: Any) -> None:
    old, spare = slip(open_vote, 0), slip(open_vote, 4)
    assert open_vote.do(reissue(open_vote, 0, 4)) == [
        SlipVoided(box="b1", slip=old, reason="污损"),
        SlipReissued(box="b1", slip=spare, void=old, reason="污损"),
    ]


@pytest.mark.rule("S0-11")
def test_void_slip_never_votes_and_the_spare_does(open_vote: Any) -> None:
    open_vote.do(reissue(open_vote, 0, 4))
    assert open_vote.code_of(open_vote.ballot(0, "好", "好"), "anyone") == "ballots.slip_void"
    assert open_vote.do(open_vote.ballot(4, "好", "好"), "anyone")


def test_used_slip_is_not_replaced(open_vote: Any) -> None:
    open_vote.cast(["好", "好"])
    assert open_vote.code_of(reissue(open_vote, 0, 4)) == "ballots.slip_spent"


def test_used_slip_is_no_spare(open_vote: Any) -> None:
    open_vote.cast(["好", "好"])
    assert open_vote.code_of(reissue(open_vote, 4, 0)) == "ballots.slip_spent"


def test_void_slip_is_no_spare(open_vote: Any) -> None:
    open_vote.do(reissue(open_vote, 0, 4))
    assert open_vote.code_of(reissue(open_vote, 1, 0)) == "ballots.slip_void"


def test_slip_is_not_its_own_spare(open_vote: Any) -> None:
    assert open_vote.code_of(reissue(open_vote, 0, 0)) == "ballots.own_spare"


def test_slip_that_was_never_registered_is_no_spare(open_vote: Any) -> None:
    command = desk.voiding("b1", open_vote.codes[0], "污损", new_code())
    assert open_vote.code_of(command) == "ballots.slip_unknown"


def test_nothing_is_reissued_after_the_close(open_vote: Any) -> None:
    assert open_vote.closed().code_of(reissue(open_vote, 0, 4)) == "domain.wrong_state"


def test_codes_in_the_clerks_hands_make_the_same_command(open_vote: Any) -> None:
    first, spare = open_vote.codes[0], open_vote.codes[4]
    assert desk.voiding("b1", first, "污损", spare) == reissue(open_vote, 0, 4)


@pytest.mark.rule("S1-12")
def test_printed_is_used_and_unused_and_void_at_the_close(open_vote: Any) -> None:
    open_vote.cast(["好", "好"], ["差", "差"]).do(reissue(open_vote, 2, 4))
    [closed] = open_vote.do(open_vote.closing())
    assert (closed.cast, closed.unused, closed.void) == (2, 2, 1)
    assert closed.entitled == closed.cast + closed.unused


def test_row_tells_why_by_whom_and_what_stands_in(open_vote: Any) -> None:
    open_vote.do(reissue(open_vote, 0, 4), "teller")
    [row] = open_vote.town.folded(VoidedSlip).values()
    assert (row.reason, row.by, row.spare) == ("污损", "teller", slip(open_vote, 4))
