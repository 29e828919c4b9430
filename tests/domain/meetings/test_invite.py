"""Who is expected, in which category, is on the list of a meeting."""

from typing import Any

import pytest

from taizhang.domain.meetings.events import AttendeeInvited
from taizhang.domain.meetings.inviting import Invite, Invitee
from taizhang.domain.meetings.rows import Attendance


def inviting(*numbers: str, category: str = "群众代表", code: str | None = None) -> Invite:
    invitees = [Invitee(number=n, category=category, code=code) for n in numbers]
    return Invite(meeting="m", invitees=invitees)


@pytest.mark.rule("S0-07")
def test_each_person_is_invited_in_a_category(town: Any) -> None:
    assert town.do(inviting("1", "2")) == [
        AttendeeInvited(meeting="m", attendee=n, category="群众代表", code=None) for n in "12"
    ]


@pytest.mark.rule("S0-07")
def test_other_category_is_refused_with_the_clause(town: Any) -> None:
    reason = town.refusal(inviting("1", category="记者"))
    assert (reason.refusal.code, reason.values["category"]) == ("meetings.unknown_category", "记者")
    assert "党代会代表、人大代表、政协委员" in reason.clause


@pytest.mark.rule("S1-11")
def test_department_invites_its_own_categories(university: Any) -> None:
    university.assessing("jiaogong-1").meeting()
    assert university.do(inviting("1", category="基层党员干部代表"))
    assert university.code_of(inviting("2", category="政协委员")) == "meetings.unknown_category"


def test_same_invitation_again_changes_nothing(town: Any) -> None:
    town.do(inviting("1"))
    assert town.do(inviting("1")) == []


def test_invited_again_in_another_category_counts_there(town: Any) -> None:
    town.do(inviting("1"))
    town.do(inviting("1", category="人大代表"))
    assert town.folded(Attendance)["m", "1"].category == "人大代表"


def test_who_is_present_is_invited_no_more(town: Any, here: Any) -> None:
    town.given(here(1))
    reason = town.refusal(inviting("1"))
    assert reason.refusal.code == "domain.wrong_state"
    assert (reason.values["id"], reason.values["state"]) == ("1", "已签到")


def test_committee_is_invited_in_categories_of_its_own(town: Any) -> None:
    town.meeting("committee", meeting="k")
    invitees = [Invitee(number="1", category="党委委员")]
    assert town.do(Invite(meeting="k", invitees=invitees))


def test_only_a_clerk_invites(town: Any) -> None:
    assert town.code_of(inviting("1"), "teller") == "commands.forbidden"


def test_sheet_shows_who_is_expected(town: Any) -> None:
    town.do(inviting("1"))
    row = town.folded(Attendance)["m", "1"]
    assert (row.invited, row.state) == (True, "expected")
