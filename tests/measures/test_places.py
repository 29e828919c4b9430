"""A quota is never exceeded, in whatever order graders come and however they overlap."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.measures.places import ALL, Full, Places
from taizhang.measures.quota import Quota

SUBJECTS = [f"{n}村" for n in range(12)]
MOST = {"书记": 2, "主任": 1}
claims = st.lists(st.tuples(st.sampled_from(SUBJECTS), st.sampled_from(list(MOST))), max_size=24)


def granted(places: Places, wanted: Sequence[tuple[str, str]]) -> Places:
    for subject, name in wanted:
        try:
            places = places.take(subject, name)
        except Full:
            continue
    return places


def test_a_place_beyond_the_quota_is_refused() -> None:
    with pytest.raises(Full, match="all 1 places of class 主任 are taken") as raised:
        Places(MOST, {"甲村": "主任"}).take("乙村", "主任")
    assert (raised.value.name, raised.value.most) == ("主任", 1)


def test_of_twenty_four_villages_at_most_seven_are_graded_good_together() -> None:
    pooled = Places({ALL: Quota(Fraction(3, 10), "floor").most(24)}, {})
    done = granted(pooled, [(f"{n}村", ALL) for n in range(24)])
    assert (done.held(), done.left()) == (7, 0)


def test_a_holder_may_take_its_own_place_again() -> None:
    full = Places({ALL: 1}, {"甲村": ALL})
    assert full.take("甲村") == full


def test_a_holder_who_changes_class_leaves_a_place_behind() -> None:
    moved = Places(MOST, {"甲村": "书记"}).take("甲村", "主任")
    assert (moved.held("书记"), moved.held("主任")) == (0, 1)


@given(wanted=claims)
def test_no_order_of_graders_exceeds_the_quota(wanted: list[tuple[str, str]]) -> None:
    assert granted(Places(MOST, {}), wanted).over() == {}


@given(wanted=claims, data=st.data())
def test_whoever_comes_first_as_many_places_are_given(
    wanted: list[tuple[str, str]], data: st.DataObject
) -> None:
    once = list(dict(wanted).items())
    one = granted(Places(MOST, {}), once)
    other = granted(Places(MOST, {}), data.draw(st.permutations(once)))
    assert [one.held(name) for name in MOST] == [other.held(name) for name in MOST]


@given(wanted=claims, turns=st.lists(st.integers(0, 23), max_size=120))
def test_no_interleaving_of_reading_and_recording_exceeds_the_quota(
    wanted: list[tuple[str, str]], turns: list[int]
) -> None:
    """Graders read, then record if nothing was recorded since; else they must read again."""
    recorded, version = Places(MOST, {}), 0
    read: dict[int, tuple[Places, int]] = {}
    for turn in turns:
        if turn >= len(wanted):
            continue
        if turn not in read:
            read[turn] = recorded, version
            continue
        seen, at = read.pop(turn)
        if at == version:
            recorded = granted(seen, [wanted[turn]])
            version += 1
        assert recorded.over() == {}


def test_two_who_read_the_same_places_cannot_both_be_recorded() -> None:
    seen = Places({ALL: 1}, {})
    first, second = seen.take("甲村"), seen.take("乙村")
    assert first.over() == second.over() == {}
    with pytest.raises(Full):
        first.take("乙村")


def test_a_change_of_class_may_leave_a_class_over_its_quota() -> None:
    assert Places(MOST, {"甲村": "主任", "乙村": "主任"}).over() == {"主任": 1}


def test_a_class_over_its_quota_gives_no_place() -> None:
    with pytest.raises(Full):
        Places(MOST, {"甲村": "主任", "乙村": "主任"}).take("丙村", "主任")


def test_a_class_without_places_is_refused() -> None:
    with pytest.raises(ValueError, match="文书 has no places"):
        Places(MOST, {}).take("甲村", "文书")
    with pytest.raises(ValueError, match="have no places"):
        Places(MOST, {"甲村": "文书"})


def test_a_negative_number_of_places_is_refused() -> None:
    with pytest.raises(ValueError, match="0 places or more"):
        Places({ALL: -1}, {})
