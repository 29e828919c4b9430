"""Pay is exact whatever the income, keeps the ratio, and its lines hold every figure."""

import decimal
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from taizhang.rules.in_force import read
from taizhang_plugins.pay.formula import Rates, capped, rates_of, shown
from taizhang_plugins.pay.rules import PayRules

incomes = st.decimals("0.0001", 10**9, places=4)
factors = st.decimals("0.001", 10, places=12)


def rules(multiple: Decimal, ratios: list[Decimal], decimals: int = 2, **more: Any) -> PayRules:
    posts = {f"职务{number}": str(ratio) for number, ratio in enumerate(ratios)}
    sections = {
        "formula": {"income": "net", "multiple": str(multiple), "years_back": 1},
        "ratio": {"posts": posts},
        "display": {"decimals": decimals, "rounding": "half_up"},
    }
    return read(PayRules, sections | more)


def table(income: Decimal, of: PayRules) -> Rates:
    assert of.formula
    return rates_of(income, 2011, of, of.formula)


@pytest.mark.rule("S3-01")
@given(incomes, factors, st.lists(factors, min_size=1, max_size=4))
@example(Decimal("999999999.9999"), Decimal("1.123456789012"), [Decimal("0.123456789012")])
def test_pay_is_exact(income: Decimal, multiple: Decimal, ratios: list[Decimal]) -> None:
    sums = table(income, rules(multiple, ratios)).yuan
    for number, ratio in enumerate(ratios):
        exact = Fraction(income) * Fraction(multiple) * Fraction(ratio)
        assert Fraction(sums[f"职务{number}", ""]) == exact


@pytest.mark.rule("S3-02")
@given(incomes)
def test_parts_keep_the_ratio(income: Decimal) -> None:
    ratios = [Decimal(1), Decimal("0.9"), Decimal("0.7")]
    first, second, third = table(income, rules(Decimal("1.7"), ratios)).yuan.values()
    assert second * 10 == first * 9
    assert third * 10 == first * 7


@pytest.mark.rule("S3-02")
@given(incomes, st.lists(factors, min_size=1, max_size=5))
def test_posts_run_from_the_highest_paid_down(income: Decimal, ratios: list[Decimal]) -> None:
    sums = list(table(income, rules(Decimal("1.7"), ratios)).yuan.values())
    assert sums == sorted(sums, reverse=True)


@given(incomes, factors, factors)
@example(Decimal("1E+4"), Decimal("1E+1"), Decimal(1))
def test_lines_hold_every_figure_in_full(
    income: Decimal, multiple: Decimal, ratio: Decimal
) -> None:
    yuan, (source, base, post) = table(income, rules(multiple, [ratio]))
    for line, figures in (
        (source, [income]),
        (base, [income, multiple, income * multiple]),
        (post, [ratio, yuan["职务0", ""]]),
    ):
        assert [figure for figure in figures if _written(figure) not in line] == []
        assert "E" not in line


def _written(figure: Decimal) -> str:
    text = f"{figure:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@given(incomes, st.sampled_from([0, 1, 2]))
@example(Decimal("0.005"), 2)
def test_what_is_shown_is_rounded_half_up_and_nothing_else(income: Decimal, decimals: int) -> None:
    seen = shown(Fraction(income), rules(Decimal(1), [Decimal(1)], decimals).display)
    assert seen == income.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert abs(Fraction(seen) - Fraction(income)) <= Fraction(1, 2 * 10**decimals)


def test_precision_of_whoever_calls_changes_nothing() -> None:
    with decimal.localcontext(prec=3):
        sums = table(Decimal("4302.5"), rules(Decimal("1.7"), [Decimal("0.9")])).yuan
    assert sums == {("职务0", ""): Decimal("6582.825")}


def test_each_band_of_population_has_a_line_of_its_own() -> None:
    bands = [{"name": "大村", "low": "2000"}, {"name": "小村", "below": "2000"}]
    sizes = {"bands": bands, "factors": {"大村": "1.2", "小村": "1"}, "years_back": 1}
    sums = table(Decimal(1000), rules(Decimal(2), [Decimal(1)], sizes=sizes)).yuan
    assert sums == {("职务0", "大村"): Decimal(2400), ("职务0", "小村"): Decimal(2000)}


@given(incomes, incomes)
def test_in_a_year_without_a_rise_nobody_is_paid_more_nor_less_than_due(
    due: Decimal, last: Decimal
) -> None:
    key = ("书记", "")
    kept = capped(Rates({key: due}, []), {key: last}, 2013)
    assert kept.yuan[key] == min(due, last)
    assert len(kept.working) == (1 if last < due else 0)


@pytest.mark.parametrize("years_back", [-1, 4])
def test_year_that_the_decision_does_not_read_is_not_adopted(years_back: int) -> None:
    formula = {"income": "net", "multiple": "1.7", "years_back": years_back}
    with pytest.raises(msgspec.ValidationError, match="years_back"):
        rules(Decimal(1), [Decimal(1)], formula=formula)
