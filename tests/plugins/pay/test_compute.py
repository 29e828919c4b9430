"""Pay of a year follows from the income of the year before."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from taizhang_plugins.pay.computing import ComputePay
from taizhang_plugins.pay.events import PayComputed, Rate
from taizhang_plugins.pay.prescribing import PrescribePay
from taizhang_plugins.pay.rows import PayTable

COMMAND = ComputePay(year=2012)
SECRETARY, DIRECTOR, OTHERS = "村党支部书记", "村主任", "其他固定补贴村干部"
CLAUSE = "按照上年度农民人均纯收入的1.7倍确定村党支部书记报酬"
EARLIER = PrescribePay(
    year=2011,
    yuan={SECRETARY: Decimal(6560), DIRECTOR: Decimal(5900), OTHERS: Decimal(4590)},
    document="2011 年执行的标准",
)


def sums(computed: PayComputed) -> dict[str, Decimal]:
    return {rate.post: rate.yuan for rate in computed.rates}


@pytest.mark.rule("S3-01")
@pytest.mark.rule("S3-02")
def test_pay_is_a_multiple_of_last_years_income_in_the_ratio_of_the_document(
    xinshao: Any, income: Any
) -> None:
    xinshao.given(income(2011, "4302.5"))
    [computed] = xinshao.do(COMMAND, "finance")
    assert (computed.year, computed.income_year, computed.revision) == ("2012", 2011, 1)
    assert sums(computed) == {
        SECRETARY: Decimal("7314.25"),
        DIRECTOR: Decimal("6582.825"),
        OTHERS: Decimal("5119.975"),
    }


@pytest.mark.rule("S3-01")
def test_every_line_of_the_sum_is_explained_exactly_and_as_it_is_shown(
    xinshao: Any, income: Any
) -> None:
    xinshao.given(income(2011, "4302.5"))
    [computed] = xinshao.do(COMMAND, "finance")
    assert computed.working == [
        "2011年度农民人均纯收入 = 4302.5元",
        "报酬基数 = 2011年度农民人均纯收入 × 1.7 = 4302.5 × 1.7 = 7314.25元",
        f"{SECRETARY}年报酬 = 报酬基数 × 1 = 7314.25 × 1 = 7314.25元",
        f"{DIRECTOR}年报酬 = 报酬基数 × 0.9 = 7314.25 × 0.9 = 6582.825元 ≈ 6582.83元",
        f"{OTHERS}年报酬 = 报酬基数 × 0.7 = 7314.25 × 0.7 = 5119.975元 ≈ 5119.98元",
    ]
    assert [str(rate.shown) for rate in computed.rates] == ["7314.25", "6582.83", "5119.98"]


@pytest.mark.rule("S3-01")
@pytest.mark.parametrize("year", [2009, 2010, 2012])
def test_year_without_income_is_refused_with_the_clause(
    xinshao: Any, income: Any, year: int
) -> None:
    xinshao.given(income(year, "4302.5"))
    reason = xinshao.refusal(COMMAND, "finance")
    assert (reason.refusal.code, reason.refusal.rule) == ("pay.income_missing", "S3-01")
    assert (reason.values["income_year"], reason.values["income"]) == (2011, "农民人均纯收入")
    assert reason.clause == CLAUSE


@pytest.mark.rule("S3-01")
def test_income_of_another_kind_does_not_count(xinshao: Any, income: Any) -> None:
    xinshao.given(income(2011, "4302.5", "disposable"))
    assert xinshao.code_of(COMMAND, "finance") == "pay.income_missing"
    xinshao.amend("pay.formula", income="disposable")
    [computed] = xinshao.do(COMMAND, "finance")
    assert computed.kind == "disposable"
    assert "人均可支配收入" in computed.working[0]


@pytest.mark.rule("S3-01")
@pytest.mark.parametrize("yuan", ["0", "NaN", "1E+99"])
def test_an_income_that_is_no_sum_is_refused_with_the_clause(
    xinshao: Any, income: Any, yuan: str
) -> None:
    xinshao.given(income(2011, yuan))
    reason = xinshao.refusal(COMMAND, "finance")
    assert (reason.refusal.code, reason.values["yuan"]) == ("pay.income_unfit", yuan)
    assert reason.clause == CLAUSE


@pytest.mark.rule("S3-03")
def test_pay_is_computed_anew_each_year_beside_the_year_before(xinshao: Any, income: Any) -> None:
    xinshao.given(income(2011, "4302.5"), income(2012, "4800"))
    xinshao.do(COMMAND, "finance")
    [second] = xinshao.do(ComputePay(year=2013), "finance")
    assert second.rates[0].yuan == Decimal(8160)
    assert second.rates[0].last_year == Decimal("7314.25")


@pytest.mark.parametrize("years_back", [0, 1, 2, 3])
def test_which_year_counts_is_the_tenants_rule(xinshao: Any, income: Any, years_back: int) -> None:
    xinshao.amend("pay.formula", years_back=years_back)
    xinshao.given(*(income(year, str(year)) for year in range(2009, 2013)))
    [computed] = xinshao.do(COMMAND, "finance")
    assert computed.income_year == 2012 - years_back
    assert computed.rates[0].yuan == Decimal("1.7") * (2012 - years_back)


def test_the_same_again_is_refused(xinshao: Any, income: Any) -> None:
    xinshao.given(income(2011, "4302.5"))
    xinshao.do(COMMAND, "finance")
    reason = xinshao.refusal(COMMAND, "finance")
    assert (reason.refusal.code, reason.refusal.status) == ("pay.unchanged", 409)
    assert reason.values == {"year": 2012, "revision": 1}


def test_a_later_change_of_policy_does_not_rewrite_a_past_year(xinshao: Any, income: Any) -> None:
    adopted = xinshao.authority.adoptions[-1].event
    later = adopted.sections["pay"] | {
        "formula": adopted.sections["pay"]["formula"] | {"multiple": "2"}
    }
    xinshao.given(
        income(2011, "1000"),
        _effective(adopted, later, date(2013, 1, 1)),
    )
    xinshao.begin(date(2013, 3, 1))
    [past] = xinshao.do(COMMAND, "finance")
    assert past.rates[0].yuan == Decimal(1700)


def _effective(adopted: Any, section: Any, since: date) -> Any:
    from msgspec.structs import replace

    sections = adopted.sections | {"pay": section}
    return replace(adopted, sections=sections, effective_from=since)


@pytest.mark.rule("S3-01")
def test_a_year_before_the_formula_is_refused_with_the_clause(xinshao: Any, income: Any) -> None:
    xinshao.given(income(2010, "3860"))
    reason = xinshao.refusal(ComputePay(year=2011), "finance")
    assert (reason.refusal.code, reason.values) == ("pay.before_rules", {"year": 2011})
    assert reason.clause == CLAUSE


@pytest.mark.rule("S3-03")
def test_what_was_paid_before_the_formula_is_what_the_first_year_is_compared_with(
    xinshao: Any, income: Any
) -> None:
    [earlier] = xinshao.do(EARLIER, "finance")
    assert (earlier.income, earlier.document) == (None, "2011 年执行的标准")
    xinshao.given(income(2011, "4302.5"))
    [computed] = xinshao.do(COMMAND, "finance")
    assert [rate.last_year for rate in computed.rates] == [rate.yuan for rate in earlier.rates]


@pytest.mark.rule("S3-01")
def test_a_year_of_the_formula_takes_no_other_table(xinshao: Any) -> None:
    reason = xinshao.refusal(PrescribePay(year=2012, yuan=EARLIER.yuan, document="x"), "finance")
    assert (reason.refusal.code, reason.values) == ("pay.by_formula", {"year": 2012})
    assert reason.clause == CLAUSE


def test_clerk_computes_no_pay(xinshao: Any) -> None:
    assert xinshao.code_of(COMMAND, "clerk") == "commands.forbidden"


def test_it_is_closed_where_the_plugin_is_off(source_town: Any) -> None:
    town = source_town("dongfang").grant("finance", "finance")
    assert town.refusal(COMMAND, "finance").values["command"] == "计算村干部报酬"


def test_income_published_meanwhile_makes_a_conflict(
    income: Any, boundary: Any, selected: Any
) -> None:
    assert selected(boundary(COMMAND), income(2011, "1"))
    assert not selected(boundary(COMMAND), income(2013, "1"))


@pytest.mark.rule("S3-03")
@pytest.mark.parametrize(("multiple", "yuan"), [("1.7", "1700"), ("2", "1700"), ("1.5", "1500")])
def test_in_a_year_without_a_rise_pay_keeps_to_the_year_before(
    xinshao: Any, income: Any, multiple: str, yuan: str
) -> None:
    xinshao.given(income(2011, "1000"), income(2012, "1000"))
    xinshao.do(COMMAND, "finance")
    xinshao.amend("pay.freeze", years=[2013]).amend("pay.formula", multiple=multiple)
    [frozen] = xinshao.do(ComputePay(year=2013), "finance")
    assert frozen.rates[0].yuan == Decimal(yuan)


@pytest.mark.rule("S3-03")
def test_a_year_without_a_rise_needs_the_year_before(xinshao: Any, income: Any) -> None:
    xinshao.given(income(2011, "1000")).amend("pay.freeze", years=[2012], choices={"years": "试"})
    reason = xinshao.refusal(COMMAND, "finance")
    assert (reason.refusal.code, reason.refusal.rule) == ("pay.last_year_missing", "S3-03")
    assert reason.values == {"year": 2012, "last_year": 2011}
    assert reason.clause == "本单位的选择：试"


@pytest.mark.rule("S3-02")
def test_each_post_has_a_row_with_the_working_and_the_change(xinshao: Any, income: Any) -> None:
    xinshao.do(EARLIER, "finance")
    xinshao.given(income(2011, "4302.5"))
    [computed] = xinshao.do(COMMAND, "finance")
    rows = xinshao.folded(PayTable)
    row = rows[2012, DIRECTOR, ""]
    assert (str(row.yuan), str(row.shown), row.working) == (
        "6582.825",
        "6582.83",
        computed.working,
    )
    assert (row.change, row.difference, row.outdated) == (Decimal("682.825"), None, False)
    assert isinstance(computed.rates[0], Rate)
