"""Posts are taken, left and handed over; of several, one is where a person is counted."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.organisations.commands import ErasePerson
from taizhang.domain.organisations.people_events import PostLeft, PostTaken
from taizhang.domain.organisations.people_rows import Person, Post
from taizhang.domain.organisations.posts import CountPerson, HandOver, LeavePost, TakePost
from taizhang.domain.organisations.tenure import Tenure

DAY, LATER = date(2015, 6, 1), date(2015, 9, 1)
SECRETARY, DIRECTOR = "村(社区)支部书记", "村主任"
TAKE = TakePost(person="p-jingui", organisation="jingui", post=DIRECTOR, since=DAY)
BOTH = replace(TAKE, counted=False)
LEAVE = LeavePost(
    person="p-jingui", organisation="jingui", post=SECRETARY, until=DAY, reason="任期届满"
)
HAND_OVER = HandOver(
    organisation="jingui",
    post=SECRETARY,
    leaver="p-jingui",
    successor="p-liuxi",
    since=LATER,
    reason="工作调动",
    counted=True,
)
COUNT = CountPerson(person="p-jingui", organisation="jingui", post=DIRECTOR, since=LATER)


def row(town: Any, person: str = "p-jingui") -> Any:
    return town.folded(Person)[person,]


def roll(town: Any) -> Any:
    return town.standing(HAND_OVER).roll


def test_second_post_needs_the_choice_where_to_be_counted(santangjie: Any) -> None:
    reason = santangjie.refusal(TAKE)
    assert reason.refusal.code == "organisations.counted_where"
    assert reason.values["posts"] == f"金桂村{SECRETARY}、金桂村{DIRECTOR}"


def test_second_post_with_the_person_counted_in_the_first(santangjie: Any) -> None:
    taken, counted = santangjie.do(BOTH)
    assert taken == PostTaken(person="p-jingui", organisation="jingui", post=DIRECTOR, since=DAY)
    assert (counted.post, counted.since) == (SECRETARY, DAY)
    assert row(santangjie).post == SECRETARY


def test_second_post_with_the_person_counted_in_it(santangjie: Any) -> None:
    santangjie.do(replace(TAKE, counted=True))
    assert (row(santangjie).post, row(santangjie).since) == (DIRECTOR, DAY)


def test_both_posts_are_shown(santangjie: Any) -> None:
    santangjie.do(BOTH)
    held = [post for person, _, post in santangjie.folded(Post) if person == "p-jingui"]
    assert held == [SECRETARY, DIRECTOR]


def test_where_a_person_was_counted_on_a_day_is_known(santangjie: Any) -> None:
    santangjie.do(BOTH)
    santangjie.do(COUNT)
    posts = [roll(santangjie).counted_in("p-jingui", day).post for day in (DAY, LATER)]
    assert posts == [SECRETARY, DIRECTOR]


def test_same_choice_again_records_nothing(santangjie: Any) -> None:
    santangjie.do(BOTH)
    santangjie.do(COUNT)
    assert santangjie.do(COUNT) == []


def test_nobody_is_counted_in_a_post_not_held(santangjie: Any) -> None:
    reason = santangjie.refusal(COUNT)
    assert reason.refusal.code == "organisations.post_not_held"
    assert reason.sentence() == f"“p-jingui”现不任“金桂村”{DIRECTOR}"


def test_choice_before_a_known_one_is_refused(santangjie: Any) -> None:
    santangjie.do(BOTH)
    santangjie.do(COUNT)
    ask = replace(COUNT, since=DAY, post=SECRETARY)
    assert santangjie.code_of(ask) == "organisations.out_of_order"


def test_post_is_not_taken_twice(santangjie: Any) -> None:
    reason = santangjie.refusal(replace(BOTH, post=SECRETARY))
    assert reason.refusal.code == "organisations.post_held"
    assert (reason.values["person"], reason.values["post"]) == ("p-jingui", SECRETARY)
    assert (reason.values["organisation"], reason.values["name"]) == ("jingui", "金桂村")


def test_post_is_left_with_its_last_day(santangjie: Any) -> None:
    assert santangjie.do(LEAVE) == [
        PostLeft(
            person="p-jingui",
            organisation="jingui",
            post=SECRETARY,
            until=DAY,
            reason="任期届满",
        )
    ]
    assert row(santangjie).post is None
    assert santangjie.folded(Post)["p-jingui", "jingui", SECRETARY].until == DAY


def test_post_is_held_on_its_last_day_and_no_longer(santangjie: Any) -> None:
    santangjie.do(LEAVE)
    days = [DAY, date(2015, 6, 2)]
    assert [len(roll(santangjie).held("p-jingui", day)) for day in days] == [1, 0]


def test_post_may_be_taken_again(santangjie: Any) -> None:
    santangjie.do(LEAVE)
    again = TakePost(person="p-jingui", organisation="jingui", post=SECRETARY, since=LATER)
    assert santangjie.do(again)
    assert row(santangjie).since == LATER


def test_post_is_not_taken_again_on_its_last_day(santangjie: Any) -> None:
    """That day would be counted twice, in pay as well."""
    santangjie.do(LEAVE)
    reason = santangjie.refusal(replace(TAKE, post=SECRETARY))
    assert reason.refusal.code == "organisations.post_held_then"
    assert reason.sentence().endswith(f"至 {DAY} 曾任“金桂村”{SECRETARY}，任期不能重叠")


def test_post_taken_before_an_earlier_time_is_left_before_it(santangjie: Any) -> None:
    santangjie.do(replace(BOTH, since=date(2015, 7, 1)))
    santangjie.do(replace(LEAVE, post=DIRECTOR, until=date(2015, 8, 1)))
    santangjie.do(BOTH)
    last = [date(2015, 7, 1), date(2015, 6, 30)]
    asked = [replace(LEAVE, post=DIRECTOR, until=until) for until in last]
    assert santangjie.code_of(asked[0]) == "organisations.post_held_then"
    assert santangjie.do(asked[1])


def test_who_keeps_one_of_two_posts_is_counted_there(santangjie: Any) -> None:
    santangjie.do(BOTH)
    _left, counted = santangjie.do(LEAVE)
    assert (counted.post, counted.since) == (DIRECTOR, date(2015, 6, 2))
    assert row(santangjie).post == DIRECTOR


def test_leaving_the_other_post_changes_nothing_in_the_count(santangjie: Any) -> None:
    santangjie.do(BOTH)
    assert len(santangjie.do(replace(LEAVE, post=DIRECTOR, until=LATER))) == 1
    assert row(santangjie).post == SECRETARY


def test_who_keeps_two_of_three_posts_is_asked_for_the_choice_first(santangjie: Any) -> None:
    santangjie.do(BOTH)
    santangjie.do(replace(BOTH, organisation="liuxi", post="第一书记"))
    assert santangjie.code_of(LEAVE) == "organisations.counted_where"
    santangjie.do(replace(COUNT, since=DAY))
    assert santangjie.do(LEAVE)


def test_post_not_held_is_not_left(santangjie: Any) -> None:
    reason = santangjie.refusal(replace(LEAVE, post=DIRECTOR))
    assert reason.refusal.code == "organisations.post_not_held"
    assert reason.values["name"] == "金桂村"


def test_post_is_not_left_before_it_was_taken(santangjie: Any) -> None:
    reason = santangjie.refusal(replace(LEAVE, until=date(2001, 1, 1)))
    assert (reason.refusal.code, reason.values["until"]) == (
        "organisations.left_before_taken",
        "2001-01-01",
    )


@pytest.mark.parametrize(
    "ask",
    [
        replace(BOTH, since=date(2015, 12, 2)),
        replace(LEAVE, until=date(2015, 12, 2)),
        replace(HAND_OVER, since=date(2015, 12, 2)),
        replace(COUNT, since=date(2015, 12, 2)),
    ],
)
def test_what_has_not_begun_is_refused(santangjie: Any, ask: Any) -> None:
    assert santangjie.code_of(ask) == "organisations.not_yet"


def test_handover_in_mid_year_leaves_no_gap_and_no_overlap(santangjie: Any) -> None:
    santangjie.do(HAND_OVER)
    held = roll(santangjie)
    days = [date(2015, 8, 31), LATER]
    holders = [[t.person for t in held.holders("jingui", SECRETARY, day)] for day in days]
    assert holders == [["p-jingui"], ["p-liuxi"]]


def test_successor_with_a_post_of_their_own_is_counted_as_chosen(santangjie: Any) -> None:
    santangjie.do(HAND_OVER)
    assert row(santangjie, "p-liuxi").organisation == "jingui"


def test_successor_must_be_known(santangjie: Any) -> None:
    reason = santangjie.refusal(replace(HAND_OVER, successor="p-0"))
    assert (reason.refusal.code, reason.values["id"]) == ("domain.unknown", "p-0")


def test_leaver_must_hold_the_post(santangjie: Any) -> None:
    ask = replace(HAND_OVER, leaver="p-hetang")
    assert santangjie.code_of(ask) == "organisations.post_not_held"


def test_erased_person_takes_no_post(santangjie: Any) -> None:
    santangjie.do(ErasePerson(person="p-jingui", reason="本人申请"))
    assert santangjie.code_of(BOTH) == "domain.unknown"


def test_post_in_an_unknown_unit_is_refused(santangjie: Any) -> None:
    assert santangjie.refusal(replace(BOTH, organisation="x")).values["kind"] == "单位"


@pytest.mark.parametrize("ask", [BOTH, LEAVE, HAND_OVER, COUNT])
def test_only_a_clerk_decides_on_posts(santangjie: Any, ask: Any) -> None:
    assert santangjie.code_of(ask, "auditor") == "commands.forbidden"


@pytest.mark.parametrize(
    ("until", "days"), [(None, 365), (date(2015, 8, 31), 243), (date(2014, 12, 31), 0)]
)
def test_days_in_a_year_are_counted_with_the_first_and_last(until: Any, days: int) -> None:
    tenure = Tenure("p", "jingui", SECRETARY, date(2013, 5, 1), until)
    assert tenure.days(date(2015, 1, 1), date(2015, 12, 31)) == days
