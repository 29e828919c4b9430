"""Each row that lists a person has a state, and says why at its cell."""

from datetime import date
from typing import Any

import pytest

from taizhang.domain.organisations.applying_roster import PersonLine, PostLine
from taizhang.domain.organisations.people_events import PostTaken
from taizhang.domain.organisations.tenure import Tenure
from taizhang.rosters.state import State

SINCE = "2014-03-01"


def told(row: Any) -> tuple[State, str, str]:
    """State, cell and sentence of a row with one thing to tell."""
    [finding] = row.findings
    return row.state, finding.cell, finding.zh


def test_row_like_the_register_is_unchanged(desk: Any) -> None:
    assert desk.person("王伟", "金桂村", "书记", SINCE).state is State.UNCHANGED


@pytest.mark.parametrize("name", ["王 伟", "王\u3000伟", " 王伟 ", "王\u200b伟"])
def test_name_with_spaces_is_the_same_name(desk: Any, name: str) -> None:
    assert desk.person(name, "金 桂村", "书记", SINCE).state is State.UNCHANGED


@pytest.mark.parametrize("dot", "\u00b7\u2022\u30fb\u2027\u22c5\uff65\uff0e.")
def test_every_dot_is_the_same_dot(desk: Any, dot: str) -> None:
    desk.apply(desk.people(("买买提·艾力", "金桂村", "主任", SINCE)))
    row = desk.person(f"买买提{dot}艾力", "金桂村", "主任", SINCE)
    assert row.state is State.UNCHANGED


def test_written_form_is_kept(desk: Any) -> None:
    shown = desk.people(("赵 敏", "金桂村", "主任", SINCE))
    assert [line.name for line in shown.command.people] == ["赵 敏"]


def test_new_person_takes_a_post(desk: Any) -> None:
    shown = desk.people(("赵敏", "柳溪村", "主任", "2015年3月1日"))
    [person], [post] = shown.command.people, shown.command.posts
    assert person == PersonLine(id=person.id, new=True, name="赵敏")
    assert post == PostLine(
        person=person.id, organisation="liuxi", post="主任", since=date(2015, 3, 1), new=True
    )
    assert shown.rows[0].state is State.NEW
    assert shown.rows[0].findings[0].cell == "A2"


@pytest.mark.parametrize("name", ["𠮷田", "㛃", "𬍤", "龘𪚥"])
def test_rare_characters_of_any_plane_are_kept(desk: Any, name: str) -> None:
    shown = desk.people((name, "柳溪村", "主任", SINCE))
    assert (shown.rows[0].state, shown.command.people[0].name) == (State.NEW, name)


@pytest.mark.parametrize(("name", "code"), [("王\ue123", "U+E123"), ("王\U000f0001", "U+F0001")])
def test_character_of_a_private_use_area_is_doubtful(desk: Any, name: str, code: str) -> None:
    state, cell, zh = told(desk.person(name, "柳溪村", "主任", SINCE))
    assert (state, cell) == (State.DOUBTFUL, "A2")
    assert code in zh


@pytest.mark.parametrize("name", ["王?", "王\uff1f", "王□", "王\ufffd"])
def test_lost_character_is_doubtful(desk: Any, name: str) -> None:
    assert desk.person(name, "柳溪村", "主任", SINCE).state is State.DOUBTFUL


def test_equal_names_are_told_apart_by_unit_and_post(desk: Any) -> None:
    desk.apply(desk.people(("王伟", "柳溪村", "主任", SINCE, "", "", "新")))
    rows = desk.people(("王伟", "金桂村", "书记", SINCE), ("王伟", "柳溪村", "主任", SINCE)).rows
    assert [row.state for row in rows] == [State.UNCHANGED, State.UNCHANGED]


def test_known_name_in_another_post_is_doubtful_and_names_who_it_may_be(desk: Any) -> None:
    state, cell, zh = told(desk.person("王伟", "柳溪村", "主任", SINCE))
    assert (state, cell) == (State.DOUBTFUL, "A2")
    assert "p-1（金桂村 书记）" in zh


def test_two_of_one_name_in_one_post_are_doubtful(desk: Any) -> None:
    desk.apply(desk.people(("王伟", "金桂村", "书记", "2015-01-01", "", "", "新")))
    state, _, zh = told(desk.person("王伟", "金桂村", "书记", SINCE))
    assert state is State.DOUBTFUL
    assert "p-1" in zh


def test_two_new_rows_of_one_name_are_doubtful_without_a_mark(desk: Any) -> None:
    rows = desk.people(("赵敏", "金桂村", "主任", SINCE), ("赵敏", "柳溪村", "主任", SINCE)).rows
    assert [row.state for row in rows] == [State.NEW, State.DOUBTFUL]


def test_mark_with_a_number_makes_them_one_person(desk: Any) -> None:
    shown = desk.people(
        ("赵敏", "金桂村", "主任", SINCE, "", "", "新1"),
        ("赵敏", "柳溪村", "主任", SINCE, "", "是", "新1"),
    )
    assert len(shown.command.people) == 1
    assert [row.state for row in shown.rows] == [State.NEW, State.CHANGED]


def test_mark_without_a_number_makes_them_two(desk: Any) -> None:
    marked = [("赵敏", u, "主任", SINCE, "", "", "新") for u in ("金桂村", "柳溪村")]
    assert len({line.id for line in desk.people(*marked).command.people}) == 2


def test_one_mark_for_two_names_is_wrong(desk: Any) -> None:
    rows = desk.people(
        ("赵敏", "金桂村", "主任", SINCE, "", "", "新1"),
        ("钱多", "柳溪村", "主任", SINCE, "", "", "新1"),
    ).rows
    assert told(rows[1])[:2] == (State.ERROR, "A3")


def test_one_number_with_two_names_is_wrong(desk: Any) -> None:
    rows = desk.people(
        ("王玮", "金桂村", "书记", SINCE, "", "", "p-1"),
        ("王伟", "金桂村", "主任", SINCE, "", "否", "p-1"),
    ).rows
    assert told(rows[1]) == (State.ERROR, "A3", "人员编号“p-1”在另一行的姓名是“王玮”")


def test_name_of_another_row_that_would_be_changed_is_wrong_without_the_number_as_well(
    desk: Any,
) -> None:
    rows = desk.people(
        ("王玮", "金桂村", "主任", SINCE, "", "否", "p-1"),
        ("王伟", "金桂村", "书记", "2014-03-01"),
    ).rows
    assert told(rows[1]) == (State.ERROR, "A3", "人员编号“p-1”在另一行的姓名是“王玮”")


def test_same_post_with_the_number_and_without_it_is_wrong(desk: Any) -> None:
    numbered, plain = (
        ("王伟", "金桂村", "书记", "2014-03-01", "", "", "p-1"),
        ("王伟", "金桂村", "书记"),
    )
    rows = desk.people(numbered, (*plain, "2014-03-01")).rows
    assert told(rows[1]) == (State.ERROR, "A3", "与“人员”第 2 行重复")


def test_same_row_twice_is_wrong(desk: Any) -> None:
    rows = desk.people(("赵敏", "金桂村", "主任", SINCE), ("赵 敏", "金桂村", "主任", SINCE)).rows
    assert told(rows[1]) == (State.ERROR, "A3", "与“人员”第 2 行重复")


def test_name_written_otherwise_under_the_identifier_is_a_change(desk: Any) -> None:
    shown = desk.people(("王玮", "金桂村", "书记", SINCE, "", "", "p-1"))
    assert told(shown.rows[0]) == (State.CHANGED, "A2", "姓名由“王伟”改为“王玮”")
    assert shown.command.people == [PersonLine(id="p-1", new=False, name="王玮")]


def test_unknown_identifier_is_wrong(desk: Any) -> None:
    row = desk.person("王伟", "金桂村", "书记", SINCE, "", "", "p-9")
    assert told(row)[:2] == (State.ERROR, "G2")


def test_second_post_without_a_choice_is_doubtful(desk: Any) -> None:
    row = desk.person("王伟", "金桂村", "主任", SINCE, "", "", "p-1")
    assert told(row)[:2] == (State.DOUBTFUL, "C2")


def test_second_post_with_a_choice_is_a_change(desk: Any) -> None:
    shown = desk.people(("王伟", "金桂村", "主任", SINCE, "", "是", "p-1"))
    assert shown.rows[0].state is State.CHANGED
    counted = desk.apply(shown).roll.counted_in("p-1", date(2015, 12, 1))
    assert counted.post == "主任"


def test_other_choice_is_a_change_at_its_cell(desk: Any) -> None:
    desk.apply(desk.people(("王伟", "金桂村", "主任", SINCE, "", "是", "p-1")))
    shown = desk.people(
        ("王伟", "金桂村", "书记", SINCE, "", "是", "p-1"),
        ("王伟", "金桂村", "主任", SINCE, "", "否", "p-1"),
    )
    assert told(shown.rows[0])[:2] == (State.CHANGED, "F2")
    assert shown.rows[1].state is State.UNCHANGED
    assert desk.apply(shown).roll.counted_in("p-1", date(2015, 12, 1)).post == "书记"


def test_taking_a_choice_back_without_another_is_doubtful(desk: Any) -> None:
    desk.apply(desk.people(("王伟", "金桂村", "主任", SINCE, "", "是", "p-1")))
    row = desk.person("王伟", "金桂村", "主任", SINCE, "", "否", "p-1")
    assert told(row)[:2] == (State.DOUBTFUL, "F2")


def test_post_is_left_and_another_taken_whatever_the_order_of_rows(desk: Any) -> None:
    shown = desk.people(
        ("王伟", "柳溪村", "第一书记", "2015-09-01", "", "", "p-1"),
        ("王伟", "金桂村", "书记", SINCE, "2015-08-31", "", "p-1"),
    )
    assert [row.state for row in shown.rows] == [State.CHANGED, State.CHANGED]
    roll = desk.apply(shown).roll
    assert [t.post for t in roll.held("p-1", date(2015, 8, 31))] == ["书记"]
    assert [t.post for t in roll.held("p-1", date(2015, 9, 1))] == ["第一书记"]


def test_post_is_left_and_one_entered_late_that_began_before_it(desk: Any) -> None:
    shown = desk.people(
        ("王伟", "金桂村", "书记", SINCE, "2015-08-31", "", "p-1"),
        ("王伟", "柳溪村", "第一书记", "2010-01-01", "", "", "p-1"),
    )
    assert [row.state for row in shown.rows] == [State.CHANGED, State.CHANGED]
    held = desk.apply(shown).roll.held("p-1", date(2015, 9, 1))
    assert [t.post for t in held] == ["第一书记"]


@pytest.mark.parametrize("later", [0, 1], ids=["the later one first", "the later one last"])
def test_the_later_of_two_posts_without_a_choice_is_doubtful_wherever_it_stands(
    desk: Any, later: int
) -> None:
    rows = [("赵敏", "金桂村", "主任", "2010-01-01", "", "是", "新1")]
    rows.insert(later, ("赵敏", "金桂村", "书记", "2010-01-02", "", "", "新1"))
    shown = desk.people(*rows)
    assert [row.state is State.DOUBTFUL for row in shown.rows] == [later == 0, later == 1]
    assert desk.apply(shown).roll.counted_in("+新1", date(2015, 12, 1)).post == "主任"


def test_a_post_that_ended_is_in_nobodys_way(desk: Any) -> None:
    shown = desk.people(
        ("赵敏", "金桂村", "书记", "2010-01-01", "", "是", "新1"),
        ("赵敏", "金桂村", "主任", "2010-01-02", "", "否", "新1"),
        ("赵敏", "柳溪村", "主任", "2010-01-03", "2010-06-01", "是", "新1"),
    )
    assert desk.apply(shown).roll.counted_in("+新1", date(2015, 12, 1)).post == "书记"


def test_of_three_posts_one_is_chosen_before_any_is_left(desk: Any) -> None:
    """Somebody with three posts and no choice: who leaves one must be counted in another."""
    desk.register.roll.tenures["p-1"] += [
        Tenure("p-1", "liuxi", post, date(2015, 1, 1)) for post in ("主任", "第一书记")
    ]
    leaves = ("王伟", "柳溪村", "第一书记", "2015-01-01", "2015-06-30", "", "p-1")
    shown = desk.people(leaves, ("王伟", "柳溪村", "会计", "2015-02-01", "", "是", "p-1"))
    assert told(shown.rows[0])[:2] == (State.DOUBTFUL, "C2")
    assert "金桂村书记、柳溪村主任、柳溪村第一书记" in shown.rows[0].findings[0].zh
    assert desk.apply(shown).roll.counted_in("p-1", date(2015, 12, 1)).post == "会计"
    assert desk.people(leaves).rows[0].state is State.CHANGED


def test_post_that_is_refused_half_way_is_neither_taken_nor_left(desk: Any) -> None:
    """Taken, it would be counted; left, one of two others would have to be chosen."""
    desk.apply(desk.people(("王伟", "金桂村", "主任", SINCE, "", "否", "p-1")))
    shown = desk.people(
        ("王伟", "柳溪村", "会计", "2015-02-01", "2015-06-30", "是", "p-1"),
        ("王伟", "柳溪村", "会计", "2015-03-01", "", "否", "p-1"),
    )
    assert [row.state for row in shown.rows] == [State.DOUBTFUL, State.CHANGED]
    assert desk.apply(shown).roll.counted_in("p-1", date(2015, 12, 1)).post == "书记"


def test_post_taken_again_on_its_last_day_is_wrong(desk: Any) -> None:
    rows = desk.people(
        ("王伟", "金桂村", "书记", "2014-03-01", "2015-06-30", "", "p-1"),
        ("王伟", "金桂村", "书记", "2015-06-30", "", "", "p-1"),
    ).rows
    assert told(rows[1]) == (
        State.ERROR,
        "D3",
        "“p-1”2014-03-01 至 2015-06-30 曾任“金桂村”书记，任期不能重叠",
    )


def test_choice_of_a_row_that_is_refused_is_not_made(desk: Any) -> None:
    """Where nobody has said in which of three posts he is counted, no fourth is added to them."""
    for post in ("主任", "会计"):
        taken = PostTaken(person="p-1", organisation="jingui", post=post, since=date(2015, 1, 1))
        desk.register.roll.take(taken)
    rows = desk.people(
        ("王伟", "金桂村", "书记", "2014-03-01", "2015-12-01", "是", "p-1"),
        ("王伟", "柳溪村", "网格员", "2015-12-01", "", "否", "p-1"),
    ).rows
    assert [row.state for row in rows] == [State.DOUBTFUL, State.DOUBTFUL]


def test_what_the_decision_refuses_leaves_no_trace_in_the_rows_that_follow(desk: Any) -> None:
    shown = desk.people(
        ("王玮", "金桂村", "主任", "2014-05-01", "", "", "p-1"),
        ("王玮", "金桂村", "会计", "2014-06-01", "", "是", "p-1"),
    )
    assert [row.state for row in shown.rows] == [State.DOUBTFUL, State.CHANGED]
    assert [finding.cell for finding in shown.rows[1].findings] == ["A3", "C3"]
    assert [line.post for line in shown.command.posts] == ["会计"]
    assert [t.post for t in desk.apply(shown).roll.open("p-1")] == ["书记", "会计"]


def test_post_that_a_row_before_has_left_cannot_be_left_again(desk: Any) -> None:
    rows = desk.people(
        ("王伟", "金桂村", "书记", SINCE, "2015-06-30", "", "p-1"),
        ("王伟", "金桂村", "书记", "", "2015-07-31", "", "p-1"),
    ).rows
    assert [row.state for row in rows] == [State.CHANGED, State.ERROR]
    assert "现不任“金桂村”书记" in rows[1].findings[0].zh


def test_other_day_of_a_known_post_is_doubtful(desk: Any) -> None:
    row = desk.person("王伟", "金桂村", "书记", "2014-03-02")
    state, cell, zh = told(row)
    assert (state, cell) == (State.DOUBTFUL, "D2")
    assert "2014-03-01" in zh


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (("", "金桂村", "书记", SINCE), "A2"),
        (("赵敏", "", "主任", SINCE), "B2"),
        (("赵敏", "没有村", "主任", SINCE), "B2"),
        (("赵敏", "金桂村", "", SINCE), "C2"),
        (("赵敏", "金桂村", "主任", ""), "D2"),
        (("赵敏", "金桂村", "主任", "去年"), "D2"),
        (("赵敏", "金桂村", "主任", "2015-02-30"), "D2"),
        (("赵敏", "金桂村", "主任", "2015-12-02"), "D2"),
        (("赵敏", "金桂村", "主任", SINCE, "2014-02-28"), "E2"),
        (("赵敏", "金桂村", "主任", SINCE, "", "也许"), "F2"),
    ],
)
def test_what_is_wrong_is_told_at_its_cell(desk: Any, row: Any, cell: str) -> None:
    assert told(desk.person(*row))[:2] == (State.ERROR, cell)


@pytest.mark.parametrize(
    "written", ["2014-03-01", "2014.3.1", "2014/03/01", "2014年3月1日", "20140301", 20140301]
)
def test_day_is_read_however_it_is_written(desk: Any, written: Any) -> None:
    assert desk.person("王伟", "金桂村", "书记", written).state is State.UNCHANGED


def test_day_is_read_from_a_date_cell(desk: Any) -> None:
    assert desk.person("王伟", "金桂村", "书记", date(2014, 3, 1)).state is State.UNCHANGED


@pytest.mark.parametrize("written", ["2014.03", "2014年3月", 2014.3])
def test_month_alone_is_doubtful_and_its_first_day_proposed(desk: Any, written: Any) -> None:
    state, cell, zh = told(desk.person("赵敏", "金桂村", "主任", written))
    assert (state, cell) == (State.DOUBTFUL, "D2")
    assert "2014-03-01" in zh


def test_doubtful_and_wrong_rows_are_not_applied(desk: Any) -> None:
    shown = desk.people(
        ("王\ue123", "金桂村", "主任", SINCE),
        ("赵敏", "没有村", "主任", SINCE),
        ("钱多", "金桂村", "会计", SINCE),
    )
    assert [line.name for line in shown.command.people] == ["钱多"]
    assert len(shown.command.posts) == 1
