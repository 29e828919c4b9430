"""Who is present is recorded once, in a category that the tenant's document names."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang.domain.meetings.attendance import CheckIn, Leave
from taizhang.domain.meetings.events import AttendeeCheckedIn
from taizhang.domain.meetings.roll import Attendee
from taizhang.domain.meetings.rows import Meeting

CATEGORIES = ["党代会代表", "人大代表", "政协委员", "基层党员干部", "群众代表"]


def arrival(*numbers: str, category: str = "群众代表", meeting: str = "m") -> CheckIn:
    attendees = [Attendee(number=number, category=category) for number in numbers]
    return CheckIn(meeting=meeting, attendees=attendees)


@pytest.mark.rule("S0-07")
@pytest.mark.parametrize("category", CATEGORIES)
def test_each_category_of_the_document_is_welcome(town: Any, category: str) -> None:
    assert town.do(arrival("7", category=category)) == [
        AttendeeCheckedIn(meeting="m", attendee="7", category=category)
    ]


@pytest.mark.rule("S0-07")
def test_other_category_is_refused_with_the_clause_and_a_hint(town: Any) -> None:
    reason = town.refusal(arrival("7", category="人大代表们"))
    assert (reason.refusal.code, reason.refusal.rule) == ("meetings.unknown_category", "S0-07")
    assert reason.values == {
        "category": "人大代表们",
        "allowed": "、".join(CATEGORIES),
        "hint": "；是否指“人大代表”？",
    }
    assert reason.clause.startswith("要组织熟悉了解基层党建工作的党代会代表、人大代表")


@pytest.mark.rule("S0-07")
def test_nothing_is_hinted_where_nothing_is_near(town: Any) -> None:
    assert town.refusal(arrival("7", category="记者")).values["hint"] == ""


@pytest.mark.rule("S0-07")
def test_one_foreign_category_refuses_the_whole_list(town: Any) -> None:
    attendees = [Attendee("1", "群众代表"), Attendee("2", "记者")]
    assert town.code_of(CheckIn(meeting="m", attendees=attendees)) == "meetings.unknown_category"


@pytest.mark.rule("S2-11")
def test_village_meeting_has_categories_of_its_own(hunan: Any) -> None:
    hunan.assessing("qingshan").meeting("村级测评大会")
    assert hunan.do(arrival("1", category="驻村工作队员"))
    assert hunan.code_of(arrival("2", category="政协委员")) == "meetings.unknown_category"


def test_committee_is_not_counted_by_those_categories(town: Any) -> None:
    town.meeting("committee", meeting="m2")
    assert town.do(arrival("1", category="党委委员", meeting="m2"))


def test_checking_in_twice_changes_nothing(town: Any) -> None:
    town.do(arrival("7"))
    assert town.do(arrival("7")) == []


def test_number_listed_twice_is_present_once(town: Any) -> None:
    assert len(town.do(arrival("7", "7", "8"))) == 2


def test_who_left_may_come_back(town: Any) -> None:
    town.do(arrival("7"))
    town.do(Leave(meeting="m", number="7"))
    assert town.do(arrival("7"))


def test_teller_checks_in_as_well(town: Any) -> None:
    assert town.do(arrival("7"), "teller")


def test_village_secretary_checks_nobody_in(town: Any) -> None:
    assert town.code_of(arrival("7"), "village:jingui") == "commands.forbidden"


def test_meeting_must_have_been_called(town: Any) -> None:
    reason = town.refusal(arrival("7", meeting="m9"))
    assert (reason.refusal.code, reason.values) == ("domain.unknown", {"kind": "会议", "id": "m9"})


def test_people_of_two_meetings_never_meet(town: Any, boundary: Any, selected: Any) -> None:
    [elsewhere] = town.meeting(meeting="m2").do(arrival("7", meeting="m2"))
    assert not selected(boundary(arrival("7")), elsewhere)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.booleans(), st.sampled_from("123")), max_size=12))
def test_row_counts_who_is_present(town: Any, moves: list[tuple[bool, str]]) -> None:
    here, present = town.copy(), set()
    for comes, number in moves:
        if comes:
            here.do(arrival(number))
            present.add(number)
        elif number in present:
            here.do(Leave(meeting="m", number=number))
            present.remove(number)
    assert here.folded(Meeting)["m",].present == len(present)
