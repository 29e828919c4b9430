"""The day after the last one, what was not done is missed: once, and by all of a day at once."""

from datetime import date, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.commands.context import CHINA
from taizhang.domain.obligations import missing
from taizhang.domain.obligations.events import ObligationMet, ObligationMissed, ObligationOwed
from taizhang.domain.obligations.missing import MissDuties

ASK = MissDuties(obligation="visits.promise", due=date(2015, 12, 31))


def test_on_the_last_day_nothing_is_missed(town: Any) -> None:
    town.promise()
    assert town.until(date(2015, 12, 31)) == []


def test_the_day_after_it_is_missed(town: Any) -> None:
    town.promise()
    [missed] = town.until(date(2016, 1, 1))
    assert missed == ObligationMissed(
        duty="visits.promise/jingui/",
        obligation="visits.promise",
        title="兑现承诺",
        subject="jingui",
        key="",
        due=date(2015, 12, 31),
        done=0,
        times=1,
    )
    assert town.promised().state == "missed"


def test_asked_again_it_is_missed_once(town: Any) -> None:
    town.promise()
    town.until(date(2016, 1, 1))
    assert town.do(ASK, "policy:x") == []


def test_before_the_last_day_is_over_it_is_not_missed_whoever_asks(town: Any) -> None:
    town.promise()
    town.until(date(2015, 12, 31))
    assert town.do(ASK, "policy:x") == []


def test_what_was_done_is_not_missed(town: Any) -> None:
    town.promise()
    town.keep()
    assert town.until(date(2016, 1, 1)) == []


def test_what_was_done_in_time_is_not_missed_though_both_are_answered_later(town: Any) -> None:
    found = town.kept_late(done=date(2015, 12, 31), day=date(2016, 1, 5))
    assert [type(each) for each in found] == [ObligationOwed, ObligationMet]


def test_what_was_done_too_late_is_missed_though_both_are_answered_later(town: Any) -> None:
    found = town.kept_late(done=date(2016, 1, 1), day=date(2016, 1, 5))
    assert [type(each) for each in found] == [ObligationOwed, ObligationMet, ObligationMissed]


def test_asked_of_one_the_others_are_left_alone(town: Any) -> None:
    for unit in ("jingui", "shiqiao"):
        town.promise(unit)
    town.now = datetime(2016, 1, 5, 9, tzinfo=CHINA)
    [missed] = town.do(replace(ASK, duty="visits.promise/shiqiao/"), "policy:x")
    assert missed.subject == "shiqiao"


def test_what_was_waived_is_not_missed(town: Any, waive: Any) -> None:
    town.promise()
    town.do(waive("jingui"))
    assert town.until(date(2016, 1, 1)) == []


def test_many_are_missed_page_by_page(town: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(missing, "PAGE", 3)
    for number in range(8):
        town.promise(matter=str(number))
    found = town.until(date(2016, 1, 1))
    assert [e.key for e in found if isinstance(e, ObligationMissed)] == list("01234567")
    assert [e.next for e in found if not isinstance(e, ObligationMissed)] == [
        "visits.promise/jingui/2",
        "visits.promise/jingui/5",
    ]


def test_while_the_scheme_is_off_nothing_is_missed(town: Any) -> None:
    town.promise()
    town.switch(on=False)
    assert town.until(date(2016, 1, 1)) == []
    assert town.promised().state == "open"
