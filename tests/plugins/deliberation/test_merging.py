"""Two steps may be one where one person holds both posts on the day (一肩挑)."""

from datetime import date
from typing import Any

import pytest

from taizhang.core import PostLeft, PostTaken
from taizhang_plugins.deliberation.rows import Matter

pytestmark = pytest.mark.rule("S0-23")
POSTS = ("村(社区)支部书记", "村委会主任")
BOTH = {"merged": ["“两委”商议"], "whole": 9, "present": 9, "votes_for": 8}
CLAUSE = "本单位的选择：文件未写步骤合并，演示选择一人兼任这两个职务的村可以把提议和商议合并"


def test_without_both_posts_in_one_hand_it_is_refused(opened: Any) -> None:
    opened.hold("p-other", POSTS[1])
    opened.later()
    reason = opened.refused(opened.sitting("党支部提议", **BOTH))
    assert reason.refusal.code == "deliberation.not_in_one_hand"
    assert reason.values["posts"] == "、".join(POSTS)
    assert reason.values["name"] == "金桂村"
    assert reason.clause == CLAUSE


def test_with_both_posts_in_one_hand_both_steps_are_taken(opened: Any) -> None:
    opened.hold("p-jingui", POSTS[1])
    opened.later()
    [taken] = opened.town.do(opened.sitting("党支部提议", **BOTH))
    assert (taken.step, taken.merged) == ("党支部提议", ["“两委”商议"])
    found = opened.town.folded(Matter)["m-1",]
    assert (found.step, found.next_step) == ("“两委”商议", "党员大会审议")


def test_the_wider_body_of_the_two_is_the_one_that_is_counted(opened: Any) -> None:
    opened.hold("p-jingui", POSTS[1])
    opened.later()
    few = opened.sitting("党支部提议", **(BOTH | {"present": 4, "votes_for": 4}))
    assert opened.refused(few).values["of"] == 9
    [taken] = opened.town.do(opened.sitting("党支部提议", **BOTH))
    assert taken.body == "村两委会"


@pytest.mark.parametrize(("day", "fine"), [(date(2015, 12, 9), True), (date(2015, 12, 10), False)])
def test_the_posts_of_the_day_count(opened: Any, day: date, fine: bool) -> None:
    opened.hold("p-jingui", POSTS[1])
    left = PostLeft(
        person="p-jingui",
        organisation="jingui",
        post=POSTS[1],
        until=date(2015, 12, 9),
        reason="辞去",
    )
    opened.town.given(left)
    opened.move_to(day)
    ask = opened.sitting("党支部提议", **BOTH)
    if fine:
        assert opened.town.do(ask)
    else:
        assert opened.code(ask) == "deliberation.not_in_one_hand"


def test_posts_of_another_village_do_not_count(opened: Any) -> None:
    opened.hold("p-shiqiao", POSTS[1])
    opened.later()
    assert opened.code(opened.sitting("党支部提议", **BOTH)) == "deliberation.not_in_one_hand"


def test_other_steps_are_never_merged(opened: Any) -> None:
    opened.hold("p-jingui", POSTS[1])
    opened.through("“两委”商议")
    opened.later()
    reason = opened.refused(opened.sitting("党员大会审议", merged=["村民决议"]))
    assert reason.refusal.code == "deliberation.not_mergeable"
    assert reason.clause is not None


def test_where_the_rules_name_no_posts_nothing_is_merged(opened: Any) -> None:
    opened.hold("p-jingui", POSTS[1])
    opened.adopt(lambda section: section["merging"].update(posts=None))
    opened.later()
    assert opened.code(opened.sitting("党支部提议", **BOTH)) == "deliberation.not_mergeable"


def test_a_post_taken_meanwhile_makes_a_conflict(opened: Any, boundary: Any, selected: Any) -> None:
    taken = PostTaken(person="p", organisation="jingui", post="x", since=date(2015, 1, 1))
    assert selected(boundary(opened.sitting("党支部提议", **BOTH)), taken)
    assert not selected(boundary(opened.sitting("党支部提议")), taken)
