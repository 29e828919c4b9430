"""Rosters as files, and a register to hold them against."""

import copy
import io
from collections.abc import Callable, Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
import xlsxwriter

from taizhang.domain.organisations.applying_roster import ApplyRoster, RosterApplying
from taizhang.domain.organisations.events import OrganisationRegistered
from taizhang.domain.organisations.people_events import PersonRegistered, PostTaken
from taizhang.domain.organisations.roll import Roll
from taizhang.events.event import Event
from taizhang.rosters.preview import Preview, preview
from taizhang.rosters.register import Register
from taizhang.rosters.state import RowOutcome

TODAY = date(2015, 12, 1)
HEAD = ("姓名", "单位", "职务", "任职日期", "离任日期", "计入", "人员编号")
UNIT_HEAD = ("单位", "单位类别", "标签", "上级单位", "区划代码", "统一社会信用代码", "单位编号")


def book_of(sheets: dict[str, Sequence[Sequence[Any]]], merged: Sequence[str] = ()) -> bytes:
    """An xlsx file. `merged` names ranges of the first sheet whose upper left value covers all."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_urls": False}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(number, place, value, day)
                    elif isinstance(value, str):
                        sheet.write_string(number, place, value)
                    elif value is not None:
                        sheet.write_number(number, place, value)
        first = book.worksheets()[0]
        for covered in merged:
            first.merge_range(covered, "")
            start = covered.split(":")[0]
            row, column = int(start[1:]) - 1, ord(start[0]) - ord("A")
            first.write_string(start, str(next(iter(sheets.values()))[row][column]))
    return buffer.getvalue()


def roll_of(*events: Event) -> Roll:
    roll = Roll()
    for event in events:
        roll.take(event)
    return roll


def applied(register: Register, command: ApplyRoster) -> Register:
    """The register after a roster; what is new keeps the key that the preview gave it."""
    slice_ = RosterApplying(command)
    slice_.roll = copy.deepcopy(register.roll)
    slice_.context = SimpleNamespace(on=TODAY)  # type: ignore[assignment]
    slice_.execute()
    names = register.names | {line.id: line.name for line in command.people}
    return Register(slice_.roll, names)


class Desk:
    """Where rosters are previewed against a register and applied to it."""

    def __init__(self, register: Register) -> None:
        self.register = register

    def file(self, data: bytes) -> Preview:
        return preview(data, self.register, TODAY)

    def people(self, *rows: Sequence[Any]) -> Preview:
        """The preview of people under the usual heading; rows count from 2."""
        return self.file(book_of({"人员": [HEAD, *rows]}))

    def units(self, *rows: Sequence[Any]) -> Preview:
        return self.file(book_of({"单位": [UNIT_HEAD, *rows]}))

    def person(self, *row: Any) -> RowOutcome:
        return self.people(row).rows[0]

    def unit(self, *row: Any) -> RowOutcome:
        return self.units(row).rows[0]

    def apply(self, shown: Preview) -> Register:
        self.register = applied(self.register, shown.command)
        return self.register


@pytest.fixture
def desk() -> Desk:
    """Two villages; 王伟 is secretary of one, 李芳 of the other."""
    roll = roll_of(
        OrganisationRegistered(organisation="jingui", name="金桂村", kind="村", labels=["重点村"]),
        OrganisationRegistered(organisation="liuxi", name="柳溪村", kind="村"),
        PersonRegistered(person="p-1", name=""),
        PostTaken(person="p-1", organisation="jingui", post="书记", since=date(2014, 3, 1)),
        PersonRegistered(person="p-2", name=""),
        PostTaken(person="p-2", organisation="liuxi", post="书记", since=date(2014, 4, 1)),
    )
    return Desk(Register(roll, {"p-1": "王伟", "p-2": "李芳"}))


@pytest.fixture(scope="session")
def desk_of() -> Callable[[Register], Desk]:
    return Desk


@pytest.fixture(name="book_of")
def book_fixture() -> Callable[..., bytes]:
    return book_of


@pytest.fixture(scope="session", name="roll_of")
def roll_fixture() -> Callable[..., Roll]:
    return roll_of
