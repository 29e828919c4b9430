"""A day of the tenant's clock begins once, and days only go on."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from taizhang.commands.policy import Occasion
from taizhang.domain.clock.days import BeginDay, reach_deadlines
from taizhang.domain.clock.deadlines import ReachDeadlines
from taizhang.domain.clock.events import DayBegan
from taizhang.rules.in_force import RulesInForce


def test_first_day_has_none_before_it(santangjie: Any) -> None:
    today = santangjie.today
    assert santangjie.do(BeginDay(day=today), "system") == [
        DayBegan(day=today, month=today.isoformat()[:7], since=None)
    ]


def test_day_begins_once(santangjie: Any) -> None:
    day = BeginDay(day=santangjie.today)
    santangjie.do(day, "system")
    assert santangjie.do(day, "system") == []


def test_next_day_names_the_last_one(santangjie: Any) -> None:
    first = santangjie.today
    santangjie.begin(first)
    [began] = santangjie.begin(first + timedelta(days=3))
    assert began.since == first


def test_day_before_the_last_one_does_not_begin(santangjie: Any) -> None:
    santangjie.begin(santangjie.today)
    assert santangjie.do(BeginDay(day=santangjie.today - timedelta(days=1)), "system") == []


def test_day_to_come_does_not_begin(santangjie: Any) -> None:
    assert santangjie.do(BeginDay(day=santangjie.today + timedelta(days=1)), "system") == []


def test_log_that_was_not_opened_has_no_days(new_town: Callable[[], Any]) -> None:
    """Its first event sets a rehearsal's clock."""
    town = new_town()
    assert town.do(BeginDay(day=town.today), "system") == []


def test_decision_reads_no_more_of_a_year_of_days_than_the_last_one(santangjie: Any) -> None:
    first = santangjie.today
    for number in range(365):
        santangjie.do(BeginDay(day=santangjie.today), "system")
        santangjie.now += timedelta(days=1)
        assert santangjie.today == first + timedelta(days=number + 1)
    last = santangjie.today - timedelta(days=1)
    ask = BeginDay(day=santangjie.today, since=last)
    read = [each for _, each in santangjie.selected(BeginDay.decided_by(ask))]
    assert [each.day for each in read if isinstance(each, DayBegan)] == [last]
    assert [each.since for each in santangjie.do(ask, "system")] == [last]


def test_day_after_one_that_others_have_gone_on_from_does_not_begin(santangjie: Any) -> None:
    """Whoever asks does not know the last day: nothing is to lie between the two."""
    first = santangjie.today
    santangjie.begin(first)
    santangjie.begin(first + timedelta(days=1))
    santangjie.now += timedelta(days=1)
    assert santangjie.do(BeginDay(day=santangjie.today, since=first), "system") == []


def test_day_after_one_that_never_began_does_not_begin(santangjie: Any) -> None:
    yesterday = santangjie.today - timedelta(days=1)
    assert santangjie.do(BeginDay(day=santangjie.today, since=yesterday), "system") == []


def test_two_who_go_on_from_one_day_make_a_conflict(
    santangjie: Any, boundary: Any, selected: Any
) -> None:
    first = santangjie.today
    santangjie.begin(first)
    santangjie.now += timedelta(days=2)
    ask = BeginDay(day=santangjie.today, since=first)
    [began] = santangjie.do(ask, "system")
    assert selected(boundary(ask), began)


def test_people_begin_no_days(santangjie: Any) -> None:
    assert santangjie.code_of(BeginDay(day=santangjie.today)) == "commands.forbidden"


def stretches(since: date | None, day: date) -> list[Any]:
    event = DayBegan(day=day, month=day.isoformat()[:7], since=since)
    occasion = Occasion(9, day, datetime(2016, 1, 1, tzinfo=UTC), RulesInForce((), day))
    return list(reach_deadlines.respond(event, occasion))


def test_all_days_since_the_last_one_are_looked_at() -> None:
    assert stretches(date(2016, 1, 30), date(2016, 2, 2)) == [
        ReachDeadlines(first=date(2016, 1, 31), last=date(2016, 2, 2))
    ]


def test_first_day_looks_at_itself() -> None:
    assert stretches(None, date(2016, 2, 2)) == [
        ReachDeadlines(first=date(2016, 2, 2), last=date(2016, 2, 2))
    ]


@pytest.mark.parametrize("days", [1, 700, 701, 702, 5000])
def test_leap_of_years_is_looked_at_in_stretches_without_a_gap(days: int) -> None:
    since = date(2015, 12, 20)
    found = stretches(since, since + timedelta(days=days))
    covered = [
        each.first + timedelta(days=number)
        for each in found
        for number in range((each.last - each.first).days + 1)
    ]
    assert covered == [since + timedelta(days=number + 1) for number in range(days)]
    assert max((each.last - each.first).days for each in found) <= 700


def test_first_day_is_the_one_that_the_tenant_was_opened_on(santangjie: Any) -> None:
    opened = santangjie.today
    [began] = [event for event in santangjie.answer() if isinstance(event, DayBegan)]
    assert (began.day, began.since) == (opened, None)
