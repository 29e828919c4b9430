"""Each row that lists a unit has a state, and says why at its cell."""

from typing import Any

import pytest

from taizhang.domain.organisations.applying_roster import UnitLine
from taizhang.domain.organisations.unit_changes import Wanted
from taizhang.rosters.state import State

CODE, CREDIT = "430903100201", "91350100M000100Y43"


def told(row: Any) -> tuple[State, str, str]:
    [finding] = row.findings
    return row.state, finding.cell, finding.zh


def test_row_like_the_register_is_unchanged(desk: Any) -> None:
    assert desk.unit("金桂村", "村", "重点村").state is State.UNCHANGED


def test_empty_cells_leave_as_it_is(desk: Any) -> None:
    assert desk.unit("金桂村", "").state is State.UNCHANGED


def test_new_unit_is_told_at_its_name(desk: Any) -> None:
    shown = desk.units(("新村", "村", "贫困村", "金桂村", CODE, CREDIT, "xincun"))
    assert told(shown.rows[0]) == (State.NEW, "A2", "新增单位“新村”")
    wanted = Wanted(
        name="新村",
        kind="村",
        labels=["贫困村"],
        superior="jingui",
        division=CODE,
        credit=CREDIT,
    )
    assert shown.command.units == [UnitLine(id="xincun", new=True, wanted=wanted)]


def test_new_unit_is_entered_with_all_that_the_row_says(desk: Any) -> None:
    row = ("新村", "村", "贫困村", "金桂村", CODE, CREDIT, "xincun")
    desk.apply(desk.units(row))
    assert desk.unit(*row).state is State.UNCHANGED


def test_new_unit_needs_a_kind(desk: Any) -> None:
    assert told(desk.unit("新村"))[:2] == (State.ERROR, "B2")


def test_new_name_under_the_identifier_is_a_change(desk: Any) -> None:
    row = desk.unit("金桂社区", "社区", "", "", "", "", "jingui")
    assert (row.state, [f.cell for f in row.findings]) == (State.CHANGED, ["A2", "B2"])


def test_unit_is_found_by_its_code(desk: Any) -> None:
    desk.apply(desk.units(("金桂村", "", "", "", CODE)))
    assert told(desk.unit("金桂社区", "", "", "", CODE))[:2] == (State.CHANGED, "A2")


def test_former_name_is_doubtful(desk: Any) -> None:
    desk.apply(desk.units(("金桂社区", "", "", "", "", "", "jingui")))
    state, cell, zh = told(desk.unit("金桂村", "村"))
    assert (state, cell) == (State.DOUBTFUL, "A2")
    assert "金桂社区" in zh


def test_known_name_under_an_unknown_identifier_is_doubtful(desk: Any) -> None:
    row = desk.unit("金桂村", "村", "", "", "", "", "jinggui")
    assert told(row)[:2] == (State.DOUBTFUL, "G2")


def test_same_unit_twice_is_wrong(desk: Any) -> None:
    rows = desk.units(("金桂村", "村"), ("金 桂村", "村")).rows
    assert told(rows[1])[:2] == (State.ERROR, "A3")


def test_labels_are_taken_away_by_a_word(desk: Any) -> None:
    shown = desk.units(("金桂村", "", "无"))
    assert shown.rows[0].state is State.CHANGED
    assert desk.apply(shown).roll.unit("jingui").labels.now == []


def test_superior_may_stand_further_down(desk: Any) -> None:
    shown = desk.units(("一组", "组", "", "总村"), ("总村", "村"))
    assert [row.state for row in shown.rows] == [State.NEW, State.NEW]
    roll = desk.apply(shown).roll
    [group] = [u for u in roll.units.values() if u.names.now == "一组"]
    assert roll.unit(group.superiors.now or "").names.now == "总村"


def test_unknown_superior_is_wrong(desk: Any) -> None:
    assert told(desk.unit("新村", "村", "", "没有镇"))[:2] == (State.ERROR, "D2")


def test_what_rests_on_a_wrong_row_is_wrong_as_well(desk: Any) -> None:
    shown = desk.units(("一组", "组", "", "总村"), ("总村", "村", "", "没有镇"))
    assert [row.state for row in shown.rows] == [State.ERROR, State.ERROR]
    assert shown.command.units == []


def test_circle_of_superiors_is_wrong(desk: Any) -> None:
    rows = desk.units(("金桂村", "", "", "柳溪村"), ("柳溪村", "", "", "金桂村")).rows
    assert (rows[1].state, rows[1].findings[0].cell) == (State.ERROR, "D3")


def test_code_of_another_unit_is_wrong(desk: Any) -> None:
    desk.apply(desk.units(("金桂村", "", "", "", CODE)))
    row = desk.unit("柳溪村", "", "", "", CODE, "", "liuxi")
    assert told(row)[:2] == (State.ERROR, "E2")


@pytest.mark.parametrize(
    "misread",
    ["43O9031OO2O1", "43090310020l", "43o903i00201", "\uff14\uff1330903100201"[:2] + CODE[2:]],
)
def test_letters_and_wide_digits_in_a_division_code_are_proposed(desk: Any, misread: str) -> None:
    shown = desk.units(("金桂村", "", "", "", misread))
    state, cell, zh = told(shown.rows[0])
    assert (state, cell) == (State.DOUBTFUL, "E2")
    assert CODE in zh
    assert shown.command.units == []


@pytest.mark.parametrize(
    "misread", ["9135O100M000100Y43", "9l350100M000100Y43", "91350100MOOO1OOY43", CREDIT.lower()]
)
def test_misread_credit_code_is_proposed(desk: Any, misread: str) -> None:
    state, cell, zh = told(desk.unit("金桂村", "", "", "", "", misread))
    assert (state, cell) == (State.DOUBTFUL, "F2")
    assert CREDIT in zh


def test_wrong_check_character_tells_the_expected_one(desk: Any) -> None:
    state, cell, zh = told(desk.unit("金桂村", "", "", "", "", CREDIT[:17] + "4"))
    assert (state, cell) == (State.ERROR, "F2")
    assert "应为“3”" in zh


def test_division_code_that_excel_made_a_number_is_read(desk: Any) -> None:
    shown = desk.units(("金桂村", "", "", "", int(CODE)))
    assert shown.command.units[0].wanted.division == CODE


def test_credit_code_that_excel_made_a_number_has_lost_digits(desk: Any) -> None:
    state, cell, zh = told(desk.unit("金桂村", "", "", "", "", 913501001234567890))
    assert (state, cell) == (State.ERROR, "F2")
    assert "丢失" in zh


def test_person_in_a_unit_of_the_same_file(desk: Any, book_of: Any) -> None:
    sheets = {
        "人员": [("姓名", "单位", "职务", "任职日期"), ("赵敏", "新村", "书记", "2015-03-01")],
        "单位": [("单位名称", "单位类别"), ("新村", "村")],
    }
    shown = desk.file(book_of(sheets))
    assert [row.state for row in shown.rows] == [State.NEW, State.NEW]
    roll = desk.apply(shown).roll
    assert len(roll.units) == 3
