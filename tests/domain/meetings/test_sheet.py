"""A list kept on paper is typed by one, checked by another, and says why it is late."""

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.meetings.events import AttendeeCheckedIn
from taizhang.domain.meetings.floor_rows import CheckInSheet
from taizhang.domain.meetings.paper import ConfirmSheet, EnterSheet, RejectSheet
from taizhang.domain.meetings.paper_events import SheetConfirmed, SheetRejected
from taizhang.domain.meetings.roll import Attendee
from taizhang.domain.meetings.rows import Meeting

DAY = date(2015, 11, 20)
PEOPLE = [Attendee(number=n, category="群众代表") for n in "123"]
ENTER = EnterSheet(meeting="m", sheet="s1", attendees=PEOPLE)
CONFIRM = ConfirmSheet(meeting="m", sheet="s1", counted=3)
REJECT = RejectSheet(meeting="m", sheet="s1", reason="漏了一人")


@pytest.fixture
def entered(town: Any) -> Any:
    town.do(ENTER, on=DAY)
    return town


@pytest.mark.rule("S0-08")
def test_typed_list_makes_nobody_present(entered: Any) -> None:
    assert entered.folded(Meeting)["m",].present == 0
    row = entered.folded(CheckInSheet)["m", "s1"]
    assert (row.state, row.people, row.entered_by, row.day) == ("entered", 3, "clerk", DAY)


@pytest.mark.rule("S0-08")
def test_list_checked_by_another_makes_its_people_present(entered: Any) -> None:
    assert entered.do(CONFIRM, "teller", on=DAY) == [
        SheetConfirmed(meeting="m", sheet="s1", clerk="teller"),
        *(AttendeeCheckedIn(meeting="m", attendee=n, category="群众代表") for n in "123"),
    ]
    assert entered.folded(Meeting)["m",].present == 3
    assert entered.folded(CheckInSheet)["m", "s1"].checked_by == "teller"


@pytest.mark.parametrize("command", [CONFIRM, REJECT], ids=["confirm", "reject"])
def test_nobody_checks_their_own_list(entered: Any, command: Any) -> None:
    reason = entered.refusal(command, "clerk", DAY)
    assert (reason.refusal.code, reason.refusal.status) == ("meetings.sheet_same_clerk", 403)
    assert reason.values == {"sheet": "s1", "clerk": "clerk"}


def test_list_must_say_why_it_is_late(town: Any) -> None:
    assert town.code_of(ENTER) == "meetings.sheet_not_late"


def test_confirmation_must_say_why_it_is_late(entered: Any) -> None:
    assert entered.code_of(CONFIRM, "teller") == "meetings.sheet_not_late"


def test_confirmation_is_of_the_same_day(entered: Any) -> None:
    reason = entered.refusal(CONFIRM, "teller", DAY + timedelta(days=1))
    assert reason.refusal.code == "meetings.sheet_other_day"
    assert (reason.values["day"], reason.values["on"]) == ("2015-11-20", "2015-11-21")


def test_other_number_on_paper_is_refused_with_both(entered: Any) -> None:
    reason = entered.refusal(replace(CONFIRM, counted=4), "teller", DAY)
    assert reason.values == {"sheet": "s1", "entered": 3, "counted": 4}


def test_rejected_list_is_typed_anew(entered: Any) -> None:
    assert entered.do(REJECT, "teller") == [
        SheetRejected(meeting="m", sheet="s1", clerk="teller", reason="漏了一人")
    ]
    assert entered.folded(CheckInSheet)["m", "s1"].reason == "漏了一人"
    assert entered.code_of(CONFIRM, "teller", DAY) == "domain.unknown"
    assert entered.do(ENTER, on=DAY)


def test_waiting_list_is_not_typed_twice(entered: Any) -> None:
    assert entered.refusal(ENTER, "teller", DAY).values["state"] == "待核对"


def test_confirmed_list_is_not_typed_again(entered: Any) -> None:
    entered.do(CONFIRM, "teller", on=DAY)
    assert entered.refusal(ENTER, on=DAY).values["state"] == "已核对"


def test_who_checked_in_before_is_counted_once_and_told(entered: Any, here: Any) -> None:
    entered.given(here(2))
    slice_ = entered.decide(CONFIRM, "teller", DAY)
    assert [w.values for w in slice_.warnings] == [{"number": "2"}]
    entered.do(CONFIRM, "teller", on=DAY)
    assert entered.folded(Meeting)["m",].present == 3


@pytest.mark.rule("S0-07")
def test_category_on_paper_is_one_of_the_document(town: Any) -> None:
    strangers = [Attendee(number="1", category="记者")]
    command = replace(ENTER, attendees=strangers)
    assert town.code_of(command, on=DAY) == "meetings.unknown_category"


@pytest.mark.rule("S0-08")
def test_meeting_on_paper_opens_its_box(town: Any, opening: Any, sealed_slips: Any) -> None:
    people = [Attendee(number=str(n), category="群众代表") for n in range(80)]
    town.given(sealed_slips).do(replace(ENTER, attendees=people), on=DAY)
    assert town.refusal(opening, on=DAY).values == {"present": 0, "required": 80}
    town.do(replace(CONFIRM, counted=80), "teller", on=DAY)
    assert town.do(opening, on=DAY)[0].present == 80
