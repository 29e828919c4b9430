"""Cell: one value of a roster, read as a date, a code or a word; what is doubtful is told."""

import re
import unicodedata
from datetime import date, datetime
from typing import NamedTuple

from msgspec import Struct

from taizhang.domain.organisations.codes import CodeScheme, fault
from taizhang.rosters.state import Finding, State
from taizhang.rosters.workbook import Value

_DAY = re.compile(r"(\d{4})[-./年](\d{1,2})(?:[-./月](\d{1,2})日?|月?)")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
#: What is taken for a digit, by the digit that it is; but a small l may be an L as well.
_MISREAD = str.maketrans("OoIi|!ZzSs", "0011112255")
#: Excel keeps 15 digits of a number.
_EXACT = 10**15


class Cell(Struct, frozen=True):
    """A value and where it stands."""

    address: str
    value: Value

    @property
    def text(self) -> str:
        """As text, without space around it; a whole number without a point."""
        value = self.value
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        if isinstance(value, datetime):
            return value.date().isoformat()
        return str(value).strip()

    def says(self, state: State, zh: str) -> Finding:
        """Something to tell of this cell."""
        return Finding(self.address, state, zh)


class Told(NamedTuple):
    """What a cell holds, or what is to be told of it."""

    value: str | None
    finding: Finding | None = None


class Day(NamedTuple):
    """The day that a cell holds, or what is to be told of it."""

    value: date | None
    finding: Finding | None = None


def code_of(cell: Cell, scheme: CodeScheme) -> Told:
    """A code; where letters were read for digits, the proposal is doubtful and not taken."""
    text = "".join(cell.text.split())
    if not text:
        return Told(None)
    if isinstance(cell.value, int | float) and abs(cell.value) >= _EXACT:
        lost = f"{scheme.title}存成了数字，后几位已丢失；请把单元格设为文本后重新填写"
        return Told(None, cell.says(State.ERROR, lost))
    wrong = fault(scheme, text)
    if wrong is None:
        return Told(text)
    if proposed := _proposed(text, scheme):
        doubt = f"{scheme.title}“{text}”疑为“{proposed}”（字母、全角与数字混淆）；请核对后改正"
        return Told(None, cell.says(State.DOUBTFUL, doubt))
    return Told(None, cell.says(State.ERROR, wrong.sentence()))


def day_of(cell: Cell, today: date) -> Day:
    """A day that is not to come. A month alone is doubtful: its first day is proposed."""
    value = cell.value
    if isinstance(value, datetime | date):
        day = value.date() if isinstance(value, datetime) else value
        return _past(cell, day, today)
    text = "".join(unicodedata.normalize("NFKC", cell.text).split())
    if text in ("", "至今"):
        return Day(None)
    found = _DAY.fullmatch(text) or _COMPACT.fullmatch(text)
    if found is None:
        return Day(None, _no_day(cell))
    year, month, day_ = found.groups()
    try:
        read = date(int(year), int(month), int(day_ or 1))
    except ValueError:
        return Day(None, _no_day(cell))
    if day_ is None:
        doubt = f"“{text}”只写到月，疑为 {read.isoformat()}；请写明日期"
        return Day(None, cell.says(State.DOUBTFUL, doubt))
    return _past(cell, read, today)


def _past(cell: Cell, day: date, today: date) -> Day:
    if day > today:
        return Day(None, cell.says(State.ERROR, f"{day.isoformat()} 在今天（{today}）之后"))
    return Day(day)


def _no_day(cell: Cell) -> Finding:
    return cell.says(State.ERROR, f"“{cell.text}”不是日期；请写成 2015-03-01 或设为日期格式")


def _proposed(text: str, scheme: CodeScheme) -> str | None:
    read = unicodedata.normalize("NFKC", text).translate(_MISREAD)
    tried = (read.replace("l", "1").upper(), read.upper())
    return next((code for code in tried if fault(scheme, code) is None), None)
