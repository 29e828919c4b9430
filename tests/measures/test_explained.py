"""A result can be followed line by line, and its lines are true."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given as property_of
from hypothesis import strategies as st

from taizhang.measures.explained import Explained, given, plain

SIGNS = {"+": "__add__", "−": "__sub__", "×": "__mul__", "÷": "__truediv__"}
numbers = st.one_of(st.integers(-9, 9), st.fractions(-3, 3, max_denominator=6))


@st.composite
def formulas(draw: st.DrawFn, depth: int = 3) -> Explained:
    if depth == 0 or draw(st.booleans()):
        return plain(draw(numbers))
    left, right = draw(formulas(depth - 1)), draw(formulas(depth - 1))
    sign = draw(st.sampled_from(list(SIGNS if right.exact else "+−×")))
    found = getattr(left, SIGNS[sign])(right)
    assert isinstance(found, Explained)
    return found


def computed(text: str) -> Fraction:
    """A formula's value by Python's own rules of brackets and signs, as an independent reader."""
    tokens = re.sub(r"\d+(\.\d+)?", r"Fraction('\g<0>')", text)
    for sign, python in {"×": "*", "÷": "/", "−": "-"}.items():
        tokens = tokens.replace(sign, python)
    value = eval(tokens, {"Fraction": Fraction})
    assert isinstance(value, Fraction)
    return value


def test_pay_is_explained_by_name_formula_numbers_and_result() -> None:
    income = given("上年度农民人均纯收入", 5216, unit="元")
    pay = (income * plain(Decimal("1.7"))).named("书记报酬", unit="元", places=0)
    assert pay.lines == (
        "上年度农民人均纯收入 = 5216元",
        "书记报酬 = 上年度农民人均纯收入 × 1.7 = 5216 × 1.7 = 8867.2元 ≈ 8867元",
    )


def test_rounding_is_for_show_and_the_next_line_goes_on_exactly() -> None:
    third = (plain(10) / plain(3)).named("平均", places=2)
    whole = (third * plain(3)).named("合计", places=2)
    assert whole.lines == (
        "平均 = 10 ÷ 3 = 10/3 ≈ 3.33",
        "合计 = 平均 × 3 = 10/3 × 3 = 10",
    )


def test_a_result_that_needs_no_rounding_shows_none() -> None:
    assert plain(2).named("甲", places=0).lines == ("甲 = 2",)


def test_brackets_stand_where_they_are_needed_and_nowhere_else() -> None:
    one, two = given("甲", 1), given("乙", 2)
    assert (one - (two - one)).names.text == "甲 − (乙 − 甲)"
    assert ((one - two) - one).names.text == "甲 − 乙 − 甲"
    assert ((one + two) * two / one).names.text == "(甲 + 乙) × 乙 ÷ 甲"


def test_a_fraction_that_is_divided_by_keeps_its_brackets() -> None:
    third = given("三分之一", Fraction(1, 3))
    assert (plain(2) / third).numbers.text == "2 ÷ (1/3)"


def test_a_value_used_twice_is_explained_once() -> None:
    one = given("甲", 1)
    assert (one + one).named("和").lines == ("甲 = 1", "和 = 甲 + 甲 = 1 + 1 = 2")


@property_of(formulas())
def test_the_numbers_shown_compute_to_the_result(formula: Explained) -> None:
    assert computed(formula.numbers.text) == formula.exact


@property_of(formulas(), formulas())
def test_naming_a_part_changes_no_result(one: Explained, other: Explained) -> None:
    assert (one.named("甲") - other.named("乙")).exact == (one - other).exact


def test_two_values_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="two values are called 甲"):
        given("甲", 1) + given("甲", 2)


def test_dividing_by_nothing_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="divided by 0: 应到人数"):
        plain(1) / given("应到人数", 0)


def test_a_float_is_refused() -> None:
    with pytest.raises(ValueError, match="exact number"):
        given("甲", 0.1)  # type: ignore[arg-type]
