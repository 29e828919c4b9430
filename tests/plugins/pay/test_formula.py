"""Pay is exact whatever the income, keeps the ratio, and its lines hold every figure."""

import decimal
import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from taizhang.rules.in_force import read
from taizhang_plugins.pay.formula import pay_of, rounded
from taizhang_plugins.pay.rules import PayRules

incomes = st.decimals("0.0001", 10**9, places=4)
factors = st.decimals("0.001", 10, places=12)


def rules(multiple: Decimal, ratios: list[Decimal], decimals: int = 2) -> PayRules:
    posts = {f"职务{number}": str(ratio) for number, ratio in enumerate(ratios)}
    sections = {
        "formula": {"multiple": str(multiple), "years_back": 1},
        "ratio": {"posts": posts},
        "display": {"decimals": decimals},
    }
    return read(PayRules, sections)


@pytest.mark.rule("S3-01")
@given(incomes, factors, st.lists(factors, min_size=1, max_size=4))
@example(Decimal("999999999.9999"), Decimal("1.123456789012"), [Decimal("0.123456789012")])
def test_pay_is_exact(income: Decimal, multiple: Decimal, ratios: list[Decimal]) -> None:
    sums, _ = pay_of(income, 2011, rules(multiple, ratios))
    for number, ratio in enumerate(ratios):
        exact = Fraction(income) * Fraction(multiple) * Fraction(ratio)
        assert Fraction(sums[f"职务{number}"]) == exact


@pytest.mark.rule("S3-02")
@given(incomes)
def test_parts_keep_the_ratio(income: Decimal) -> None:
    ratios = [Decimal(1), Decimal("0.9"), Decimal("0.7")]
    sums, _ = pay_of(income, 2011, rules(Decimal("1.7"), ratios))
    first, second, third = sums.values()
    assert second * 10 == first * 9
    assert third * 10 == first * 7


@given(incomes, factors, factors)
@example(Decimal("1E+4"), Decimal("1E+1"), Decimal(1))
def test_lines_hold_every_figure_in_full(
    income: Decimal, multiple: Decimal, ratio: Decimal
) -> None:
    sums, (base, line) = pay_of(income, 2011, rules(multiple, [ratio]))
    of_base = [Decimal(figure) for figure in re.findall(r"[\d.]+", base)]
    assert of_base == [2011, income, multiple, Decimal(base.split("= ")[1].split()[0])]
    [_, *figures] = [Decimal(figure) for figure in re.findall(r"[\d.]+", line)]
    shown = rounded(sums["职务0"], rules(multiple, [ratio]))
    assert figures == [of_base[3], ratio, sums["职务0"], shown]
    assert "E" not in base + line


@given(incomes, st.sampled_from([0, 1, 2]))
@example(Decimal("0.005"), 2)
def test_what_is_shown_is_rounded_half_up_and_nothing_else(income: Decimal, decimals: int) -> None:
    given_rules = rules(Decimal(1), [Decimal(1)], decimals)
    sums, _ = pay_of(income, 2011, given_rules)
    shown = rounded(sums["职务0"], given_rules)
    assert shown == income.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert abs(Fraction(shown) - Fraction(income)) <= Fraction(1, 2 * 10**decimals)


def test_lines_run_from_the_highest_paid_post_down() -> None:
    ratios = [Decimal("0.7"), Decimal(1), Decimal("0.9")]
    sums, working = pay_of(Decimal(100), 2011, rules(Decimal(1), ratios))
    assert list(sums) == ["职务1", "职务2", "职务0"]
    assert [line.split("：")[0] for line in working[1:]] == list(sums)


def test_precision_of_whoever_calls_changes_nothing() -> None:
    with decimal.localcontext(prec=3):
        sums, _ = pay_of(Decimal("4302.5"), 2011, rules(Decimal("1.7"), [Decimal("0.9")]))
    assert sums == {"职务0": Decimal("6582.825")}


@pytest.mark.parametrize("years_back", [-1, 4])
def test_year_that_the_decision_does_not_read_is_not_adopted(years_back: int) -> None:
    sections = {
        "formula": {"multiple": "1.7", "years_back": years_back},
        "ratio": {"posts": {"书记": "1"}},
        "display": {"decimals": 2},
    }
    with pytest.raises(msgspec.ValidationError, match="years_back"):
        read(PayRules, sections)
