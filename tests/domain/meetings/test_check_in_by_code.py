"""Whoever was invited checks in with the number and the proof of the invitation's code."""

from typing import Any

import pytest
from msgspec.msgpack import encode

from taizhang.domain.ballots.slip_codes import proof_of
from taizhang.domain.meetings.attendance import CheckInByCode, Leave
from taizhang.domain.meetings.events import AttendeeCheckedIn
from taizhang.domain.meetings.invitation_codes import known_as, new_invitation

CODE, HASH = new_invitation("m", "7")
PROOF = proof_of(CODE)
COMMAND = CheckInByCode(meeting="m", number="7", proof=PROOF)


@pytest.fixture
def invited(town: Any, expected: Any) -> Any:
    return town.given(expected(7, "人大代表", HASH), expected(8))


@pytest.mark.rule("S0-07")
def test_code_checks_in_in_the_category_of_the_invitation(invited: Any) -> None:
    assert invited.do(COMMAND, "nobody") == [
        AttendeeCheckedIn(meeting="m", attendee="7", category="人大代表")
    ]


def test_code_stands_in_neither_command_nor_event(invited: Any) -> None:
    kept = encode([COMMAND, *invited.do(COMMAND), *invited.history])
    assert PROOF.encode() in kept
    assert CODE.encode() not in kept
    assert CODE.replace("-", "").encode() not in kept


def test_what_the_invitation_holds_is_no_proof(invited: Any) -> None:
    reason = invited.refusal(CheckInByCode(meeting="m", number="7", proof=HASH))
    assert (reason.refusal.code, reason.values) == ("meetings.wrong_code", {"number": "7"})


def test_another_code_is_refused(invited: Any) -> None:
    other, _ = new_invitation("m", "7")
    reason = invited.refusal(CheckInByCode(meeting="m", number="7", proof=proof_of(other)))
    assert (reason.refusal.code, reason.values) == ("meetings.wrong_code", {"number": "7"})


def test_code_is_good_for_its_own_number(invited: Any, expected: Any) -> None:
    invited.given(expected(9, code=new_invitation("m", "9")[1]))
    reason = invited.refusal(CheckInByCode(meeting="m", number="9", proof=PROOF))
    assert (reason.refusal.code, reason.values) == ("meetings.wrong_code", {"number": "9"})


@pytest.mark.parametrize("number", ["8", "99"], ids=["invited without a code", "not invited"])
def test_who_has_no_code_does_not_check_in_with_one(invited: Any, number: str) -> None:
    reason = invited.refusal(CheckInByCode(meeting="m", number=number, proof=PROOF))
    assert reason.refusal.code == "meetings.wrong_code"


def test_hash_binds_meeting_and_number() -> None:
    assert known_as("m", "7", PROOF) == HASH
    assert len({known_as("m2", "7", PROOF), known_as("m", "8", PROOF), HASH}) == 3


def test_second_check_in_is_told(invited: Any) -> None:
    invited.do(COMMAND)
    assert [w.refusal.code for w in invited.warnings(COMMAND)] == ["meetings.already_present"]
    assert invited.do(COMMAND) == []


def test_who_left_comes_back_with_the_same_code(invited: Any) -> None:
    invited.do(COMMAND)
    invited.do(Leave(meeting="m", number="7"))
    assert invited.do(COMMAND)
