"""A spoiled slip is good for nothing; a used one stays used."""

from typing import Any

from taizhang.domain.ballots.commands import VoidSlip
from taizhang.domain.ballots.slip_codes import proof_of, slip_of
from taizhang.domain.ballots.slip_events import SlipVoided


def voiding(vote: Any, slip: int, box: str = "b1") -> VoidSlip:
    return VoidSlip(box=box, slip=slip_of("b1", proof_of(vote.codes[slip])), reason="污损")


def test_slip_is_voided_with_its_reason(vote: Any) -> None:
    command = voiding(vote, 0)
    assert vote.do(command) == [SlipVoided(box="b1", slip=command.slip, reason="污损")]


def test_void_slip_casts_no_ballot(open_vote: Any) -> None:
    open_vote.do(voiding(open_vote, 0))
    assert open_vote.code_of(open_vote.ballot(0, "好", "好"), "anyone") == "ballots.slip_void"


def test_slip_is_voided_once(vote: Any) -> None:
    vote.do(voiding(vote, 0))
    assert vote.code_of(voiding(vote, 0)) == "ballots.slip_void"


def test_used_slip_cannot_be_voided(open_vote: Any) -> None:
    open_vote.cast(["好", "好"])
    assert open_vote.code_of(voiding(open_vote, 0)) == "ballots.slip_spent"


def test_slip_is_not_voided_after_the_close(open_vote: Any) -> None:
    open_vote.closed()
    assert open_vote.code_of(voiding(open_vote, 0)) == "domain.wrong_state"


def test_slip_cannot_be_voided_through_another_box(vote: Any) -> None:
    assert vote.code_of(voiding(vote, 0, box="b2")) == "ballots.slip_unknown"
