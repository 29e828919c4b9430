"""Columns: which heading stands for what. A sheet with 姓名 lists people, else one lists units."""

import re
import unicodedata
from enum import StrEnum

from msgspec import Struct

from taizhang.rosters.workbook import Sheet, Value

#: How many rows from the top a heading is looked for: titles and notes stand above it.
_TOP = 20


class Column(StrEnum):
    """A column by its heading as an export writes it."""

    UNIT_ID = "单位编号"
    UNIT = "单位"
    KIND = "单位类别"
    LABELS = "标签"
    SUPERIOR = "上级单位"
    DIVISION = "区划代码"
    CREDIT = "统一社会信用代码"
    PERSON_ID = "人员编号"
    NAME = "姓名"
    POST = "职务"
    SINCE = "任职日期"
    UNTIL = "离任日期"
    COUNTED = "计入"


UNIT_COLUMNS = tuple(Column)[:7]
PEOPLE_COLUMNS = (Column.PERSON_ID, Column.NAME, Column.UNIT_ID, Column.UNIT, *tuple(Column)[9:])

_ALSO = {
    "单位名称": Column.UNIT,
    "所在单位": Column.UNIT,
    "村(社区)": Column.UNIT,  # normalised, so brackets of either width
    "村名": Column.UNIT,
    "类别": Column.KIND,
    "单位标签": Column.LABELS,
    "行政区划代码": Column.DIVISION,
    "信用代码": Column.CREDIT,
    "职位": Column.POST,
    "现任职务": Column.POST,
    "任职时间": Column.SINCE,
    "离任时间": Column.UNTIL,
    "计入职务": Column.COUNTED,
}
_KNOWN = {str(column): column for column in Column} | _ALSO


class Table(Struct, frozen=True):
    """A sheet whose heading was found: where each column is, and the first row below."""

    sheet: Sheet
    places: dict[Column, int]
    first: int
    unused: list[str]

    @property
    def lists_people(self) -> bool:
        """Whether it lists people and posts; else units."""
        return Column.NAME in self.places


def find_table(sheet: Sheet) -> Table | None:
    """The table of a sheet, or None when no row is a heading."""
    for number, row in enumerate(sheet.rows[:_TOP]):
        places: dict[Column, int] = {}
        for place, value in enumerate(row):
            if column := _KNOWN.get(_plain(value)):
                places.setdefault(column, place)
        if len(places) > 1 and places.keys() & {Column.NAME, Column.UNIT}:
            unused = [str(v).strip() for v in row if _plain(v) and _plain(v) not in _KNOWN]
            return Table(sheet, places, number + 1, unused)
    return None


def _plain(value: Value) -> str:
    text = unicodedata.normalize("NFKC", value) if isinstance(value, str) else ""
    return re.sub(r"[\s*:]", "", text)
