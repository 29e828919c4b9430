"""What the tenant's own clock brings about: days that begin, deadlines that are reached."""

from datetime import date
from typing import Annotated

from taizhang.events.event import Event
from taizhang.events.tags import Tag

CLOCK = "clock"
DAY = Tag("day")
"""On a day's beginning: that day and the one before it. So a day is found with whatever followed
it, however many days there were.
"""
MONTH = Tag("month")
Month = Annotated[str, MONTH]


def month_of(day: date) -> str:
    """The month that a day's deadlines are kept under: `2016-03`."""
    return day.isoformat()[:7]


class DayBegan(
    Event,
    name="clock.day_began",
    title="新的一天",
    tags=(CLOCK,),
    final="由系统按时钟记录，不由人更改",
):
    """A day of the tenant's clock has begun; the one before it in the log was `since`."""

    day: Annotated[date, DAY]
    month: Month
    since: Annotated[date | None, DAY]


class DeadlineSet(
    Event, name="clock.deadline_set", title="设定到期提醒", final="由系统按时钟记录，不由人更改"
):
    """On this day (at its beginning) `kind` is due for `subject`."""

    day: date
    month: Month
    kind: str
    subject: str


class DeadlineReached(
    Event, name="clock.deadline_reached", title="期限到", final="由系统按时钟记录，不由人更改"
):
    """The day has come. Whether anything is still open is for the area of `kind` to see."""

    day: date
    month: Month
    kind: str
    subject: str
