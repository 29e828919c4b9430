"""What rests on an annulled fact is owed, or done, no longer."""

from datetime import date
from typing import Any

from taizhang.domain.obligations.events import ObligationMissed, ObligationTakenBack


def position(town: Any, name: str) -> int:
    """Where the last fact of a name stands."""
    return max(p for p, e in enumerate(town.history, 1) if e.event_name == name)


def test_what_followed_from_it_is_owed_no_longer(town: Any) -> None:
    town.promise()
    [back] = town.annul(position(town, "visits.promised"))
    assert isinstance(back, ObligationTakenBack)
    assert town.promised().state == "taken_back"
    assert town.until(date(2016, 1, 1)) == []
    assert town.keep() == []


def test_it_can_be_owed_anew(town: Any) -> None:
    town.promise()
    town.annul(position(town, "visits.promised"))
    town.promise()
    assert town.promised().state == "open"


def test_what_another_fact_has_put_off_is_still_owed(town: Any) -> None:
    town.promise()
    first = position(town, "visits.promised")
    town.promise(due=date(2016, 1, 15))
    town.annul(first)
    assert town.promised().state == "open"
    assert len(town.keep()) == 1


def test_what_it_had_met_is_to_be_done_again(town: Any) -> None:
    town.promise()
    town.keep()
    town.annul(position(town, "visits.kept"))
    row = town.promised()
    assert (row.state, row.done, row.met_on) == ("open", 0, None)
    assert len(town.keep()) == 1


def test_what_it_had_met_and_is_over_was_missed(town: Any) -> None:
    town.promise()
    town.keep()
    kept = position(town, "visits.kept")
    town.until(date(2016, 1, 3))
    assert [type(e) for e in town.annul(kept)] == [ObligationTakenBack, ObligationMissed]


def test_what_was_done_ahead_is_not_counted_by_the_opening(town: Any) -> None:
    town.rounds("month")
    town.now = town.now.replace(year=2016, month=1, day=1)
    town.visit(None)
    town.annul(position(town, "visits.visited"))
    town.until(date(2016, 1, 1))
    assert town.states() == {(None, "2016-01"): "open"}


def test_a_fact_on_which_nothing_rests_is_annulled_without_a_trace(town: Any) -> None:
    town.keep()
    assert town.annul(position(town, "visits.kept")) == []
