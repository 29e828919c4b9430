"""A unit that is gone leaves what it had to do to whoever was named."""

from datetime import date
from typing import Any

from taizhang.domain.obligations.events import ObligationMissed, ObligationOwed
from taizhang.domain.obligations.succession_events import ObligationHandedOver, ObligationLapsed

NEW_YEAR = date(2016, 1, 1)


def test_the_successor_owes_what_was_left_open(town: Any) -> None:
    town.promise("jingui")
    [handed] = town.merge("jingui", "shiqiao", into="shiqiao")
    assert isinstance(handed, ObligationHandedOver)
    row = town.promised("shiqiao")
    assert (row.duty, row.previous, row.state) == ("visits.promise/jingui/", ["jingui"], "open")


def test_the_successor_meets_it(town: Any) -> None:
    town.promise("jingui")
    town.merge("jingui", "shiqiao", into="shiqiao")
    town.keep("shiqiao")
    assert town.promised("shiqiao").state == "met"


def test_the_successor_misses_it(town: Any) -> None:
    town.promise("jingui")
    town.merge("jingui", "shiqiao", into="shiqiao")
    [missed] = town.until(NEW_YEAR)
    assert (missed.subject, missed.duty) == ("shiqiao", "visits.promise/jingui/")


def test_a_fact_that_still_names_the_unit_that_is_gone_meets_it(town: Any) -> None:
    town.promise("jingui")
    town.merge("jingui", "shiqiao", into="shiqiao")
    assert len(town.keep("jingui")) == 1


def test_what_the_successor_has_met_is_not_met_again_in_the_name_of_the_other(town: Any) -> None:
    town.promise("jingui")
    town.merge("jingui", "shiqiao", into="shiqiao")
    town.keep("shiqiao")
    assert town.keep("jingui") == []
    assert town.promise("jingui", date(2016, 2, 1)) == []


def test_the_clerk_waives_it_for_the_successor(town: Any, waive: Any) -> None:
    town.promise("jingui")
    town.merge("jingui", "shiqiao", into="shiqiao")
    [waived] = town.do(waive("shiqiao"))
    assert waived.subject == "shiqiao"


def test_it_passes_through_several_hands(town: Any) -> None:
    town.promise("jingui")
    town.merge("jingui", "shiqiao", into="shiqiao")
    town.merge("shiqiao", "liuxi", into="liuxi")
    assert town.promised("liuxi").previous == ["jingui", "shiqiao"]
    assert len(town.keep("liuxi")) == 1


def test_what_was_missed_is_handed_over_to_be_done_late(town: Any) -> None:
    town.promise("jingui")
    town.until(NEW_YEAR)
    town.merge("jingui", "shiqiao", into="shiqiao")
    town.keep("shiqiao")
    assert town.promised("shiqiao").state == "met_late"


def test_what_was_done_stays_with_the_unit_that_did_it(town: Any) -> None:
    town.promise("jingui")
    town.keep("jingui")
    assert town.merge("jingui", "shiqiao", into="shiqiao") == []


def test_what_the_successor_owes_already_is_owed_once(town: Any) -> None:
    town.promise("jingui")
    town.promise("shiqiao")
    [lapsed] = town.merge("jingui", "shiqiao", into="shiqiao")
    assert isinstance(lapsed, ObligationLapsed)
    assert lapsed.into == "visits.promise/shiqiao/"
    assert town.promised("jingui").state == "lapsed"


def test_a_unit_that_goes_on_keeps_its_own(town: Any) -> None:
    town.promise("shiqiao")
    assert town.merge("jingui", "shiqiao", into="shiqiao") == []


def test_what_a_dissolved_unit_promised_goes_to_whoever_was_named(town: Any) -> None:
    town.promise("jingui")
    assert [type(e) for e in town.dissolve("jingui", "shiqiao")] == [ObligationHandedOver]


def test_what_recurs_lapses_with_a_dissolved_unit(town: Any) -> None:
    town.rounds("month", kinds=["村"]).until(NEW_YEAR)
    assert [(type(e), e.into) for e in town.dissolve("jingui", "shiqiao")] == [
        (ObligationLapsed, None)
    ]
    assert ("jingui", "2016-01") not in [
        (e.subject, e.key) for e in town.until(date(2016, 2, 1)) if isinstance(e, ObligationMissed)
    ]


def test_what_recurs_and_was_missed_stays_with_the_unit_that_missed_it(town: Any) -> None:
    town.rounds("month", kinds=["村"]).until(NEW_YEAR)
    town.until(date(2016, 2, 1))
    [lapsed] = town.merge("jingui", "shiqiao", into="shiqiao")
    assert lapsed.key == "2016-02"


def test_what_a_unit_that_is_gone_would_owe_its_successor_owes(town: Any) -> None:
    town.merge("jingui", "shiqiao", into="shiqiao")
    assert [type(e) for e in town.promise("jingui")] == [ObligationOwed, ObligationHandedOver]
    assert town.promised("shiqiao").previous == ["jingui"]
    assert len(town.keep("shiqiao")) == 1


def test_what_a_unit_that_is_gone_would_owe_is_owed_beside_what_went_through_its_hands(
    town: Any,
) -> None:
    town.promise("shiqiao")
    town.merge("shiqiao", "jingui", into="jingui")
    town.merge("jingui", "liuxi", into="liuxi")
    owed, handed = town.promise("jingui")
    assert isinstance(owed, ObligationOwed)
    assert (type(handed), handed.subject) == (ObligationHandedOver, "liuxi")
