"""A quota over classes: by each class alone, or shared out from the whole."""

import math
from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.measures.class_quota import ClassQuota, Remainder
from taizhang.measures.quota import Quota, Rounding

CLASSES = ("书记", "主任", "其他干部")
THIRTY = Fraction(3, 10)
bases = st.fixed_dictionaries({name: st.integers(0, 120) for name in CLASSES})
quotas = st.builds(
    Quota, st.fractions(0, 1, max_denominator=30), st.sampled_from(get_args(Rounding))
)


def places(remainder: Remainder, *counts: int, rounding: Rounding = "floor") -> list[int]:
    quota = ClassQuota(Quota(THIRTY, rounding), CLASSES, remainder)
    return list(quota.most(dict(zip(CLASSES, counts, strict=True))).values())


@pytest.mark.rule("S2-16")
def test_what_rounding_cuts_off_lapses_class_by_class() -> None:
    assert places("lapses", 24, 24, 69) == [7, 7, 20]


@pytest.mark.rule("S2-16")
def test_the_largest_remainder_gets_the_place_that_is_left() -> None:
    assert places("largest_first", 24, 24, 69) == [7, 7, 21]  # 7.2, 7.2 and 20.7 of 35


@pytest.mark.parametrize(("order", "first"), [(CLASSES, "书记"), (CLASSES[::-1], "其他干部")])
def test_equal_remainders_go_in_the_order_of_the_classes(
    order: tuple[str, ...], first: str
) -> None:
    quota = ClassQuota(Quota(THIRTY, "floor"), order, "largest_first")
    shared = quota.most(dict.fromkeys(CLASSES, 5))
    assert shared == {name: 2 if name == first else 1 for name in CLASSES}


@given(quota=quotas, bases=bases)
def test_places_shared_out_are_those_of_all_together(quota: Quota, bases: dict[str, int]) -> None:
    shared = ClassQuota(quota, CLASSES, "largest_first").most(bases)
    assert sum(shared.values()) == quota.most(sum(bases.values()))


@given(quota=quotas, bases=bases)
def test_a_share_is_off_its_exact_value_by_less_than_one(
    quota: Quota, bases: dict[str, int]
) -> None:
    shared = ClassQuota(quota, CLASSES, "largest_first").most(bases)
    for name, most in shared.items():
        exact = quota.share * bases[name]
        assert math.floor(exact) <= most <= math.ceil(exact) <= bases[name]


@given(quota=quotas, bases=bases)
def test_a_class_by_itself_follows_its_own_quota(quota: Quota, bases: dict[str, int]) -> None:
    alone = ClassQuota(quota, CLASSES, "lapses").most(bases)
    assert alone == {name: quota.most(bases[name]) for name in CLASSES}


@given(bases=bases)
def test_rounding_down_by_class_never_exceeds_the_whole(bases: dict[str, int]) -> None:
    quota = Quota(THIRTY, "floor")
    alone = ClassQuota(quota, CLASSES, "lapses").most(bases)
    assert sum(alone.values()) <= quota.most(sum(bases.values()))


@pytest.mark.parametrize("given", [{"书记": 1}, {**dict.fromkeys(CLASSES, 1), "文书": 1}])
def test_each_class_has_a_base(given: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="each class has a base"):
        ClassQuota(Quota(THIRTY, "floor"), CLASSES, "lapses").most(given)


@pytest.mark.parametrize("classes", [(), ("书记", "书记")])
def test_classes_are_named_once(classes: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="each once"):
        ClassQuota(Quota(THIRTY, "floor"), classes, "lapses")


@pytest.mark.parametrize("remainder", get_args(Remainder))
def test_a_negative_base_is_refused(remainder: Remainder) -> None:
    with pytest.raises(ValueError, match="base is 0 or more"):
        places(remainder, -1, 1, 1)
