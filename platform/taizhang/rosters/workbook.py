"""Workbook: the visible sheets of an Excel file, xlsx or xls, with merged cells filled."""

import io
import zipfile
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from msgspec import Struct
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from taizhang.errors import Refusal, Refused

MAX_BYTES = 10 * 2**20
MAX_UNPACKED = 200 * 2**20
MAX_ROWS = 20_000

Value: TypeAlias = str | int | float | bool | date | datetime | time | timedelta

UNREADABLE = Refusal(
    "rosters.unreadable",
    zh="文件打不开：不是 xlsx 或 xls，或已加密、已损坏（{why}）",
    en="this is no readable xlsx or xls file ({why})",
)
TOO_LARGE = Refusal(
    "rosters.too_large",
    zh="文件太大：{found}，最多 {most}；请分成几个文件",
    en="the file is too large: {found}, at most {most}",
    status=413,
)


class Sheet(Struct, frozen=True):
    """The values of a sheet from A1 on. A merged cell's value stands in all that it covers."""

    name: str
    rows: list[list[Value]]


def address(row: int, column: int) -> str:
    """A cell as people call it, `C7`; both count from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def read_workbook(data: bytes) -> list[Sheet]:
    """All visible sheets. Raises Refused."""
    try:
        _check_size(data)
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        seen = [m.name for m in workbook.sheets_metadata if m.visible is SheetVisibleEnum.Visible]
        return [_sheet(workbook.get_sheet_by_name(name)) for name in seen]
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError) as error:
        raise Refused(UNREADABLE(why=str(error))) from error


def _check_size(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise Refused(TOO_LARGE(found=f"{len(data)} 字节", most=f"{MAX_BYTES} 字节"))
    if zipfile.is_zipfile(io.BytesIO(data)):  # an xlsx says how large it becomes
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
        if unpacked > MAX_UNPACKED:
            raise Refused(TOO_LARGE(found=f"解开后 {unpacked} 字节", most=f"{MAX_UNPACKED} 字节"))


def _sheet(sheet: CalamineSheet) -> Sheet:
    read = sheet.to_python(skip_empty_area=False, nrows=MAX_ROWS + 1)
    if len(read) > MAX_ROWS:
        raise Refused(TOO_LARGE(found=f"{MAX_ROWS} 行以上", most=f"{MAX_ROWS} 行"))
    rows: list[list[Value]] = [list(row) for row in read]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        _fill(rows, (top, left), (bottom, right))
    return Sheet(sheet.name, rows)


def _fill(rows: list[list[Value]], first: tuple[int, int], last: tuple[int, int]) -> None:
    top, left = first
    if top >= len(rows) or left >= len(rows[top]):
        return
    value = rows[top][left]
    for row in rows[top : last[0] + 1]:
        for column in range(left, min(last[1] + 1, len(row))):
            row[column] = value
