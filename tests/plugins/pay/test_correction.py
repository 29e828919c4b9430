"""An income is corrected: what rested on it says so, and a recomputation names the difference."""

from decimal import Decimal
from typing import Any

import pytest

from taizhang.domain.amendments.correcting import CorrectFact
from taizhang_plugins.pay.checking import CheckTable, FactCorrected, tables_after_correction
from taizhang_plugins.pay.computing import ComputePay
from taizhang_plugins.pay.drawing import DrawSheet
from taizhang_plugins.pay.events import TableChecked
from taizhang_plugins.pay.rows import PayTable, PublishedIncome
from taizhang_plugins.pay.sheet_events import SheetChecked
from taizhang_plugins.pay.sheet_rows import PaySheet, PersonPay

SHEET = DrawSheet(year=2012, organisation="v")
SECRETARY = (2012, "村党支部书记", "")


@pytest.fixture
def drawn(village: Any, income: Any) -> Any:
    """The pay of 2012 and the village's sheet rest on an income of 3000."""
    village.given(income(2011, "3000"))
    village.income = len(village.log)
    village.do(ComputePay(year=2012), "finance")
    village.do(SHEET, "finance")
    village.answer()
    return village


def correct(town: Any, yuan: str) -> list[Any]:
    """Correct the income, and what policies make of that."""
    reason = {"reason": "统计部门修正", "evidence": "修正公告"}
    town.do(CorrectFact(fact=town.income, fields={"yuan": yuan}, **reason), "clerk")
    return [e for e in town.answer() if isinstance(e, TableChecked | SheetChecked)]


@pytest.mark.rule("S3-03")
def test_the_table_and_its_sheets_are_found_outdated(drawn: Any) -> None:
    table, sheet = correct(drawn, "3100")
    assert (table.outdated, table.rested_on, table.reads) == (True, Decimal(3000), Decimal(3100))
    assert (sheet.outdated, sheet.organisation) == (True, "v")


@pytest.mark.rule("S3-03")
def test_the_rows_say_that_they_are_outdated_and_why(drawn: Any) -> None:
    correct(drawn, "3100")
    row = drawn.folded(PayTable)[SECRETARY]
    assert (row.outdated, row.yuan) == (True, Decimal(5100))
    assert row.because == "2011 年人均收入由 3000 元更正为 3100 元"
    assert drawn.folded(PaySheet)[2012, "v"].outdated
    assert drawn.folded(PersonPay)[2012, "v", "a"].outdated
    assert drawn.folded(PublishedIncome)[2011, "net"].yuan == Decimal(3100)


@pytest.mark.rule("S3-03")
def test_recomputed_the_table_names_the_difference(drawn: Any) -> None:
    correct(drawn, "3100")
    [again] = drawn.do(ComputePay(year=2012), "finance")
    assert (again.revision, again.rates[0].before) == (2, Decimal(5100))
    row = drawn.folded(PayTable)[SECRETARY]
    assert (row.difference, row.outdated, row.because) == (Decimal(170), False, None)


@pytest.mark.rule("S3-03")
@pytest.mark.parametrize(("yuan", "difference"), [("3100", "170"), ("2900", "-170")])
def test_what_is_paid_more_or_taken_back_stands_in_the_new_sheet(
    drawn: Any, yuan: str, difference: str
) -> None:
    correct(drawn, yuan)
    drawn.do(ComputePay(year=2012), "finance")
    [sheet] = drawn.do(SHEET, "finance")
    line = sheet.lines[0]
    assert (sheet.revision, line.yuan - line.before) == (2, Decimal(difference))
    row = drawn.folded(PersonPay)[2012, "v", "a"]
    assert (row.difference, row.outdated) == (Decimal(difference), False)


def test_a_table_that_was_computed_anew_leaves_its_sheets_outdated(drawn: Any) -> None:
    correct(drawn, "3100")
    drawn.do(ComputePay(year=2012), "finance")
    assert [e for e in drawn.answer() if isinstance(e, SheetChecked)] == []  # they are already
    assert drawn.folded(PaySheet)[2012, "v"].outdated


def test_corrected_back_nothing_is_outdated(drawn: Any) -> None:
    correct(drawn, "3100")
    table, sheet = correct(drawn, "3000")
    assert (table.outdated, sheet.outdated) == (False, False)
    assert drawn.folded(PayTable)[SECRETARY].because is None
    assert not drawn.folded(PersonPay)[2012, "v", "a"].outdated


def test_a_corrected_source_leaves_the_table_as_it_is(drawn: Any) -> None:
    drawn.do(
        CorrectFact(fact=drawn.income, fields={"source": "x"}, reason="r", evidence="e"), "clerk"
    )
    assert [e for e in drawn.answer() if isinstance(e, TableChecked | SheetChecked)] == []


def test_the_table_of_a_year_that_rests_on_another_income_stays(drawn: Any, income: Any) -> None:
    drawn.given(income(2012, "4000"))
    drawn.do(ComputePay(year=2013), "finance")
    checked = correct(drawn, "3100")
    assert {each.year for each in checked} == {"2012"}


@pytest.mark.rule("S3-01")
def test_on_an_outdated_table_no_sheet_is_drawn(drawn: Any) -> None:
    correct(drawn, "3100")
    reason = drawn.refusal(SHEET, "finance")
    assert (reason.refusal.code, reason.refusal.status) == ("pay.table_outdated", 409)
    assert (reason.values["name"], reason.values["year"]) == ("示例村", "2012")
    assert reason.clause == "按照上年度农民人均纯收入的1.7倍确定村党支部书记报酬"


def test_an_income_corrected_to_no_sum_is_told_when_pay_is_computed(drawn: Any) -> None:
    table, _ = correct(drawn, "NaN")
    assert table.outdated
    assert drawn.code_of(ComputePay(year=2012), "finance") == "pay.income_unfit"


def test_the_correction_of_another_fact_of_the_year_asks_nothing(drawn: Any) -> None:
    corrected = FactCorrected(event="pay.population_recorded", about=["pay_year:2011"])
    assert list(tables_after_correction.respond(corrected, drawn)) == []


def test_nobody_but_the_system_checks_tables(drawn: Any) -> None:
    assert drawn.code_of(CheckTable(year=2012), "finance") == "commands.forbidden"
