"""Whoever was invited checks in with the number and the code of the invitation."""

from typing import Any

import pytest

from taizhang.domain.meetings.attendance import CheckInByCode, Leave
from taizhang.domain.meetings.events import AttendeeCheckedIn
from taizhang.domain.meetings.invitation_codes import known_as, new_invitation

CODE, HASH = new_invitation("m", "7")
COMMAND = CheckInByCode(meeting="m", number="7", code=CODE)


@pytest.fixture
def invited(town: Any, expected: Any) -> Any:
    return town.given(expected(7, "人大代表", HASH), expected(8))


@pytest.mark.rule("S0-07")
def test_code_checks_in_in_the_category_of_the_invitation(invited: Any) -> None:
    assert invited.do(COMMAND, "nobody") == [
        AttendeeCheckedIn(meeting="m", attendee="7", category="人大代表")
    ]


def test_code_is_read_as_people_type_it(invited: Any) -> None:
    typed = CODE.replace("-", " ").lower()
    assert invited.do(CheckInByCode(meeting="m", number="7", code=typed))


@pytest.mark.parametrize(
    "code", ["7", "", new_invitation("m", "7")[0]], ids=["a number", "nothing", "another"]
)
def test_another_code_is_refused(invited: Any, code: str) -> None:
    reason = invited.refusal(CheckInByCode(meeting="m", number="7", code=code))
    assert (reason.refusal.code, reason.values) == ("meetings.wrong_code", {"number": "7"})


def test_code_is_good_for_its_own_number(invited: Any) -> None:
    reason = invited.refusal(CheckInByCode(meeting="m", number="8", code=CODE))
    assert (reason.refusal.code, reason.values) == ("meetings.wrong_code", {"number": "8"})


def test_mistyped_code_fits_no_invitation_without_one(invited: Any) -> None:
    reason = invited.refusal(CheckInByCode(meeting="m", number="8", code="?"))
    assert reason.refusal.code == "meetings.wrong_code"


def test_hash_binds_meeting_and_number() -> None:
    assert known_as("m", "7", CODE) == HASH
    assert len({known_as("m2", "7", CODE), known_as("m", "8", CODE), HASH}) == 3


def test_second_check_in_is_told(invited: Any) -> None:
    invited.do(COMMAND)
    assert [w.refusal.code for w in invited.warnings(COMMAND)] == ["meetings.already_present"]
    assert invited.do(COMMAND) == []


def test_who_left_comes_back_with_the_same_code(invited: Any) -> None:
    invited.do(COMMAND)
    invited.do(Leave(meeting="m", number="7"))
    assert invited.do(COMMAND)
