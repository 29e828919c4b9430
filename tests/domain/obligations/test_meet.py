"""A fact does what was owed: once, in time or late."""

from datetime import date
from typing import Any

from taizhang.domain.obligations.events import ObligationMet, ObligationMissed
from taizhang.domain.obligations.meeting import MeetDuty


def test_a_fact_meets_what_was_owed(town: Any) -> None:
    town.promise()
    [met] = town.keep()
    source = next(p for p, e in enumerate(town.history, 1) if e.event_name == "visits.kept")
    assert (met.source, met.day, met.late) == (source, date(2015, 12, 20), False)
    assert town.promised().state == "met"


def test_what_nobody_owed_is_not_met(town: Any) -> None:
    assert town.keep() == []


def test_only_what_has_the_same_key_is_met(town: Any) -> None:
    town.promise(matter="road")
    assert town.keep(matter="well") == []


def test_only_whoever_owes_it_meets_it(town: Any) -> None:
    town.promise("jingui")
    assert town.keep("shiqiao") == []


def test_no_more_is_counted_than_is_owed(town: Any) -> None:
    town.promise()
    town.keep()
    assert town.keep() == []


def test_the_same_fact_counts_once(town: Any) -> None:
    town.rounds("month", times=3)
    town.until(date(2016, 1, 1))
    [met] = town.visit(None)
    ask = MeetDuty(
        obligation="visits.round",
        subject=None,
        key="2016-01",
        source=met.source,
        day=met.day,
        last=date(2016, 1, 31),
    )
    assert town.do(ask, "policy:visits.round.obligation") == []
    assert town.rows_of("visits.round")[None, "2016-01"].done == 1


def test_on_its_last_day_it_is_in_time(town: Any) -> None:
    town.promise()
    town.until(date(2015, 12, 31))
    [met] = town.keep()
    assert not met.late


def test_met_after_it_was_missed_both_are_shown(town: Any) -> None:
    town.promise()
    town.until(date(2016, 1, 1))
    town.until(date(2016, 1, 3))
    [met] = town.keep()
    row = town.promised()
    assert met.late
    assert (row.state, row.met_on, row.missed_on) == (
        "met_late",
        date(2016, 1, 3),
        date(2016, 1, 1),
    )


def test_entered_late_but_done_in_time_it_was_kept_and_the_flag_stays_to_be_seen(
    town: Any,
) -> None:
    town.promise()
    town.until(date(2016, 1, 3))
    [met] = town.keep(on=date(2015, 12, 30))
    row = town.promised()
    assert not met.late
    assert (row.state, row.missed_on) == ("met", date(2016, 1, 3))


def test_done_late_before_anybody_looked_it_is_missed_all_the_same(town: Any) -> None:
    """Whether the clock or the fact is answered first makes no difference."""
    town.promise()
    town.now = town.now.replace(year=2016, month=1, day=3)
    met = town.keep()
    missed = town.until(date(2016, 1, 3))
    row = town.promised()
    assert [type(e) for e in (*met, *missed)] == [ObligationMet, ObligationMissed]
    assert (row.state, row.missed_on) == ("met_late", date(2016, 1, 3))


def test_a_scheme_that_is_off_counts_nothing(town: Any) -> None:
    town.promise()
    town.switch(on=False)
    assert town.keep() == []
