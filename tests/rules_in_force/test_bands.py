"""Bands of a tenant's file: every value in exactly one of them, or a fault that names a value."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from taizhang import BandSpec, Fault, band_faults, bands_of

AT = ("rules", "grades", "bands")


def band(name: str, low: str | None = None, below: str | None = None) -> BandSpec:
    return BandSpec(name, *(None if limit is None else Decimal(limit) for limit in (low, below)))


def faults(*bands: BandSpec) -> list[Fault]:
    return list(band_faults(bands, AT))


FOUR = [
    band("好", "90"),
    band("较好", "80", "90"),
    band("一般", "60", "80"),
    band("较差", None, "60"),
]


@pytest.mark.parametrize("bands", [FOUR, FOUR[::-1]], ids=["down", "up"])
def test_bands_without_gap_and_overlap_are_read_from_the_highest_down(
    bands: list[BandSpec],
) -> None:
    assert faults(*bands) == []
    assert bands_of(bands).words == ("好", "较好", "一般", "较差")
    assert [bands_of(bands).of(Decimal(s)) for s in ("90", "89.5", "59.9")] == [
        "好",
        "较好",
        "较差",
    ]


def test_integer_limits_leave_a_gap_at_89_5() -> None:
    [gap] = faults(band("好", "90"), band("较好", "80", "89"), band("一般", None, "80"))
    assert gap.at == (*AT, 2, "below")
    assert gap.expected.zh == "“较好”与“好”之间有空档：89.5 不属于任何一档"
    assert gap.remedy.zh == "“较好”写 below = 90，或“好”写 low = 89"


def test_overlapping_bands_are_told_with_a_value_in_both() -> None:
    [overlap] = faults(band("好", "85"), band("较好", "80", "90"), band("一般", None, "80"))
    assert overlap.at == (*AT, 2, "below")
    assert overlap.expected.zh == "“较好”与“好”重叠：85 同属两档"
    assert overlap.remedy.zh == "“较好”写 below = 85"


def test_a_band_without_upper_limit_reaches_over_all_above_it() -> None:
    told = faults(band("好", "90"), band("较好", "80"), band("一般"))
    assert [fault.expected.zh for fault in told] == [
        "“一般”与“较好”重叠：80 同属两档",
        "“较好”与“好”重叠：90 同属两档",
    ]


def test_a_band_within_another_overlaps_it_and_hides_no_gap() -> None:
    told = faults(band("甲", None, "100"), band("乙", "10", "20"), band("丙", "101"))
    assert [fault.expected.zh for fault in told] == [
        "“甲”与“乙”重叠：10 同属两档",
        "“甲”与“丙”之间有空档：100.5 不属于任何一档",
    ]


@pytest.mark.parametrize(
    ("bands", "held"),
    [
        ([band("甲", None, "60"), band("乙", None, "80")], "59"),
        ([band("甲"), band("乙", None, "80")], "79"),
        ([band("甲"), band("乙")], "0"),
    ],
)
def test_two_lowest_bands_overlap(bands: list[BandSpec], held: str) -> None:
    assert f"重叠：{held} 同属两档" in faults(*bands)[0].expected.zh


def test_ends_are_open_or_what_lies_beyond_is_in_no_band() -> None:
    high, low = faults(band("好", "60", "100"), band("差", "0", "60"))[::-1]
    assert (high.at, low.at) == ((*AT, 1, "below"), (*AT, 2, "low"))
    assert "100 不属于任何一档" in high.expected.zh
    assert "-1 不属于任何一档" in low.expected.zh


def test_bands_neither_upwards_nor_downwards_are_told_in_their_order() -> None:
    [jumbled] = faults(FOUR[1], FOUR[0], *FOUR[2:])
    assert jumbled.at == AT
    assert jumbled.remedy.zh == "排成 好、较好、一般、较差"


def test_a_name_given_twice_is_told_where_it_comes_again() -> None:
    [twice] = faults(band("好", "60"), band("好", None, "60"))
    assert twice.at == (*AT, 2, "name")
    assert twice.expected.zh == "档次“好”写了两次：第 1 项和第 2 项"


def test_an_empty_band_is_told_and_no_gap_where_it_was_meant_to_be() -> None:
    [empty] = faults(band("好", "90"), band("较好", "90", "80"), band("一般", None, "80"))
    assert empty.at == (*AT, 2, "below")
    assert empty.expected.zh == "“较好”不含任何数：90 以上，又须不满 80"


@pytest.mark.parametrize("limit", ["NaN", "Infinity", "1E+999999999", "1E-999999999"])
def test_limits_are_numbers_that_can_be_written(limit: str) -> None:
    [fault] = faults(band("好", limit), band("差", None, "60"))
    assert fault.at == (*AT, 1, "low")


def test_no_bands_at_all_are_a_fault() -> None:
    [fault] = faults()
    assert fault.at == AT


def test_faulty_bands_are_not_made_into_a_measure() -> None:
    with pytest.raises(ValueError, match=r"89\.5 不属于任何一档"):
        bands_of([band("好", "90"), band("较好", "80", "89"), band("一般", None, "80")])


limits = st.none() | st.integers(-4, 4).map(Decimal)
lists = st.lists(st.tuples(limits, limits), min_size=1, max_size=4)


def held(value: Fraction, low: Decimal | None, below: Decimal | None) -> bool:
    return (low is None or value >= low) and (below is None or value < below)


@given(lists)
@example([(Decimal(0), None), (None, Decimal(0))])
def test_no_fault_exactly_if_each_value_is_in_one_band(
    spans: list[tuple[Decimal | None, Decimal | None]],
) -> None:
    bands = [BandSpec(str(n), low, below) for n, (low, below) in enumerate(spans)]
    told = [f for f in band_faults(bands, AT) if "排列" not in f.expected.zh]
    values = [Fraction(half, 2) for half in range(-12, 13)]
    once = all(sum(held(v, low, below) for low, below in spans) == 1 for v in values)
    filled = all(any(held(v, low, below) for v in values) for low, below in spans)
    assert (not told) == (once and filled)
