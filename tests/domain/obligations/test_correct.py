"""What rests on a corrected fact is owed, or done, as the fact now says."""

from datetime import date
from typing import Any

from taizhang.domain.obligations.events import (
    ObligationMet,
    ObligationMissed,
    ObligationOwed,
    ObligationTakenBack,
)

DUE, LATER, PAST = date(2015, 12, 31), date(2016, 1, 15), date(2015, 12, 1)


def kinds(events: list[Any]) -> list[type[Any]]:
    return [type(event) for event in events]


def test_another_day_is_owed_anew_by_the_same_fact(town: Any) -> None:
    [first] = town.promise()
    [moved] = town.correct(town.last("visits.promised"), due="2016-01-15")
    assert isinstance(moved, ObligationOwed)
    assert (moved.due, moved.previous, moved.source) == (LATER, DUE, first.source)
    assert town.until(date(2016, 1, 1)) == []
    assert kinds(town.until(date(2016, 1, 16))) == [ObligationMissed]


def test_what_was_missed_is_open_again_by_a_later_day(town: Any) -> None:
    town.promise()
    town.until(date(2016, 1, 3))
    town.correct(town.last("visits.promised"), due="2016-01-15")
    row = town.promised()
    assert (row.state, row.due, row.missed_on) == ("open", LATER, None)


def test_a_day_that_is_past_is_missed_at_once(town: Any) -> None:
    town.promise()
    told = town.correct(town.last("visits.promised"), due="2015-12-01")
    assert kinds(told) == [ObligationOwed, ObligationMissed]


def test_what_it_says_no_more_is_taken_back(town: Any) -> None:
    town.promise(matter="raod")
    back, owed = town.correct(town.last("visits.promised"), matter="road")
    assert kinds([back, owed]) == [ObligationTakenBack, ObligationOwed]
    assert (back.key, owed.key, owed.source) == ("raod", "road", back.source)
    assert town.promised(matter="raod").state == "taken_back"
    assert town.promised(matter="road").state == "open"


def test_what_the_declaration_does_not_read_changes_nothing(town: Any) -> None:
    town.promise()
    assert town.correct(town.last("visits.promised"), note="口头") == []


def test_a_fact_that_was_not_answered_is_not_owed_for_a_word_that_does_not_matter(
    town: Any,
) -> None:
    town.switch(on=False)
    town.promise()
    town.switch(on=True)
    assert town.correct(town.last("visits.promised"), note="口头") == []


def test_a_day_that_is_corrected_twice_is_the_first_one_again(town: Any) -> None:
    town.promise()
    fact = town.last("visits.promised")
    town.correct(fact, due="2016-01-15")
    [back] = town.correct(fact, due="2015-12-31")
    assert (back.due, back.previous) == (DUE, LATER)


def test_what_a_later_fact_has_put_off_stays_so(town: Any) -> None:
    town.promise()
    first = town.last("visits.promised")
    town.promise(due=LATER)
    assert town.correct(first, due="2015-12-25") == []
    assert town.promised().due == LATER


def test_what_was_done_is_not_owed_by_another_day(town: Any) -> None:
    town.promise()
    town.keep()
    assert town.correct(town.last("visits.promised"), due="2016-01-15") == []


def test_a_fact_that_was_about_it_after_all_has_met_it_on_its_own_day(town: Any) -> None:
    town.promise(matter="road")
    told = town.today
    town.keep(matter="raod")
    kept = town.last("visits.kept")
    town.until(date(2016, 1, 3))
    [met] = town.correct(kept, matter="road")
    assert isinstance(met, ObligationMet)
    assert (met.day, met.late, met.source) == (told, False, kept)


def test_a_fact_that_was_not_about_it_has_not_met_it(town: Any) -> None:
    town.promise(matter="road")
    town.keep(matter="road")
    kept = town.last("visits.kept")
    town.until(date(2016, 1, 3))
    assert kinds(town.correct(kept, matter="well")) == [ObligationTakenBack, ObligationMissed]


def test_what_it_still_does_is_not_taken_back(town: Any) -> None:
    town.promise(matter="road")
    town.promise(matter="well")
    town.keep(matter="road")
    [met] = town.correct(town.last("visits.kept"), also="well")
    assert (type(met), met.key) == (ObligationMet, "well")
    assert town.promised(matter="road").state == "met"


def test_what_a_successor_still_does_is_not_taken_back(town: Any) -> None:
    town.promise("jingui", matter="road")
    town.merge("jingui", "shiqiao", into="shiqiao")
    [met] = town.keep("shiqiao", matter="road")
    assert met.duty == "visits.promise/jingui/road"
    assert town.correct(town.last("visits.kept"), also="well") == []


def test_what_it_did_and_does_again_is_met_once(town: Any) -> None:
    town.promise(matter="road")
    town.keep(matter="road")
    kept = town.last("visits.kept")
    [back] = town.correct(kept, matter="well")
    [met] = town.correct(kept, matter="road")
    assert (back.owed, met.done) == (False, 1)
    assert town.promised(matter="road").state == "met"


def test_a_visit_of_a_period_counts_no_more(town: Any) -> None:
    town.rounds("month")
    town.until(date(2016, 1, 1))
    town.visit(None)
    assert kinds(town.correct(town.last("visits.visited"), in_person=False)) == [
        ObligationTakenBack
    ]
    assert town.states() == {(None, "2016-01"): "open"}


def test_a_visit_ahead_of_its_period_that_counts_again_is_counted_by_the_opening(
    town: Any,
) -> None:
    town.rounds("month")
    town.now = town.now.replace(year=2016, month=1, day=1)
    town.visit(None)
    fact = town.last("visits.visited")
    town.correct(fact, in_person=False)
    town.correct(fact, in_person=True)
    town.until(date(2016, 1, 1))
    assert town.states() == {(None, "2016-01"): "met"}


def test_a_corrected_fact_that_is_annulled_is_taken_back_once(town: Any) -> None:
    town.promise()
    fact = town.last("visits.promised")
    town.correct(fact, due="2016-01-15")
    [back] = town.annul(fact)
    assert (back.owed, back.due) == (True, LATER)
    assert town.promised().state == "taken_back"
    assert town.until(date(2016, 1, 16)) == []
