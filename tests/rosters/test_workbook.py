"""What an Excel file holds: both formats, merged cells, titles above the heading."""

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from taizhang.errors import Refused
from taizhang.rosters import workbook
from taizhang.rosters.state import State
from taizhang.rosters.workbook import address, read_workbook

HEAD = ("姓名", "单位", "职务", "任职日期")
XLS = Path(__file__).with_name("roster.xls")


def refused(data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        read_workbook(data)
    assert caught.value.reasons[0].sentence()
    return caught.value.code


@pytest.mark.parametrize(
    ("place", "name"), [((0, 0), "A1"), ((6, 2), "C7"), ((9, 26), "AA10"), ((0, 701), "ZZ1")]
)
def test_cells_are_named_as_excel_does(place: tuple[int, int], name: str) -> None:
    assert address(*place) == name


def test_merged_value_belongs_to_all_rows(desk: Any, book_of: Any) -> None:
    rows = [
        HEAD,
        ("赵敏", "柳溪村", "主任", "2015-03-01"),
        ("钱多", "", "会计", "2015-03-01"),
        ("孙立", "", "文书", "2015-03-01"),
    ]
    shown = desk.file(book_of({"人员": rows}, merged=["B2:B4"]))
    assert [post.organisation for post in shown.command.posts] == ["liuxi"] * 3


def test_title_and_notes_above_the_heading_are_passed_over(desk: Any, book_of: Any) -> None:
    rows = [
        ("三堂街镇村干部名册", "", "", ""),
        ("填表日期：2015 年 12 月", "", "", ""),
        HEAD,
        ("王伟", "金桂村", "书记", "2014-03-01"),
    ]
    shown = desk.file(book_of({"人员": rows}, merged=["A1:D1"]))
    assert [(row.number, row.state) for row in shown.rows] == [(4, State.UNCHANGED)]


def test_heading_with_spaces_and_columns_that_mean_nothing(desk: Any, book_of: Any) -> None:
    rows = [("序号", "姓 名", "所在单位", "职 务", "任职时间", "备注")]
    rows.append(("1", "王伟", "金桂村", "书记", "2014-03-01", ""))
    shown = desk.file(book_of({"人员": rows}))
    assert [row.state for row in shown.rows] == [State.UNCHANGED]
    assert shown.unused == {"人员": ["序号", "备注"]}


def test_empty_rows_are_passed_over(desk: Any, book_of: Any) -> None:
    rows = [HEAD, ("", "", "", ""), ("王伟", "金桂村", "书记", "2014-03-01")]
    assert [row.number for row in desk.file(book_of({"人员": rows})).rows] == [3]


def test_xls_of_old_is_read_with_its_merged_cells(desk: Any) -> None:
    shown = desk.file(XLS.read_bytes())
    assert [row.state for row in shown.rows] == [State.UNCHANGED, State.NEW, State.NEW]
    assert [post.organisation for post in shown.command.posts] == ["jingui", "jingui"]
    assert shown.command.people[1].name == "𠮷 祥"
    assert shown.command.posts[1].since == date(2015, 3, 1)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_what_is_no_excel_file_is_refused(data: bytes) -> None:
    assert refused(data) == "rosters.unreadable"


def test_file_without_a_heading_is_refused(desk: Any, book_of: Any) -> None:
    with pytest.raises(Refused) as caught:
        desk.file(book_of({"人员": [("甲", "乙"), ("丙", "丁")]}))
    assert caught.value.code == "rosters.no_table"


def test_file_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_UNPACKED", 1000)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * 2000)
    assert refused(buffer.getvalue()) == "rosters.too_large"


def test_file_with_too_many_rows_is_refused(monkeypatch: pytest.MonkeyPatch, book_of: Any) -> None:
    monkeypatch.setattr(workbook, "MAX_ROWS", 2)
    assert refused(book_of({"人员": [HEAD, HEAD, HEAD]})) == "rosters.too_large"


@pytest.mark.parametrize("heading", ["村(社区)", "村\uff08社区\uff09"])
def test_brackets_of_either_width_make_one_heading(desk: Any, book_of: Any, heading: str) -> None:
    rows = [("姓名", heading, "职务", "任职日期"), ("王伟", "金桂村", "书记", "2014-03-01")]
    assert desk.file(book_of({"人员": rows})).rows[0].state is State.UNCHANGED
