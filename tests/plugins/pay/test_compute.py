"""Pay of a year follows from the income of the year before."""

from decimal import Decimal
from typing import Any

import pytest

from taizhang_plugins.pay.commands import ComputePay
from taizhang_plugins.pay.events import IncomePublished, PayComputed
from taizhang_plugins.pay.rows import PayTable

COMMAND = ComputePay(year=2012)
SECRETARY, DIRECTOR, OTHERS = "村党支部书记", "村主任", "其他固定补贴村干部"


def income(year: int, yuan: str) -> IncomePublished:
    return IncomePublished(year=str(year), yuan=Decimal(yuan), source="统计公报")


@pytest.mark.rule("S3-01")
@pytest.mark.rule("S3-02")
def test_pay_is_a_multiple_of_last_years_income_in_the_ratio_of_the_document(xinshao: Any) -> None:
    xinshao.given(income(2011, "4302.5"))
    [computed] = xinshao.do(COMMAND, "finance")
    assert (computed.year, computed.income_year) == ("2012", 2011)
    assert computed.yuan == {
        SECRETARY: Decimal("7314.25"),
        DIRECTOR: Decimal("6582.825"),
        OTHERS: Decimal("5119.975"),
    }


@pytest.mark.rule("S3-01")
def test_every_line_of_the_sum_is_explained(xinshao: Any) -> None:
    xinshao.given(income(2011, "4302.5"))
    [computed] = xinshao.do(COMMAND, "finance")
    assert computed.working == [
        "2011 年度农民人均纯收入 4302.5 元 × 1.7 = 7314.25 元",
        f"{SECRETARY}：7314.25 元 × 1 = 7314.25 元（显示为 7314.25 元）",
        f"{DIRECTOR}：7314.25 元 × 0.9 = 6582.825 元（显示为 6582.83 元）",
        f"{OTHERS}：7314.25 元 × 0.7 = 5119.975 元（显示为 5119.98 元）",
    ]


@pytest.mark.rule("S3-01")
@pytest.mark.parametrize("year", [2009, 2010, 2012])
def test_year_without_income_is_refused_with_the_clause(xinshao: Any, year: int) -> None:
    xinshao.given(income(year, "4302.5"))
    reason = xinshao.refusal(COMMAND, "finance")
    assert (reason.refusal.code, reason.refusal.rule) == ("pay.income_missing", "S3-01")
    assert reason.values == {"income_year": 2011, "year": 2012}
    assert reason.clause == "按照上年度农民人均纯收入的1.7倍确定村党支部书记报酬"


@pytest.mark.rule("S3-03")
def test_pay_is_computed_anew_each_year(xinshao: Any) -> None:
    xinshao.given(income(2011, "4302.5"), income(2012, "4800"))
    first, second = (
        xinshao.do(ComputePay(year=year), "finance")[0].yuan[SECRETARY] for year in (2012, 2013)
    )
    assert second - first == Decimal("1.7") * (4800 - Decimal("4302.5"))


@pytest.mark.parametrize("years_back", [0, 1, 2, 3])
def test_which_year_counts_is_the_tenants_rule(xinshao: Any, years_back: int) -> None:
    xinshao.amend("pay.formula", years_back=years_back)
    xinshao.given(*(income(year, str(year)) for year in range(2009, 2013)))
    [computed] = xinshao.do(COMMAND, "finance")
    assert computed.income_year == 2012 - years_back
    assert computed.yuan[SECRETARY] == Decimal("1.7") * (2012 - years_back)


def test_clerk_computes_no_pay(xinshao: Any) -> None:
    assert xinshao.code_of(COMMAND, "clerk") == "commands.forbidden"


def test_it_is_closed_where_the_plugin_is_off(source_town: Any) -> None:
    town = source_town("santangjie").grant("finance", "finance")
    assert town.refusal(COMMAND, "finance").values["command"] == "计算村干部报酬"


def test_income_published_meanwhile_makes_a_conflict(boundary: Any, selected: Any) -> None:
    assert selected(boundary(COMMAND), income(2011, "1"))
    assert not selected(boundary(COMMAND), income(2013, "1"))


def test_each_post_has_a_row_with_the_working(xinshao: Any) -> None:
    xinshao.given(income(2011, "4302.5"))
    [computed] = xinshao.do(COMMAND, "finance")
    assert isinstance(computed, PayComputed)
    rows = xinshao.folded(PayTable)
    assert set(rows) == {(2012, post) for post in (SECRETARY, DIRECTOR, OTHERS)}
    row = rows[2012, DIRECTOR]
    assert (str(row.yuan), row.working) == ("6582.825", computed.working)
