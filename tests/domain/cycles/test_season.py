"""Each fourth quarter: a cycle is opened in its season, and a year without one is flagged."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from taizhang.domain.cycles.deadline_events import CycleMissed
from taizhang.domain.cycles.missing import CheckSeason
from taizhang.domain.cycles.opening import OpenCycle
from taizhang.domain.cycles.rules import Recurrence
from taizhang.domain.cycles.season import season
from taizhang.domain.cycles.year_rows import CycleYear

COMMAND = OpenCycle(cycle="c2016", year=2016, title="2016年度")


def missed(events: list[Any]) -> list[Any]:
    return [event for event in events if isinstance(event, CycleMissed)]


@pytest.mark.rule("S0-03")
@pytest.mark.parametrize("day", [date(2016, 9, 30), date(2017, 1, 1)])
def test_outside_the_fourth_quarter_it_is_refused_with_the_clause(
    santangjie: Any, day: date
) -> None:
    santangjie.begin(day)
    reason = santangjie.refusal(COMMAND)
    assert (reason.refusal.code, reason.refusal.rule) == ("cycles.out_of_season", "S0-03")
    assert reason.values["season"] == "2016年10月至12月"
    assert (reason.values["first"], reason.values["last"]) == ("2016-10-01", "2016-12-31")
    assert reason.values["on"] == day.isoformat()
    assert reason.clause.startswith("今后每年第四季度")


@pytest.mark.rule("S0-03")
@pytest.mark.parametrize("day", [date(2016, 10, 1), date(2016, 12, 31)])
def test_in_the_fourth_quarter_it_is_opened(santangjie: Any, day: date) -> None:
    santangjie.begin(day)
    assert santangjie.do(COMMAND)[0].year == "2016"


@pytest.mark.rule("S0-03")
def test_where_the_word_is_soft_it_is_a_warning(santangjie: Any) -> None:
    santangjie.amend("cycles.recurrence", hardness="soft").begin(date(2016, 9, 30))
    [reason] = santangjie.warnings(COMMAND)
    assert reason.refusal.code == "cycles.out_of_season"


def test_document_without_months_lets_it_be_opened_at_any_time(hunan: Any) -> None:
    assert hunan.do(replace(COMMAND, year=2020))


@pytest.mark.rule("S0-03")
def test_year_without_a_cycle_is_flagged_once_the_quarter_is_over(santangjie: Any) -> None:
    santangjie.answer()
    assert missed(santangjie.begin(date(2015, 12, 31))) == []
    ended = date(2015, 12, 31)
    expected = CycleMissed(year="2015", held=0, expected=1, season_ended=ended, soft=False)
    assert missed(santangjie.begin(date(2016, 1, 1))) == [expected]


@pytest.mark.rule("S0-03")
def test_year_with_its_cycle_is_not_flagged(town: Any) -> None:
    assert missed(town.begin(date(2016, 1, 2))) == []


@pytest.mark.rule("S0-03")
def test_every_year_is_watched_however_long_nobody_worked(santangjie: Any) -> None:
    santangjie.answer()
    flagged = missed(santangjie.begin(date(2018, 3, 1)))
    assert [event.year for event in flagged] == ["2015", "2016", "2017"]


def test_year_is_flagged_once(santangjie: Any) -> None:
    santangjie.answer()
    santangjie.begin(date(2016, 1, 1))
    assert santangjie.do(CheckSeason(year=2015, ended=date(2015, 12, 31)), "policy:x") == []


def test_season_that_was_over_before_the_rules_came_is_nobodys_gap(santangjie: Any) -> None:
    santangjie.amend("cycles.recurrence", months=[1, 2, 3]).answer()
    flagged = missed(santangjie.begin(date(2016, 4, 1)))
    assert [event.year for event in flagged] == ["2016"]


def test_document_that_asks_for_two_cycles_is_not_content_with_one(town: Any) -> None:
    town.amend("cycles.recurrence", a_year=2)
    [event] = missed(town.begin(date(2016, 1, 1)))
    assert (event.held, event.expected) == (1, 2)


def test_document_without_months_has_no_gap(hunan: Any) -> None:
    hunan.answer()
    assert missed(hunan.begin(date(2022, 1, 1))) == []


@pytest.mark.rule("S0-03")
def test_history_shows_each_year(town: Any) -> None:
    town.begin(date(2017, 1, 1))
    rows = town.folded(CycleYear)
    first, second = rows["2015",], rows["2016",]
    assert (first.held, first.opened_on, first.missed) == (1, [date(2015, 12, 1)], False)
    assert (second.held, second.missed, second.season_ended) == (0, True, date(2016, 12, 31))


@pytest.mark.rule("S0-03")
def test_history_counts_the_cycles_of_a_year(town: Any) -> None:
    town.amend("cycles.recurrence", a_year=2)
    town.do(replace(COMMAND, cycle="c2", year=2015))
    assert town.folded(CycleYear)["2015",].held == 2


@given(first=st.integers(1, 12), length=st.integers(1, 12), year=st.integers(2000, 2100))
def test_a_season_holds_the_days_of_its_months_only(first: int, length: int, year: int) -> None:
    months = list(range(first, min(13, first + length)))
    time = season(Recurrence(a_year=1, months=months, hardness="hard"), year)
    assert time is not None
    days = (date(year, month, day) for month in range(1, 13) for day in (1, 28))
    assert {day.month for day in days if time.holds(day)} == set(months)
    assert (time.first.day, time.last.year) == (1, year)


@pytest.mark.parametrize(
    ("months", "hardness"), [([10, 12], "hard"), ([12, 11], "hard"), ([10], None)]
)
def test_months_follow_one_another_and_say_how_they_bind(months: Any, hardness: Any) -> None:
    with pytest.raises(ValueError, match="month"):
        Recurrence(a_year=1, months=months, hardness=hardness)
