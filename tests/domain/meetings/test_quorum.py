"""A box opens on those present then: heads, shares of a stated base, and each category."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.domain.meetings.events import AttendeeLeft
from taizhang.domain.meetings.presence import Attendance, AttendanceShare, Attendees
from taizhang.domain.meetings.quorum import shortfalls
from taizhang.domain.meetings.roll import Roll
from taizhang.domain.meetings.rules import Comments, Committee, MeetingRules

SHARE_CLAUSE = "到会人数须达到应到人数的三分之二"


@pytest.fixture
def ready(town: Any, sealed_slips: Any) -> Callable[..., Any]:
    """A meeting with slips, so many present, so many invited, and no headcount asked for."""

    def made(people: list[Any], **share: Any) -> Any:
        town.given(sealed_slips, *people).amend("meetings.attendance", minimum=None)
        return town.amend("meetings.attendance_share", choices={}, **share)

    return made


@pytest.mark.rule("S0-08")
@pytest.mark.parametrize(("present", "opens"), [(79, False), (80, True)])
def test_headcount(
    town: Any, opening: Any, sealed_slips: Any, here: Any, present: int, opens: bool
) -> None:
    town.given(sealed_slips, *(here(n) for n in range(present)))
    if opens:
        assert town.do(opening)[0].present == 80
        return
    reason = town.refusal(opening)
    assert reason.values == {"present": 79, "required": 80}
    assert reason.clause == "参会人员不少于80人"


@pytest.mark.rule("S0-08")
def test_quorum_is_taken_on_those_present_at_the_opening(
    town: Any, opening: Any, sealed_slips: Any, here: Any
) -> None:
    town.given(sealed_slips, *(here(n) for n in range(80)))
    town.given(AttendeeLeft(meeting="m", attendee="3"))
    assert town.refusal(opening).values == {"present": 79, "required": 80}


@pytest.mark.parametrize(("present", "opens"), [(5, False), (6, True)])
def test_share_of_those_invited(
    ready: Any, opening: Any, here: Any, expected: Any, present: int, opens: bool
) -> None:
    people = [*(expected(n) for n in range(9)), *(here(n) for n in range(present))]
    town = ready(people, share="2/3", base="invited", strict=False, clause=SHARE_CLAUSE)
    if opens:
        assert town.do(opening)[0].present == 6
        return
    reason = town.refusal(opening)
    assert (reason.refusal.code, reason.refusal.rule) == ("meetings.quorum_share", "S0-08")
    assert (reason.values["present"], reason.values["required"]) == (5, 6)
    assert (reason.values["base"], reason.values["base_name"]) == (9, "应到")
    assert reason.clause == SHARE_CLAUSE


@pytest.mark.parametrize(("strict", "required"), [(False, 5), (True, 6)])
def test_share_of_the_whole_with_or_without_its_limit(
    ready: Any, opening: Any, here: Any, strict: bool, required: int
) -> None:
    share = {"share": "50%", "base": "whole", "strict": strict, "whole": 10}
    reason = ready([here(n) for n in range(4)], **share).refusal(opening)
    assert (reason.values["present"], reason.values["required"]) == (4, required)
    assert reason.values["base_name"] == "全体"


def test_share_of_nobody_is_not_reached_by_itself(ready: Any, opening: Any, here: Any) -> None:
    town = ready([here(1)], share="2/3", base="invited", strict=False, clause=SHARE_CLAUSE)
    reason = town.refusal(opening)
    assert (reason.refusal.code, reason.clause) == ("meetings.nobody_invited", SHARE_CLAUSE)


@pytest.mark.rule("S2-11")
def test_category_that_is_too_few_is_refused_with_both_numbers(
    ready: Any, opening: Any, here: Any
) -> None:
    least = {"党代会代表": 2, "群众代表": 1}
    town = ready([here(1), here(2, "党代会代表")])
    town.amend("meetings.attendees", least=least, clause="党代会代表不少于2人", choices={})
    [reason] = town.reasons(opening)
    assert reason.refusal.code == "meetings.category_short"
    assert reason.values == {"category": "党代会代表", "present": 1, "required": 2}
    assert reason.clause == "党代会代表不少于2人"


def test_category_of_whoever_left_does_not_count(ready: Any, opening: Any, here: Any) -> None:
    town = ready([here(1), AttendeeLeft(meeting="m", attendee="1")])
    town.amend("meetings.attendees", least={"群众代表": 1})
    assert town.refusal(opening).values["present"] == 0


def test_all_that_is_missing_is_told_at_once(town: Any, opening: Any, sealed_slips: Any) -> None:
    town.given(sealed_slips).amend("meetings.attendees", least={"群众代表": 1})
    codes = [reason.refusal.code for reason in town.reasons(opening)]
    assert codes == ["meetings.quorum", "meetings.category_short"]


def test_late_arrival_and_invitation_make_the_decision_be_taken_again(
    opening: Any, boundary: Any, selected: Any, here: Any, expected: Any
) -> None:
    assert selected(boundary(opening), here(1))
    assert selected(boundary(opening), expected(1))


@settings(deadline=None)
@given(
    st.integers(0, 60), st.integers(1, 60), st.fractions(0, 1, max_denominator=12), st.booleans()
)
def test_share_is_short_exactly_when_it_is_not_reached(
    present: int, whole: int, share: Fraction, strict: bool
) -> None:
    roll = Roll()
    for number in range(present):
        roll.arrive(str(number), "群众代表")
    rules = MeetingRules(
        attendance=Attendance(minimum=None),
        attendees=Attendees(categories=["群众代表"]),
        comments=Comments(required=False),
        committee=Committee(members=1, present_min=1, minutes_required=False),
        attendance_share=AttendanceShare(
            share=f"{share.numerator}/{share.denominator}", base="whole", strict=strict, whole=whole
        ),
    )
    reached = present > share * whole if strict else present >= share * whole
    assert (list(shortfalls(roll, rules)) == []) == reached
