"""What one person is paid: exact to the fraction, several posts at once, base and performance."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang_plugins.pay.persons import Standard, pay_of
from taizhang_plugins.pay.tenure import Part

BOTH = ("村党支部书记", "村主任")
RATES = {"村党支部书记": Decimal(6000), "村主任": Decimal(5400)}
rates = st.decimals("0.01", 10**6, places=4)
months = st.lists(st.integers(1, 12), min_size=1, max_size=4)


def concurrent(addition: str) -> list[dict[str, Any]]:
    return [{"posts": [*BOTH], "paid_as": BOTH[0], "addition": addition}]


def performance(**more: Any) -> dict[str, Any]:
    return {"share": "30%", "of": "unit", "by": "grade", "bands": None, "factors": {}} | more


@pytest.mark.rule("S3-02")
@given(st.data())
def test_months_add_up_to_the_exact_sum(ruled: Any, data: st.DataObject) -> None:
    rate, spans = data.draw(rates), data.draw(months)
    parts = [Part(BOTH[:1], span, False) for span in spans]
    paid = pay_of(parts, Standard({BOTH[0]: rate}, {}), ruled(), None)
    assert Fraction(paid.exact) == Fraction(rate) * sum(spans) / 12
    assert abs(Fraction(paid.yuan) - Fraction(paid.exact)) <= Fraction(1, 200)


@pytest.mark.rule("S3-02")
@pytest.mark.parametrize(("addition", "yuan"), [("0", "6000"), ("0.2", "7200")])
def test_who_holds_both_posts_is_paid_as_the_tenant_chose(
    ruled: Any, addition: str, yuan: str
) -> None:
    rules = ruled(concurrent=concurrent(addition))
    paid = pay_of([Part(BOTH, 12, False)], Standard(RATES, {}), rules, None)
    assert paid.yuan == Decimal(yuan)


@pytest.mark.rule("S3-03")
@given(rates, rates, st.integers(0, 12))
def test_a_freeze_keeps_its_months_to_the_year_before_where_that_is_less(
    now: Decimal, last: Decimal, frozen: int
) -> None:
    from taizhang.rules.in_force import read
    from taizhang_plugins.pay.rules import PayRules

    rules = read(PayRules, {"display": {"decimals": 2, "rounding": "half_up"}})
    spans = [(frozen, True), (12 - frozen, False)]
    parts = [Part(BOTH[:1], span, is_frozen) for span, is_frozen in spans if span]
    paid = pay_of(parts, Standard({BOTH[0]: now}, {BOTH[0]: last}), rules, None)
    expected = Fraction(now) * (12 - frozen) / 12 + Fraction(min(now, last)) * frozen / 12
    assert Fraction(paid.exact) == expected


@given(st.fractions(0, 1), st.decimals("0", "2", places=2))
def test_base_and_performance_are_the_whole_where_the_factor_is_one(
    share: Fraction, factor: Decimal
) -> None:
    from taizhang.rules.in_force import read
    from taizhang_plugins.pay.rules import PayRules

    part = performance(share=f"{share.numerator}/{share.denominator}")
    display = {"decimals": 2, "rounding": "half_up"}
    rules = read(PayRules, {"display": display, "performance": part})
    whole = Fraction(6000)
    paid = pay_of([Part(BOTH[:1], 12, False)], Standard(RATES, {}), rules, factor)
    assert Fraction(paid.exact) == whole * (1 - share) + whole * share * Fraction(factor)


def test_the_base_is_known_before_the_result(ruled: Any) -> None:
    rules = ruled(performance=performance())
    paid = pay_of([Part(BOTH[:1], 12, False)], Standard(RATES, {}), rules, None)
    assert (paid.base, paid.performance, paid.yuan) == (Decimal(4200), None, Decimal(4200))
    assert paid.working[-1] == "绩效报酬（占 0.3）待考核结果确定"


def test_without_a_performance_part_all_of_it_is_base(ruled: Any) -> None:
    paid = pay_of([Part(BOTH[:1], 12, False)], Standard(RATES, {}), ruled(), None)
    assert (paid.base, paid.performance) == (Decimal(6000), None)


def test_every_line_of_a_persons_sum_is_explained(ruled: Any) -> None:
    parts = [Part(BOTH[1:], 5, False), Part(BOTH, 7, False)]
    rules = ruled(concurrent=concurrent("0.1"))
    paid = pay_of(parts, Standard(RATES, {}), rules, None)
    assert paid.working == [
        "村主任年报酬 = 5400元",
        "第1段（村主任，5个月） = 村主任年报酬 × 5 ÷ 12 = 5400 × 5 ÷ 12 = 2250元",
        "村党支部书记年报酬 = 6000元",
        "村党支部书记、村主任年报酬 = 村党支部书记年报酬 × (1 + 0.1) = 6000 × (1 + 0.1) = 6600元",
        "第2段（村党支部书记、村主任，7个月） = 村党支部书记、村主任年报酬 × 7 ÷ 12"
        " = 6600 × 7 ÷ 12 = 3850元",
        "全年报酬 = 第1段（村主任，5个月） + 第2段（村党支部书记、村主任，7个月）"
        " = 2250 + 3850 = 6100元",
        "基本报酬 = 全年报酬 = 6100元",
    ]
