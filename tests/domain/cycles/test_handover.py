"""A handover in mid-year: who debriefs for the unit is who holds the post on the day."""

from datetime import date
from typing import Any

import pytest

from taizhang.domain.meetings.debriefs import HoldDebrief
from taizhang.domain.meetings.events import AttendeeCheckedIn
from taizhang.domain.organisations.people_events import PersonRegistered
from taizhang.domain.organisations.posts import HandOver

POST = "村(社区)支部书记"


@pytest.fixture
def sitting(town: Any) -> Any:
    """Somebody is registered who will take 金桂村 over."""
    town.given(PersonRegistered(person="p-new", name="示例"))
    return town


def hand_over(town: Any) -> None:
    town.do(
        HandOver(
            organisation="jingui",
            post=POST,
            leaver="p-jingui",
            successor="p-new",
            since=date(2015, 12, 15),
            reason="调任",
        )
    )


def debriefs(town: Any, day: date) -> Any:
    town.begin(day)
    town.meeting()
    arrivals = (
        AttendeeCheckedIn(meeting="m", attendee=f"{number}", category="党代会代表")
        for number in range(80)
    )
    town.given(*arrivals)
    if day >= date(2015, 12, 15):
        hand_over(town)
    return town.do(HoldDebrief(meeting="m", organisation="jingui"))[0].debriefer


@pytest.mark.rule("S0-01")
@pytest.mark.parametrize(
    ("day", "who"),
    [
        (date(2015, 12, 14), "p-jingui"),
        (date(2015, 12, 15), "p-new"),
        (date(2015, 12, 20), "p-new"),
    ],
)
def test_the_holder_of_the_meetings_day_debriefs(sitting: Any, day: date, who: str) -> None:
    assert debriefs(sitting, day) == who
