"""Pay of a year is owed by a day that the tenant chose, and met by its table (S3-03)."""

from datetime import date
from typing import Any

import pytest

from taizhang.core import ObligationMet, ObligationMissed, ObligationOwed
from taizhang_plugins.pay.computing import ComputePay


def of(town: Any, kind: type[Any]) -> list[tuple[str, date]]:
    """The duties of pay of which something is recorded, with the last day."""
    found = [e for e in town.history if isinstance(e, kind) and e.obligation == "pay.yearly"]
    return [(each.key, each.due) for each in found]


@pytest.mark.rule("S3-03")
def test_the_first_year_owes_its_pay_by_the_chosen_day(xinshao: Any) -> None:
    xinshao.answer()
    assert of(xinshao, ObligationOwed) == [("2012", date(2012, 12, 31))]


@pytest.mark.rule("S3-03")
def test_each_new_year_owes_its_pay(xinshao: Any) -> None:
    xinshao.answer()
    xinshao.begin(date(2014, 2, 1))
    assert [key for key, _ in of(xinshao, ObligationOwed)] == ["2012", "2013", "2014"]


@pytest.mark.rule("S3-03")
def test_a_table_in_time_meets_it(xinshao: Any, income: Any) -> None:
    xinshao.given(income(2011, "3000")).answer()
    xinshao.do(ComputePay(year=2012), "finance")
    xinshao.answer()
    assert of(xinshao, ObligationMet) == [("2012", date(2012, 12, 31))]
    xinshao.begin(date(2013, 1, 1))
    assert of(xinshao, ObligationMissed) == []


@pytest.mark.rule("S3-03")
def test_a_year_without_a_table_is_missed(xinshao: Any) -> None:
    xinshao.answer()
    xinshao.begin(date(2013, 1, 1))
    assert of(xinshao, ObligationMissed) == [("2012", date(2012, 12, 31))]


def test_a_day_that_is_over_is_not_owed_in_the_first_year(xinshao: Any) -> None:
    xinshao.amend("pay.yearly", month=6, day=30).answer()
    assert of(xinshao, ObligationOwed) == []


def test_an_income_owes_the_year_that_rests_on_it(xinshao: Any, income: Any) -> None:
    xinshao.given(income(2012, "3000"), income(2013, "3000", "disposable")).answer()
    assert ("2013", date(2013, 12, 31)) in of(xinshao, ObligationOwed)
    assert "2014" not in dict(of(xinshao, ObligationOwed))


def test_where_no_day_was_chosen_nothing_is_owed(source_town: Any) -> None:
    town = source_town("santangjie")
    town.answer()
    assert of(town, ObligationOwed) == []
