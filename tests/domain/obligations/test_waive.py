"""The clerk lets somebody off what is still to be done, for a reason."""

from datetime import date
from typing import Any

from taizhang.domain.obligations.events import ObligationMissed, ObligationWaived


def test_what_is_open_is_waived(town: Any, waive: Any) -> None:
    town.promise()
    [waived] = town.do(waive("jingui"))
    assert isinstance(waived, ObligationWaived)
    row = town.promised()
    assert (row.state, row.reason) == ("waived", "水灾")


def test_what_was_missed_is_waived(town: Any, waive: Any) -> None:
    town.promise()
    town.until(date(2016, 1, 1))
    assert town.do(waive("jingui"))


def test_waived_again_nothing_changes(town: Any, waive: Any) -> None:
    town.promise()
    town.do(waive("jingui"))
    assert town.do(waive("jingui")) == []


def test_what_was_waived_is_not_met(town: Any, waive: Any) -> None:
    town.promise()
    town.do(waive("jingui"))
    assert town.keep() == []


def test_what_was_done_cannot_be_waived(town: Any, waive: Any) -> None:
    town.promise()
    town.keep()
    reason = town.refusal(waive("jingui"))
    assert reason.refusal.code == "obligations.nothing_open"
    assert (reason.values["name"], reason.values["state"]) == ("金桂村", "已办")


def test_what_nobody_owes_cannot_be_waived(town: Any, waive: Any) -> None:
    reason = town.refusal(waive("jingui"))
    assert reason.refusal.code == "domain.unknown"
    assert reason.values["id"] == "visits.promise/jingui/"


def test_only_the_clerk_waives(town: Any, waive: Any) -> None:
    town.promise()
    assert town.code_of(waive("jingui"), "village:jingui") == "commands.forbidden"


def test_a_waiver_that_is_annulled_leaves_it_to_be_done(town: Any, waive: Any) -> None:
    town.promise()
    town.do(waive("jingui"))
    waived = len(town.log)
    assert town.annul(waived) == []
    assert town.promised().state == "open"


def test_a_waiver_that_is_annulled_after_the_last_day_leaves_it_missed(
    town: Any, waive: Any
) -> None:
    town.promise()
    town.do(waive("jingui"))
    waived = len(town.log)
    town.until(date(2016, 1, 1))
    assert [type(e) for e in town.annul(waived)] == [ObligationMissed]


def test_a_fact_that_the_declaration_names_waives_with_its_reason(town: Any) -> None:
    town.promise(matter="road")
    [waived] = town.release(matter="road")
    assert isinstance(waived, ObligationWaived)
    row = town.promised(matter="road")
    assert (row.state, row.reason) == ("waived", "对方不再要求")
    assert town.until(date(2016, 1, 1)) == []


def test_a_fact_that_would_waive_what_nobody_owes_leaves_no_trace(town: Any) -> None:
    assert town.release(matter="road") == []
