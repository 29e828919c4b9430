"""What follows from a fact is owed by a day, once; a day that moves is said anew."""

from datetime import date
from typing import Any

from taizhang.domain.clock.events import DeadlineSet
from taizhang.domain.obligations.events import ObligationMissed, ObligationOwed
from taizhang.events.tags import tags_of

DUE = date(2015, 12, 31)
LATER = date(2016, 1, 15)


def test_a_fact_from_which_something_follows_makes_it_owed(town: Any) -> None:
    [owed] = town.promise(matter="road")
    position = next(p for p, e in enumerate(town.history, 1) if e.event_name == "visits.promised")
    assert owed == ObligationOwed(
        duty="visits.promise/jingui/road",
        obligation="visits.promise",
        scheme="visits",
        title="兑现承诺",
        rule="S0-01",
        subject="jingui",
        key="road",
        first=None,
        due=DUE,
        previous=None,
        times=1,
        source=position,
    )


def test_it_stands_in_the_history_of_whoever_owes_it(town: Any) -> None:
    [owed] = town.promise("person:li")
    assert "person:li" in tags_of(owed)


def test_it_is_watched_by_one_deadline_however_many_owe_it(town: Any) -> None:
    before = len(town.log)
    for unit in ("jingui", "shiqiao", "liuxi"):
        town.promise(unit)
    [deadline] = [e for e in town.history[before:] if isinstance(e, DeadlineSet)]
    assert (deadline.day, deadline.subject) == (date(2016, 1, 1), "visits.promise/2015-12-31")


def test_owed_again_by_the_same_day_nothing_changes(town: Any) -> None:
    town.promise()
    assert town.promise() == []


def test_keys_tell_several_apart(town: Any) -> None:
    assert town.promise(matter="road")
    assert town.promise(matter="well")


def test_another_day_is_said_anew_and_holds(town: Any) -> None:
    town.promise()
    [moved] = town.promise(due=LATER)
    assert (moved.due, moved.previous) == (LATER, DUE)
    assert town.until(date(2016, 1, 1)) == []
    assert [type(e) for e in town.until(date(2016, 1, 16))] == [ObligationMissed]


def test_what_was_missed_is_open_again_by_a_later_day(town: Any) -> None:
    town.promise()
    town.until(date(2016, 1, 1))
    town.promise(due=LATER)
    row = town.promised()
    assert (row.state, row.due, row.missed_on) == ("open", LATER, None)


def test_what_was_done_is_not_owed_by_another_day(town: Any) -> None:
    town.promise()
    town.keep()
    assert town.promise(due=LATER) == []


def test_what_was_waived_is_not_owed_by_another_day(town: Any, waive: Any) -> None:
    town.promise()
    town.do(waive("jingui"))
    assert town.promise(due=LATER) == []


def test_a_day_that_is_past_is_missed_at_once(town: Any) -> None:
    owed = town.promise(due=date(2015, 12, 1))
    assert [type(e) for e in owed] == [ObligationOwed, ObligationMissed]


def test_a_day_that_is_past_is_missed_though_its_deadline_was_reached_before(town: Any) -> None:
    town.promise("jingui")
    town.until(date(2016, 1, 5))
    assert [type(e) for e in town.promise("shiqiao")] == [ObligationOwed, ObligationMissed]


def test_the_tenant_itself_may_owe(town: Any) -> None:
    [owed] = town.promise(None, matter="plan")
    assert (owed.subject, owed.duty) == (None, "visits.promise//plan")
    assert town.promise(None, matter="plan") == []


def test_a_key_that_no_tag_could_hold_is_refused(town: Any) -> None:
    assert town.promise(matter="长" * 61) == []
    assert town.promise(matter="长" * 60)


def test_a_scheme_that_is_off_owes_nothing(town: Any) -> None:
    town.switch(on=False)
    assert town.promise() == []
