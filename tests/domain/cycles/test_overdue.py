"""The clock reminds of the deadline, and flags a cycle that is not concluded by it."""

from datetime import date
from typing import Any

import pytest

from taizhang.domain.amendments.annulling import AnnulFact
from taizhang.domain.cycles.deadline_events import CycleDeadlineNear, CycleOverdueFlagged
from taizhang.domain.cycles.events import CycleOpened
from taizhang.domain.cycles.opening import OpenCycle
from taizhang.domain.cycles.overdue import FlagCycleOverdue
from taizhang.domain.cycles.rows import Cycle
from taizhang.domain.results.events import ResultsConcluded

END = date(2015, 12, 31)


def told(events: list[Any]) -> list[Any]:
    return [event for event in events if isinstance(event, CycleDeadlineNear | CycleOverdueFlagged)]


def near(days: int) -> CycleDeadlineNear:
    return CycleDeadlineNear(cycle="c", deadline=END, days=days)


def over(days: int, *, soft: bool = True) -> CycleOverdueFlagged:
    return CycleOverdueFlagged(cycle="c", deadline=END, days=days, soft=soft)


@pytest.mark.rule("S0-02")
def test_it_is_flagged_when_the_deadlines_day_is_over(town: Any) -> None:
    town.begin(END)
    assert told(town.begin(date(2016, 1, 1))) == [over(1)]


@pytest.mark.rule("S0-02")
def test_a_soft_word_makes_the_flag_a_warning(town: Any) -> None:
    town.begin(date(2016, 1, 1))
    row = town.folded(Cycle)["c",]
    assert (row.overdue, row.soft, row.days_over) == (True, True, 1)


@pytest.mark.rule("S1-02")
def test_a_hard_deadline_is_overdue(university: Any) -> None:
    university.do(OpenCycle(cycle="c", year=2022, title="2022年度"))
    university.answer()
    assert told(university.begin(date(2022, 12, 31))) == [
        CycleDeadlineNear(cycle="c", deadline=date(2022, 12, 31), days=0)
    ]
    [flag] = told(university.begin(date(2023, 1, 1)))
    assert (flag.deadline, flag.days, flag.soft) == (date(2022, 12, 31), 1, False)


@pytest.mark.rule("S0-02")
def test_days_over_grow_as_often_as_the_tenant_chose(town: Any) -> None:
    town.begin(date(2016, 1, 1))
    assert told(town.begin(date(2016, 1, 30))) == []
    assert told(town.begin(date(2016, 1, 31))) == [over(31)]
    assert town.folded(Cycle)["c",].days_over == 31


def test_days_on_which_nobody_worked_are_counted_in_one_flag(town: Any) -> None:
    flags = [event for event in told(town.begin(date(2016, 3, 10))) if event.days]
    assert flags[-1] == over(70)
    assert told(town.begin(date(2016, 3, 30))) == []
    assert told(town.begin(date(2016, 3, 31))) == [over(91)]


def test_tenant_that_chose_no_interval_is_told_once(town: Any) -> None:
    town.amend("cycles.deadline", again=None).begin(date(2016, 1, 1))
    assert told(town.begin(date(2017, 1, 1))) == []
    assert town.do(FlagCycleOverdue(cycle="c"), "policy:x") == []


def test_reminders_come_on_the_tenants_days(town: Any) -> None:
    town.amend("cycles.deadline", remind=[7, 3])
    assert told(town.begin(date(2015, 12, 23))) == []
    assert told(town.begin(date(2015, 12, 24))) == [near(7)]
    assert town.folded(Cycle)["c",].days_left == 7


def test_cycle_opened_within_the_days_is_reminded_at_once(santangjie: Any) -> None:
    santangjie.do(OpenCycle(cycle="c", year=2015, title="2015年度"))
    assert told(santangjie.answer()) == [near(30)]


@pytest.mark.rule("S0-02")
def test_what_is_concluded_in_time_is_not_flagged(town: Any) -> None:
    town.given(ResultsConcluded(cycle="c"))
    assert told(town.begin(date(2016, 1, 1))) == []


@pytest.mark.rule("S0-02")
def test_conclusion_takes_the_flag_off_and_keeps_how_late_it_was(town: Any) -> None:
    town.begin(date(2016, 1, 1))
    town.begin(date(2016, 1, 11))
    town.given(ResultsConcluded(cycle="c"))
    row = town.folded(Cycle)["c",]
    assert (row.overdue, row.days_over, row.concluded_on) == (False, 11, date(2016, 1, 11))


def test_it_is_flagged_once_a_day(town: Any) -> None:
    town.begin(date(2016, 1, 1))
    assert town.do(FlagCycleOverdue(cycle="c"), "policy:x") == []


def test_before_the_day_is_over_nothing_is_flagged(town: Any) -> None:
    town.begin(END)
    assert town.do(FlagCycleOverdue(cycle="c"), "policy:x") == []


def test_only_the_clock_flags(town: Any) -> None:
    assert town.code_of(FlagCycleOverdue(cycle="c")) == "commands.forbidden"


def test_a_cycle_that_was_opened_by_mistake_and_annulled_is_never_due(town: Any) -> None:
    opened = next(n for n, event in enumerate(town.history, 1) if isinstance(event, CycleOpened))
    town.do(AnnulFact(fact=opened, reason="年度写错", evidence="党委会议记录"))
    assert told([*town.begin(END), *town.begin(date(2016, 1, 1))]) == []
