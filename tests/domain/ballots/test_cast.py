"""A slip is good for one ballot, while its box is open; nobody waits for anybody else."""

from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from taizhang.domain.ballots import desk
from taizhang.domain.ballots.commands import CastBallot
from taizhang.domain.ballots.events import BallotCast
from taizhang.domain.ballots.slip_codes import proof_of, slip_of
from taizhang.domain.ballots.slip_events import SlipsRegistered


def spoiled(ballot: CastBallot, **changes: Any) -> CastBallot:
    return replace(ballot, **changes)


@pytest.mark.rule("S0-11")
@pytest.mark.rule("S1-12")
def test_ballot_is_logged_sealed_under_its_slip(open_vote: Any) -> None:
    ballot = open_vote.ballot(0, "好", "较好")
    slip = slip_of("b1", ballot.proof)
    recorded = BallotCast(box="b1", slip=slip, sealed=ballot.sealed)
    assert open_vote.do(ballot, "anyone") == [recorded]


@pytest.mark.rule("S0-11")
def test_slip_is_refused_the_second_time(open_vote: Any) -> None:
    open_vote.cast(["好", "好"])
    assert open_vote.code_of(open_vote.ballot(0, "差", "差"), "anyone") == "ballots.slip_spent"


def test_no_event_holds_code_or_proof(open_vote: Any) -> None:
    open_vote.cast(["好", "好"])
    text = repr(open_vote.history)
    code = open_vote.codes[0]
    assert not any(secret in text for secret in (code, code.replace("-", ""), proof_of(code)))


def test_hash_read_from_the_log_casts_no_ballot(open_vote: Any) -> None:
    registered = next(e for e in open_vote.history if isinstance(e, SlipsRegistered))
    stolen = spoiled(open_vote.ballot(0, "差", "差"), proof=registered.hashes[0])
    assert open_vote.code_of(stolen, "anyone") == "ballots.slip_unknown"


def test_slip_registered_for_another_box_is_unknown_here(open_vote: Any) -> None:
    """Even if the very hash of this box's slip was registered for another."""
    proof = proof_of(desk.make_slips("b1", "m1", 1).codes[0])
    foreign = SlipsRegistered(box="b2", meeting="m1", batch=1, hashes=[slip_of("b1", proof)])
    open_vote.given(foreign)
    ballot = spoiled(open_vote.ballot(0, "好", "好"), proof=proof)
    assert open_vote.code_of(ballot, "anyone") == "ballots.slip_unknown"


def test_box_that_is_not_open_takes_no_ballot(vote: Any) -> None:
    ballot = CastBallot(box="b1", proof=proof_of(vote.codes[0]), sealed=bytes(116))
    assert vote.code_of(ballot, "anyone") == "ballots.not_open"


def test_closed_box_takes_no_ballot(open_vote: Any) -> None:
    open_vote.closed()
    reason = open_vote.refusal(open_vote.ballot(0, "好", "好"), "anyone")
    assert (reason.refusal.code, reason.values["state"]) == ("ballots.not_open", "已封箱")


@pytest.mark.parametrize("cut", [-1, 1])
def test_ballot_of_another_length_is_refused(open_vote: Any, cut: int) -> None:
    ballot = open_vote.ballot(0, "好", "好")
    size = len(ballot.sealed)
    other = spoiled(ballot, sealed=(ballot.sealed + b"\0")[: size + cut])
    reason = open_vote.refusal(other, "anyone")
    assert reason.refusal.code == "ballots.wrong_size"
    assert reason.values == {"required": size, "given": size + cut}


def test_two_voters_never_wait_for_each_other(open_vote: Any, boundary: Any, selected: Any) -> None:
    mine = boundary(open_vote.ballot(0, "好", "好"))
    [theirs] = open_vote.do(open_vote.ballot(1, "差", "差"), "anyone")
    assert not selected(mine, theirs)


def test_same_slip_twice_at_once_makes_a_conflict(
    open_vote: Any, boundary: Any, selected: Any
) -> None:
    mine = boundary(open_vote.ballot(0, "好", "好"))
    [copy] = open_vote.do(open_vote.ballot(0, "差", "差"), "anyone")
    assert selected(mine, copy)


def test_close_at_the_same_time_makes_a_conflict(
    open_vote: Any, boundary: Any, selected: Any
) -> None:
    mine = boundary(open_vote.ballot(0, "好", "好"))
    [closed] = open_vote.do(open_vote.closing())
    assert selected(mine, closed)


def test_request_is_read_from_json(open_vote: Any) -> None:
    ballot = open_vote.ballot(0, "好", "好")
    assert msgspec.json.decode(msgspec.json.encode(ballot), type=CastBallot) == ballot


def test_code_instead_of_its_hash_is_no_request(open_vote: Any) -> None:
    body = {"box": "b1", "proof": open_vote.codes[0], "sealed": ""}
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(body, CastBallot)
