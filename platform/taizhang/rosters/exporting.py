"""Exporting: the register as an Excel file that imports again with every row unchanged."""

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import xlsxwriter

from taizhang.domain.organisations.codes import CodeScheme
from taizhang.domain.organisations.tenure import Tenure
from taizhang.domain.organisations.unit import Unit
from taizhang.rosters.columns import PEOPLE_COLUMNS, UNIT_COLUMNS
from taizhang.rosters.register import Register

UNITS, PEOPLE = "单位", "人员"


def export(register: Register, today: date) -> bytes:
    """All units that exist on a day, and every post that somebody not erased holds or held."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        # Everything is text: Excel would round a code and turn it into a number.
        text = book.add_format({"num_format": "@"})
        for name, columns, rows in (
            (UNITS, UNIT_COLUMNS, _units(register, today)),
            (PEOPLE, PEOPLE_COLUMNS, _people(register, today)),
        ):
            sheet = book.add_worksheet(name)
            sheet.set_column(0, len(columns) - 1, 18, text)
            sheet.freeze_panes(1, 0)
            _write(sheet, 0, columns, head)
            for number, row in enumerate(rows, start=1):
                _write(sheet, number, row, text)
    return buffer.getvalue()


def _write(
    sheet: xlsxwriter.workbook.Worksheet,
    number: int,
    values: Iterable[str],
    style: xlsxwriter.format.Format,
) -> None:
    for place, value in enumerate(values):
        if value:
            sheet.write_string(number, place, value, style)


def _units(register: Register, today: date) -> Iterator[Sequence[str]]:
    for unit in register.roll.units.values():
        if unit.lives(today):
            yield (
                unit.id,
                unit.names.now or "",
                unit.kinds.now or "",
                "、".join(unit.labels.now or ()),
                _superior(unit),
                unit.code(CodeScheme.DIVISION) or "",
                unit.code(CodeScheme.CREDIT) or "",
            )


def _superior(unit: Unit) -> str:
    return unit.superiors.now or ""


def _people(register: Register, today: date) -> Iterator[Sequence[str]]:
    roll = register.roll
    for person, name in register.names.items():
        if roll.knows(person):
            for tenure in roll.tenures[person]:
                unit = roll.unit(tenure.organisation).names.now or ""
                last = tenure.until.isoformat() if tenure.until else ""
                first = tenure.since.isoformat()
                counted = _counted(register, tenure, today)
                yield person, name, tenure.organisation, unit, tenure.post, first, last, counted


def _counted(register: Register, tenure: Tenure, today: date) -> str:
    """Only of somebody with several posts."""
    roll = register.roll
    if tenure.until is not None or len(roll.open(tenure.person)) < 2:
        return ""
    return "是" if roll.counted_in(tenure.person, today) == tenure else "否"
