"""A deadline is reached on its day, once, however long nobody was at work."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from taizhang.domain.clock.days import BeginDay
from taizhang.domain.clock.deadlines import ReachDeadlines, SetDeadline
from taizhang.domain.clock.events import DayBegan, DeadlineReached, DeadlineSet
from taizhang.domain.setup.clock import MoveClock

DAY = date(2016, 3, 1)
SET = SetDeadline(day=DAY, kind="example.due", subject="s")


def reached(events: list[Any]) -> list[Any]:
    """What was reached of the deadlines that are set here; areas set their own."""
    found = (event for event in events if isinstance(event, DeadlineReached))
    return [event for event in found if event.kind == "example.due"]


@pytest.fixture
def waiting(santangjie: Any) -> Any:
    """A deadline on 1 March 2016 is set; the days have begun."""
    santangjie.begin(santangjie.today)
    santangjie.do(SET, "policy:example")
    return santangjie


def test_deadline_is_set_under_its_month(santangjie: Any) -> None:
    assert santangjie.do(SET, "policy:example") == [
        DeadlineSet(day=DAY, month="2016-03", kind="example.due", subject="s")
    ]


def test_it_is_set_once(waiting: Any) -> None:
    assert waiting.do(SET, "policy:example") == []


def test_it_is_not_reached_the_day_before(waiting: Any) -> None:
    assert reached(waiting.begin(DAY - timedelta(days=1))) == []


def test_it_is_reached_on_its_day(waiting: Any) -> None:
    assert reached(waiting.begin(DAY)) == [
        DeadlineReached(day=DAY, month="2016-03", kind="example.due", subject="s")
    ]


@pytest.mark.parametrize("later", [1, 40, 3000])
def test_it_is_reached_by_whoever_works_next(waiting: Any, later: int) -> None:
    assert len(reached(waiting.begin(DAY + timedelta(days=later)))) == 1


def test_it_is_reached_once(waiting: Any) -> None:
    waiting.begin(DAY)
    again = ReachDeadlines(first=DAY, last=DAY + timedelta(days=9))
    assert waiting.do(again, "policy:example") == []


def test_several_are_reached_in_the_order_of_their_days(waiting: Any) -> None:
    for day in (date(2016, 5, 2), date(2016, 1, 9)):
        waiting.do(SetDeadline(day=day, kind="example.due", subject="s"), "policy:example")
    days = [each.day for each in reached(waiting.begin(date(2016, 6, 1)))]
    assert days == [date(2016, 1, 9), DAY, date(2016, 5, 2)]


def test_what_is_set_on_its_day_is_reached_at_once(santangjie: Any) -> None:
    santangjie.now = datetime(2016, 3, 1, tzinfo=UTC)
    assert [type(each) for each in santangjie.do(SET, "policy:x")] == [
        DeadlineSet,
        DeadlineReached,
    ]


def test_what_was_reached_at_once_is_not_reached_by_the_day(santangjie: Any) -> None:
    santangjie.now = datetime(2016, 3, 1, tzinfo=UTC)
    santangjie.do(SET, "policy:x")
    assert reached(santangjie.begin(DAY)) == []


def test_what_is_set_for_a_day_that_has_begun_is_reached_even_by_a_clock_behind(
    waiting: Any,
) -> None:
    """The day was looked at before this came: nobody would look again."""
    waiting.given(DayBegan(day=DAY, month="2016-03", since=None))
    other = SetDeadline(day=DAY, kind="example.due", subject="other")
    assert len(reached(waiting.do(other, "policy:x"))) == 1


def test_day_that_begins_meanwhile_makes_a_conflict(
    waiting: Any, boundary: Any, selected: Any
) -> None:
    waiting.now = datetime(2016, 3, 1, tzinfo=UTC)
    [began] = waiting.do(BeginDay(day=DAY), "system")
    assert selected(boundary(SET), began)


def test_clock_that_leaps_meanwhile_makes_a_conflict(
    waiting: Any, boundary: Any, selected: Any
) -> None:
    [moved] = waiting.do(MoveClock(to=datetime(2017, 1, 1, tzinfo=UTC)))
    assert selected(boundary(SET), moved)


def test_deadline_set_meanwhile_makes_a_conflict_for_its_day(
    santangjie: Any, boundary: Any, selected: Any
) -> None:
    [new] = santangjie.do(SET, "policy:x")
    assert selected(boundary(ReachDeadlines(first=date(2015, 12, 20), last=DAY)), new)


def test_people_set_no_deadlines(santangjie: Any) -> None:
    assert santangjie.code_of(SET) == "commands.forbidden"
