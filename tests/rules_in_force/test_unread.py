"""What could not be read gives nothing away, and hides nothing beside it."""

import operator
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from taizhang import Fault, Provision, Rules, Words, as_far_as_read
from taizhang.rules.expecting import a_share, each_once, known_only, wanting
from taizhang.rules.provision import Contradictory
from taizhang.rules.unread import UNREAD, Unread

WHAT = Words("步骤", "step")
LOOKS: list[Callable[[Any], object]] = [
    bool,
    len,
    list,
    str,
    repr,
    hash,
    int,
    sorted,
    operator.neg,
    lambda it: it == 1,
    lambda it: 1 in it,
    lambda it: it < 1,
    lambda it: it > 1,
    lambda it: it + 1,
    lambda it: 1 - it,
    lambda it: it.name,
    lambda it: it["name"],
    lambda it: it(),
    lambda it: f"{it}",
    lambda it: "a" in ["b", it],
    lambda it: {**it},
]


@pytest.mark.parametrize("look", LOOKS)
def test_every_look_at_it_ends(look: Callable[[Any], object]) -> None:
    with pytest.raises(Unread):
        look(UNREAD)


def test_it_is_not_nothing() -> None:
    assert UNREAD is not None


def parts() -> Iterator[Iterator[Fault]]:
    yield each_once(["a", "a"], ("one",), WHAT)
    yield each_once(["a", UNREAD, "a"], ("two",), WHAT)
    yield known_only(["b"], ["a"], ("three",), WHAT)


def test_a_part_that_looks_at_it_ends_and_the_others_go_on() -> None:
    assert [fault.at for fault in as_far_as_read(*parts())] == [("one",), ("three",)]


class Pair(Provision, frozen=True):
    left: int
    right: int

    def contradictions(self) -> Iterator[Fault]:
        if self.left < 0:
            yield wanting(("left",), "不能小于 0", "not below 0")
        if self.right < self.left:
            yield wanting(("right",), "不能小于 left", "not below left")


def test_a_provision_tells_all_its_contradictions() -> None:
    with pytest.raises(Contradictory, match=r"不能小于 0 / .*；.*不能小于 left") as told:
        Pair(left=-1, right=-2)
    assert [fault.at for fault in told.value.faults] == [("left",), ("right",)]


def test_a_provision_that_was_not_wholly_read_tells_what_it_can() -> None:
    with pytest.raises(Contradictory) as told:
        Pair(left=-1, right=UNREAD)
    assert [fault.at for fault in told.value.faults] == [("left",)]
    assert Pair(left=1, right=UNREAD).left == 1


class PairRules(Rules, frozen=True):
    section = "pairs"
    pair: Pair


def test_a_section_is_found_in_a_file_or_is_not_there_or_unread() -> None:
    rules = PairRules(pair=Pair(left=1, right=2))
    assert PairRules.within({"pairs": rules}) is rules
    assert PairRules.within({}) is None
    with pytest.raises(Unread):
        PairRules.within({"pairs": UNREAD})


def test_names_that_stand_once_are_fine() -> None:
    assert list(each_once(["a", "b"], (), WHAT)) == []


def test_each_name_that_stands_again_is_told_with_its_entries() -> None:
    told = list(each_once(["a", "b", "a", "b"], ("steps",), WHAT, key="name"))
    assert [fault.at for fault in told] == [("steps", 3, "name"), ("steps", 4, "name")]
    assert told[0].expected.zh == "步骤“a”写了两次：第 1 项和第 3 项"


def test_names_beyond_those_known_are_told_with_the_nearest() -> None:
    [fault] = known_only(["提议", "决义"], ["提议", "决议"], ("at",), WHAT)
    assert (fault.code, fault.remedy.zh) == ("unknown", "是否想写“决议”？")


def test_where_nothing_is_named_nothing_is_wrong() -> None:
    assert list(known_only(None, ["a"], (), WHAT)) == []


@pytest.mark.parametrize(
    ("text", "fine"), [("30%", True), (None, True), ("4/3", False), ("三成", False)]
)
def test_a_share_lies_between_nought_and_one(text: str | None, fine: bool) -> None:
    assert (list(a_share(text, ("share",))) == []) is fine
