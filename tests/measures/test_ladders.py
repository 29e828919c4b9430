"""A metric climbs a ladder one way, and each rung acts once."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.measures.ladders import Consequence, Direction, Ladder, Rung

TALK = Consequence("诫勉谈话", "支部书记")
LISTED = Consequence("挂牌督办", "乡镇党委")
#: Months without a new member: 1年内没有 and 3年以上没有 (S4-08, S4-09).
YEARS = Ladder(
    "rising",
    [
        Rung("黄牌警告", Decimal(12), strict=False, consequences=[Consequence("黄牌", "支部")]),
        Rung("诫勉督办", Decimal(36), strict=False, consequences=[TALK, LISTED]),
    ],
)
metrics = st.decimals(-50, 150, places=1)
directions: st.SearchStrategy[Direction] = st.sampled_from(["rising", "falling"])


@st.composite
def ladders(draw: st.DrawFn) -> Ladder:
    direction = draw(directions)
    found = draw(st.lists(st.decimals(0, 100, places=1), min_size=1, max_size=5, unique=True))
    limits = sorted(found, reverse=direction == "falling")
    strict = draw(st.lists(st.booleans(), min_size=len(limits), max_size=len(limits)))
    rungs = [
        Rung(str(n), limit, s) for n, (limit, s) in enumerate(zip(limits, strict, strict=True))
    ]
    return Ladder(direction, rungs)


@pytest.mark.parametrize(
    ("months", "level"), [(11, None), (12, "黄牌警告"), (35, "黄牌警告"), (36, "诫勉督办")]
)
def test_a_level_holds_from_its_limit_on(months: int, level: str | None) -> None:
    rung = YEARS.level(Decimal(months))
    assert (rung and rung.name) == level


def test_a_consequence_may_fall_upon_a_superior() -> None:
    rung = YEARS.level(Decimal(40))
    assert rung
    assert [each.upon for each in rung.consequences] == ["支部书记", "乡镇党委"]


@pytest.mark.parametrize(("strict", "sanctioned"), [(False, True), (True, False)])
def test_whether_seventy_is_in_seventy_and_below_is_a_choice(
    strict: bool, sanctioned: bool
) -> None:
    ladder = Ladder("falling", [Rung("70分以下", Decimal(70), strict)])
    assert (ladder.level(Decimal(70)) is not None) == sanctioned


@pytest.mark.parametrize(("score", "sanctioned"), [("69.99", True), ("70.01", False)])
def test_a_falling_ladder_is_climbed_downwards(score: str, sanctioned: bool) -> None:
    ladder = Ladder("falling", [Rung("70分以下", Decimal(70), strict=True)])
    assert (ladder.level(Decimal(score)) is not None) == sanctioned


@given(ladder=ladders(), one=metrics, other=metrics)
def test_a_metric_further_on_has_reached_all_that_a_nearer_one_has(
    ladder: Ladder, one: Decimal, other: Decimal
) -> None:
    near, far = sorted([one, other], reverse=ladder.direction == "falling")
    assert ladder.reached(far)[: len(ladder.reached(near))] == ladder.reached(near)


@given(ladder=ladders(), metric=metrics)
def test_the_level_is_the_last_rung_reached(ladder: Ladder, metric: Decimal) -> None:
    far = [r for r in ladder.rungs if r.limit < metric or (r.limit == metric and not r.strict)]
    if ladder.direction == "falling":
        far = [r for r in ladder.rungs if r.limit > metric or (r.limit == metric and not r.strict)]
    assert ladder.level(metric) == (far[-1] if far else None)


@given(ladder=ladders(), steps=st.lists(metrics, min_size=2, max_size=8))
def test_on_the_way_up_each_rung_acts_once(ladder: Ladder, steps: list[Decimal]) -> None:
    way = sorted(steps, reverse=ladder.direction == "falling")
    acted = list(ladder.reached(way[0]))
    for before, now in itertools.pairwise(way):
        acted += ladder.newly(before, now)
    assert acted == list(ladder.reached(way[-1]))


@pytest.mark.parametrize(
    ("direction", "limits"),
    [("rising", [36, 12]), ("falling", [12, 36]), ("rising", [12, 12]), ("rising", [])],
)
def test_limits_out_of_order_are_refused(direction: Direction, limits: list[int]) -> None:
    with pytest.raises(ValueError, match="ladder"):
        Ladder(direction, [Rung(str(n), Decimal(v), False) for n, v in enumerate(limits)])


def test_two_rungs_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="name of its own"):
        Ladder("rising", [Rung("甲", Decimal(1), False), Rung("甲", Decimal(2), False)])


@pytest.mark.parametrize("number", ["NaN", "Infinity"])
def test_limits_and_metrics_are_finite(number: str) -> None:
    with pytest.raises(ValueError, match="finite"):
        Ladder("rising", [Rung("甲", Decimal(number), False)])
    with pytest.raises(ValueError, match="finite"):
        YEARS.level(Decimal(number))
