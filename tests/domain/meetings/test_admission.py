"""Whoever was invited comes as what they were invited; strangers are the tenant's choice."""

from typing import Any

import pytest

from taizhang.domain.meetings.attendance import CheckIn
from taizhang.domain.meetings.roll import Attendee
from taizhang.domain.meetings.rows import Attendance

COMMAND = CheckIn(meeting="m", attendees=[Attendee(number="7", category="群众代表")])


@pytest.mark.rule("S0-07")
def test_invited_person_does_not_come_as_something_else(town: Any, expected: Any) -> None:
    town.given(expected(7, "人大代表"))
    reason = town.refusal(COMMAND)
    assert (reason.refusal.code, reason.refusal.rule) == ("meetings.other_category", "S0-07")
    assert reason.values == {"number": "7", "invited": "人大代表", "given": "群众代表"}
    assert reason.clause.startswith("要组织熟悉了解基层党建工作的党代会代表、人大代表")


@pytest.mark.rule("S0-07")
def test_stranger_is_refused_where_the_tenant_says_so(town: Any, expected: Any) -> None:
    note = {"uninvited": "演示选择只限受邀人员"}
    town.amend("meetings.attendees", uninvited="refused", choices=note).given(expected(1))
    reason = town.refusal(COMMAND)
    assert (reason.refusal.code, reason.values) == ("meetings.not_invited", {"number": "7"})
    assert reason.clause == "本单位的选择：演示选择只限受邀人员"


def test_stranger_is_welcome_with_a_warning_where_the_tenant_says_so(town: Any) -> None:
    town.amend("meetings.attendees", uninvited="warned")
    assert [w.refusal.code for w in town.warnings(COMMAND)] == ["meetings.not_invited"]
    assert town.do(COMMAND)


def test_nothing_is_said_of_strangers_where_the_document_is_silent(town: Any) -> None:
    assert town.warnings(COMMAND) == []


def test_second_check_in_is_told(town: Any, here: Any) -> None:
    town.given(here(7))
    [warning] = town.warnings(COMMAND)
    assert (warning.refusal.code, warning.values) == ("meetings.already_present", {"number": "7"})
    assert town.do(COMMAND) == []


def test_sheet_shows_who_came_invited(town: Any, expected: Any) -> None:
    town.given(expected(7)).do(COMMAND)
    row = town.folded(Attendance)["m", "7"]
    assert (row.invited, row.state) == (True, "present")


def test_two_people_check_in_without_waiting_for_each_other(
    town: Any, boundary: Any, selected: Any, here: Any, expected: Any
) -> None:
    assert not selected(boundary(COMMAND), here(8))
    assert not selected(boundary(COMMAND), expected(8))
    assert selected(boundary(COMMAND), here(7))
