"""A member recused on a unit is not counted among those who decided on it."""

from collections.abc import Callable
from typing import Any

import pytest

from taizhang.domain.grades.confirmation_events import MemberRecused
from taizhang.domain.grades.confirming import ConfirmGrades
from taizhang.domain.grades.drafting import DraftGrades
from taizhang.domain.grades.recusing import RecuseMember
from taizhang.domain.grades.rows import GradeSheet
from taizhang.domain.meetings.events import AttendeeCheckedIn, AttendeeLeft

COMMAND = ConfirmGrades(cycle="c", meeting="k")
Draft = Callable[..., DraftGrades]


def recuse(unit: str, member: str = "0", meeting: str = "k") -> RecuseMember:
    return RecuseMember(
        cycle="c", meeting=meeting, subject=unit, member=member, reason="系其亲属任职村"
    )


@pytest.fixture
def drafted(ready: Any, draft: Draft) -> Any:
    """Six of nine members are present, and six are needed."""
    ready.do(draft(0))
    return ready


@pytest.mark.rule("S2-15")
def test_six_without_the_recused_one_are_too_few_for_that_unit(
    drafted: Any, units: list[str], name: Any
) -> None:
    drafted.do(recuse(units[3]))
    [reason] = drafted.reasons(COMMAND, "secretary")
    assert reason.refusal.code == "grades.recusal_quorum"
    assert reason.values == {
        "subject": units[3],
        "name": name(units[3]),
        "recused": 1,
        "deciding": 5,
        "required": 6,
    }
    assert reason.clause.startswith("本单位的选择：文件未写到会人数")
    assert name(units[3]) in reason.sentence()


@pytest.mark.rule("S2-15")
def test_seven_with_one_recused_decide(drafted: Any, units: list[str]) -> None:
    drafted.given(AttendeeCheckedIn(meeting="k", attendee="6", category="党委委员"))
    drafted.do(recuse(units[3]))
    assert drafted.do(COMMAND, "secretary")


def test_two_recused_on_two_units_leave_enough_for_each(drafted: Any, units: list[str]) -> None:
    drafted.given(AttendeeCheckedIn(meeting="k", attendee="6", category="党委委员"))
    drafted.do(recuse(units[3], "0"))
    drafted.do(recuse(units[4], "1"))
    assert drafted.do(COMMAND, "secretary")


def test_recused_member_who_left_is_not_taken_off_twice(drafted: Any, units: list[str]) -> None:
    drafted.given(AttendeeCheckedIn(meeting="k", attendee="6", category="党委委员"))
    drafted.do(recuse(units[3], "6"))
    drafted.given(AttendeeLeft(meeting="k", attendee="6"))
    assert drafted.do(COMMAND, "secretary")


def test_same_recusal_changes_nothing(drafted: Any, units: list[str]) -> None:
    assert drafted.do(recuse(units[3])) == [
        MemberRecused(meeting="k", cycle="c", subject=units[3], member="0", reason="系其亲属任职村")
    ]
    assert drafted.do(recuse(units[3])) == []


def test_only_a_member_who_is_present_is_recused(drafted: Any, units: list[str]) -> None:
    assert drafted.code_of(recuse(units[3], "9")) == "domain.unknown"


def test_only_in_a_meeting_of_the_committee(drafted: Any, units: list[str]) -> None:
    drafted.meeting("review", meeting="m")
    assert drafted.code_of(recuse(units[3], meeting="m")) == "grades.not_the_committee"


def test_nobody_is_recused_after_the_decision(drafted: Any, units: list[str]) -> None:
    drafted.do(COMMAND, "secretary")
    assert drafted.code_of(recuse(units[3])) == "domain.wrong_state"


def test_recusal_makes_a_conflict_and_is_shown(
    drafted: Any, units: list[str], boundary: Any, selected: Any
) -> None:
    [recused] = drafted.do(recuse(units[3]))
    assert selected(boundary(COMMAND), recused)
    assert drafted.folded(GradeSheet)["c", units[3]].recused == ["k：0（系其亲属任职村）"]
