"""A composite weighs its inputs exactly, and says what was missing."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.measures.composite import Composite, Missing
from taizhang.measures.decimals import Number

WEIGHTS = {"平时掌握": Decimal("0.5"), "领导点评": Decimal("0.3"), "现场测评": Decimal("0.2")}
SCORES: dict[str, Number] = {"平时掌握": 90, "领导点评": 80, "现场测评": Decimal("85.5")}
WITHOUT_BALLOT: dict[str, Number] = {"平时掌握": 90, "领导点评": 80}


def composite(missing: Missing = "refused") -> Composite:
    return Composite("综合得分", WEIGHTS, missing)


def test_the_score_and_its_working() -> None:
    found = composite().of(SCORES)
    assert found.missing == ()
    assert found.score.lines == (
        "平时掌握 = 90",
        "领导点评 = 80",
        "现场测评 = 85.5",
        "综合得分 = 平时掌握 × 0.5 + 领导点评 × 0.3 + 现场测评 × 0.2"
        " = 90 × 0.5 + 80 × 0.3 + 85.5 × 0.2 = 86.1",
    )


def test_a_missing_input_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"missing: .*现场测评"):
        composite().of(WITHOUT_BALLOT)


@pytest.mark.parametrize(
    ("missing", "score"),
    [("as_zero", Fraction(69)), ("reweighted", Fraction(69) / Fraction("0.8"))],
)
def test_a_missing_input_counts_as_the_tenant_chose_and_is_stated(
    missing: Missing, score: Fraction
) -> None:
    found = composite(missing).of(WITHOUT_BALLOT)
    assert (found.score.exact, found.missing) == (score, ("现场测评",))


def test_the_working_says_what_was_counted_as_zero() -> None:
    assert "现场测评 = 0（缺，按 0 计）" in composite("as_zero").of(WITHOUT_BALLOT).score.lines


def test_the_working_shows_the_weights_scaled_up() -> None:
    found = composite("reweighted").of(WITHOUT_BALLOT)
    assert found.score.lines[-1].endswith("(90 × 0.5 + 80 × 0.3) ÷ (0.5 + 0.3) = 86.25")


@pytest.mark.parametrize("missing", ["as_zero", "reweighted"])
def test_no_input_at_all_is_no_score(missing: Missing) -> None:
    with pytest.raises(ValueError, match="missing"):
        composite(missing).of({})


@given(
    parts=st.lists(st.integers(1, 50), min_size=1, max_size=6),
    scores=st.lists(st.decimals(0, 100, places=2), min_size=6, max_size=6),
    data=st.data(),
)
def test_a_score_lies_between_the_least_and_the_greatest_input(
    parts: list[int], scores: list[Decimal], data: st.DataObject
) -> None:
    weights = {str(n): Fraction(part, sum(parts)) for n, part in enumerate(parts)}
    there = data.draw(st.sets(st.sampled_from(sorted(weights)), min_size=1))
    inputs = {name: scores[int(name)] for name in there}
    found = Composite("综合得分", weights, "reweighted").of(inputs)
    assert min(inputs.values()) <= found.score.exact <= max(inputs.values())
    assert set(found.missing) == set(weights) - there


@given(st.fixed_dictionaries({name: st.decimals(0, 100, places=2) for name in WEIGHTS}))
def test_a_full_score_is_the_weighted_sum(scores: dict[str, Decimal]) -> None:
    expected = sum(Fraction(scores[name]) * Fraction(WEIGHTS[name]) for name in WEIGHTS)
    assert composite().of(scores).score.exact == expected


@pytest.mark.parametrize(
    "weights", [{"甲": Fraction(1, 3)}, {"甲": Decimal("0.6"), "乙": Decimal("0.6")}]
)
def test_weights_that_do_not_sum_to_one_are_refused(weights: dict[str, Decimal]) -> None:
    with pytest.raises(ValueError, match="sum to exactly 1"):
        Composite("综合得分", weights, "refused")


@pytest.mark.parametrize("weights", [{}, {"甲": Decimal(0), "乙": Decimal(1)}, {"甲": Decimal(-1)}])
def test_each_weight_is_above_zero(weights: dict[str, Decimal]) -> None:
    with pytest.raises(ValueError, match="above 0"):
        Composite("综合得分", weights, "refused")


def test_a_float_weight_is_refused() -> None:
    with pytest.raises(ValueError, match="exact number"):
        Composite("综合得分", {"甲": 1.0}, "refused")  # type: ignore[dict-item]


def test_an_input_without_a_weight_is_refused() -> None:
    with pytest.raises(ValueError, match=r"no weight.*群众评价"):
        composite().of({**SCORES, "群众评价": 1})


def test_a_composite_is_not_called_like_an_input() -> None:
    with pytest.raises(ValueError, match="name of its own"):
        Composite("甲", {"甲": Decimal(1)}, "refused")
