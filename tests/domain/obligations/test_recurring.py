"""What recurs is owed anew in each period, by whoever exists at its beginning."""

from datetime import date, datetime
from typing import Any

import pytest

from taizhang.commands.context import CHINA
from taizhang.domain.clock.days import BeginDay
from taizhang.domain.clock.deadlines import SetDeadline
from taizhang.domain.obligations import opening
from taizhang.domain.obligations.events import ObligationMetAhead, ObligationMissed, ObligationOwed
from taizhang.domain.obligations.opening import OpenPeriod
from taizhang.domain.obligations.page_events import PeriodOpened
from taizhang.domain.organisations.events import (
    OrganisationLabelled,
    OrganisationReclassified,
    OrganisationRegistered,
)

VILLAGES = 7
NEW_YEAR = date(2016, 1, 1)
JANUARY = OpenPeriod(
    obligation="visits.round",
    scheme="visits",
    title="走访一遍",
    rule=None,
    key="2016-01",
    first=NEW_YEAR,
    last=date(2016, 1, 31),
    kinds=[],
    labels=[],
    times=1,
)


def owed(events: list[Any]) -> list[Any]:
    return [event for event in events if isinstance(event, ObligationOwed)]


def missed(events: list[Any]) -> list[tuple[str | None, str]]:
    return [(e.subject, e.key) for e in events if isinstance(e, ObligationMissed)]


def test_every_unit_of_the_kind_owes_it_by_the_last_day_of_the_period(town: Any) -> None:
    town.rounds("quarter", kinds=["村"], times=2)
    found = owed(town.until(NEW_YEAR))
    assert len({each.subject for each in found}) == VILLAGES
    assert {(e.key, e.first, e.due, e.times, e.source) for e in found} == {
        ("2016-Q1", NEW_YEAR, date(2016, 3, 31), 2, None)
    }


@pytest.mark.parametrize(
    ("period", "key", "last"),
    [
        ("month", "2016-01", date(2016, 1, 31)),
        ("half_year", "2016-H1", date(2016, 6, 30)),
        ("year", "2016", date(2016, 12, 31)),
    ],
)
def test_periods_are_called_by_their_year(town: Any, period: str, key: str, last: date) -> None:
    [one] = owed(town.rounds(period).until(NEW_YEAR))
    assert (one.key, one.due) == (key, last)


def test_without_kinds_the_tenant_itself_owes_it(town: Any) -> None:
    [one] = owed(town.rounds("month").until(NEW_YEAR))
    assert (one.subject, one.duty) == (None, "visits.round//2016-01")


def test_only_periods_that_end_in_these_months_are_opened(town: Any) -> None:
    found = owed(town.rounds("month", months=[6, 12]).until(date(2016, 12, 1)))
    assert [each.key for each in found] == ["2016-06", "2016-12"]


def test_only_units_with_one_of_the_labels_owe_it(town: Any) -> None:
    town.given(
        OrganisationLabelled(organisation="liuxi", labels=["重点村", "贫困村"], since=NEW_YEAR),
        OrganisationLabelled(organisation="hetang", labels=["重点村"], since=date(2016, 1, 2)),
    )
    town.rounds("month", kinds=["村"], labels=["重点村", "软弱涣散村"])
    assert [each.subject for each in owed(town.until(date(2016, 1, 4)))] == ["liuxi"]


def test_a_label_alone_names_units_of_any_kind(town: Any) -> None:
    town.given(
        OrganisationLabelled(organisation="liuxi", labels=["重点村"], since=NEW_YEAR),
        OrganisationReclassified(organisation="liuxi", kind="社区", since=NEW_YEAR),
        OrganisationLabelled(organisation="hetang", labels=["重点村"], since=NEW_YEAR),
    )
    town.rounds("month", labels=["重点村"])
    found = owed(town.until(date(2016, 1, 4)))
    assert [each.subject for each in found] == ["hetang", "liuxi"]


def test_a_unit_of_another_kind_on_the_first_day_owes_nothing(town: Any) -> None:
    town.given(OrganisationReclassified(organisation="liuxi", kind="社区", since=NEW_YEAR))
    found = owed(town.rounds("month", kinds=["村"]).until(NEW_YEAR))
    assert "liuxi" not in {each.subject for each in found}
    assert len(found) == VILLAGES - 1


def test_the_period_that_runs_when_the_rules_come_is_not_opened(town: Any) -> None:
    assert owed(town.rounds("month").until(date(2015, 12, 30))) == []


def test_a_clock_that_leaps_opens_each_period_and_misses_those_that_are_over(town: Any) -> None:
    found = town.rounds("quarter").until(date(2016, 8, 15))
    assert [each.key for each in owed(found)] == ["2016-Q1", "2016-Q2", "2016-Q3"]
    assert missed(found) == [(None, "2016-Q1"), (None, "2016-Q2")]
    assert town.states() == {
        (None, "2016-Q1"): "missed",
        (None, "2016-Q2"): "missed",
        (None, "2016-Q3"): "open",
    }


def test_each_period_of_a_leap_follows_the_rules_of_its_own_first_day(town: Any) -> None:
    town.rounds("month").rounds("quarter", since=date(2016, 3, 15))
    keys = [each.key for each in owed(town.until(date(2016, 7, 1)))]
    assert keys == ["2016-01", "2016-02", "2016-03", "2016-Q2", "2016-Q3"]


def test_a_period_is_opened_once(town: Any) -> None:
    town.rounds("month").until(NEW_YEAR)
    assert town.until(date(2016, 1, 20)) == []


def test_a_page_that_is_asked_for_again_changes_nothing(town: Any) -> None:
    town.rounds("month").until(NEW_YEAR)
    assert town.do(JANUARY, "policy:x") == []


def test_a_period_that_is_over_is_missed_as_it_is_opened(town: Any) -> None:
    """Another period may have ended on the same day, and its deadline was reached before."""
    watched = SetDeadline(
        day=date(2016, 2, 1), kind="obligations.due", subject="visits.round/2016-01-31"
    )
    town.do(watched, "policy:x")
    town.until(date(2016, 2, 1))
    town.do(JANUARY, "policy:x")
    town.answer()
    assert town.states() == {(None, "2016-01"): "missed"}


def test_a_visit_in_a_period_that_is_opened_after_its_end_was_no_miss(town: Any) -> None:
    """The worker was away since before the period began."""
    town.rounds("month")
    town.now = datetime(2016, 1, 1, 9, tzinfo=CHINA)
    town.do(BeginDay(day=NEW_YEAR), "system")
    town.visited(None)
    assert missed(town.until(date(2016, 2, 10))) == []
    assert town.states()[None, "2016-01"] == "met"


def test_rules_that_ask_for_nothing_leave_no_trace(town: Any) -> None:
    assert town.until(date(2016, 8, 1)) == []


def test_a_scheme_that_is_off_opens_nothing(town: Any) -> None:
    town.rounds("month")
    town.switch(on=False)
    assert town.until(date(2016, 3, 1)) == []


def test_switched_on_again_it_goes_on_with_the_next_period(town: Any) -> None:
    town.rounds("month")
    town.switch(on=False)
    town.until(date(2016, 2, 10))
    town.switch(on=True)
    assert [each.key for each in owed(town.until(date(2016, 3, 1)))] == ["2016-03"]


def test_a_fact_counts_in_the_period_of_its_day_whatever_key_it_gives(town: Any) -> None:
    town.rounds("month").until(NEW_YEAR)
    town.until(date(2016, 2, 3))
    [met] = town.visit(None)
    assert met.key == "2016-02"
    assert town.states() == {(None, "2016-01"): "missed", (None, "2016-02"): "met"}


def test_it_is_met_when_it_was_done_as_often_as_it_is_owed(town: Any) -> None:
    town.rounds("month", times=2).until(NEW_YEAR)
    done = [(e.done, e.times) for _ in range(3) for e in town.visit(None)]
    assert done == [(1, 2), (2, 2)]
    assert town.states() == {(None, "2016-01"): "met"}


def test_done_once_of_twice_it_is_missed(town: Any) -> None:
    town.rounds("month", times=2).until(NEW_YEAR)
    town.visit(None)
    [late] = [e for e in town.until(date(2016, 2, 1)) if isinstance(e, ObligationMissed)]
    assert (late.done, late.times) == (1, 2)


def test_a_visit_entered_late_counts_in_its_period(town: Any) -> None:
    town.rounds("month").until(NEW_YEAR)
    town.until(date(2016, 2, 3))
    town.visit(None, on=date(2016, 1, 20))
    assert town.states()[None, "2016-01"] == "met"


def test_a_fact_before_the_opening_is_kept_for_it(town: Any) -> None:
    """On the first day of a period a fact may stand in the log before the day's beginning."""
    town.rounds("month", kinds=["村"])
    town.now = town.now.replace(year=2016, month=1, day=1)
    [ahead] = town.visit("liuxi")
    assert isinstance(ahead, ObligationMetAhead)
    town.until(NEW_YEAR)
    assert town.states()["liuxi", "2016-01"] == "met"
    assert town.states()["jingui", "2016-01"] == "open"


def test_a_unit_that_came_during_the_period_owes_nothing_in_it(town: Any) -> None:
    town.rounds("month", kinds=["村"]).until(NEW_YEAR)
    town.tell(OrganisationRegistered(organisation="xincun", name="新村", kind="村"))
    assert town.visit("xincun") == []
    found = owed(town.until(date(2016, 2, 1)))
    assert "xincun" in {each.subject for each in found}


def test_thousands_are_opened_page_by_page(town: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "PAGE", 3)
    found = town.rounds("month", kinds=["村"]).until(NEW_YEAR)
    pages = [each for each in found if isinstance(each, PeriodOpened)]
    assert [page.opened for page in pages] == [3, 3, 1]
    assert [page.next is None for page in pages] == [False, False, True]
    assert len({each.duty for each in owed(found)}) == VILLAGES


def test_pages_of_a_period_that_is_over_are_all_missed(
    town: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "PAGE", 3)
    found = town.rounds("month", kinds=["村"]).until(date(2016, 2, 2))
    assert len([key for _, key in missed(found) if key == "2016-01"]) == VILLAGES


def test_a_unit_that_was_dissolved_before_is_left_out(town: Any) -> None:
    town.dissolve("liuxi", "jingui")
    found = owed(town.rounds("month", kinds=["村"]).until(NEW_YEAR))
    assert "liuxi" not in {each.subject for each in found}
