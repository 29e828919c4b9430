"""What an export holds, cell by cell."""

from datetime import date
from typing import Any

from taizhang.rosters.exporting import export
from taizhang.rosters.workbook import read_workbook

TODAY = date(2015, 12, 1)


def sheets(desk: Any) -> Any:
    return [sheet.rows for sheet in read_workbook(export(desk.register, TODAY))]


def test_units_with_all_that_is_known(desk: Any) -> None:
    row = ("金桂村", "", "", "柳溪村", "430903100201", "91350100M000100Y43")
    desk.apply(desk.units(row))
    assert sheets(desk)[0][1] == [
        "jingui",
        "金桂村",
        "村",
        "重点村",
        "liuxi",
        "430903100201",
        "91350100M000100Y43",
    ]


def test_posts_with_their_days_and_where_a_person_is_counted(desk: Any) -> None:
    desk.apply(
        desk.people(
            ("王伟", "金桂村", "主任", "2015-01-01", "", "是", "p-1"),
            ("李芳", "柳溪村", "书记", "2014-04-01", "2015-06-30", "", "p-2"),
        )
    )
    assert sheets(desk)[1][1:] == [
        ["p-1", "王伟", "jingui", "金桂村", "书记", "2014-03-01", "", "否"],
        ["p-1", "王伟", "jingui", "金桂村", "主任", "2015-01-01", "", "是"],
        ["p-2", "李芳", "liuxi", "柳溪村", "书记", "2014-04-01", "2015-06-30", ""],
    ]
