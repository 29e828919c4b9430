"""Preview: what a file would do to the register, row by row; nothing is written."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from datetime import date

import msgspec
from msgspec import Struct

from taizhang.domain.organisations.applying_roster import ApplyRoster
from taizhang.errors import Refusal, Refused
from taizhang.rosters import identifying_people, identifying_units, person_rows, unit_rows
from taizhang.rosters.columns import Table, find_table
from taizhang.rosters.draft import Draft
from taizhang.rosters.line import Line, lines_of
from taizhang.rosters.register import Register
from taizhang.rosters.state import Finding, RowOutcome, State, applies
from taizhang.rosters.workbook import read_workbook

NO_TABLE = Refusal(
    "rosters.no_table",
    zh="没有找到表头：人员名册须有“姓名”等栏，单位名册须有“单位”等栏",
    en="no heading was found: a roster has at least 姓名 or 单位 and another column",
)
_encoder = msgspec.msgpack.Encoder(order="deterministic")


class Preview(Struct, frozen=True):
    """All rows with their states, and what confirming would apply (keys of new ones begin with +).

    The digest binds both to the state of the register that was seen.
    """

    rows: list[RowOutcome]
    command: ApplyRoster
    unused: dict[str, list[str]]
    """Headings that were not understood, by sheet."""

    @property
    def digest(self) -> str:
        """SHA-256, in hex."""
        return hashlib.sha256(_encoder.encode((self.rows, self.command))).hexdigest()

    @property
    def counts(self) -> Mapping[State, int]:
        """How many rows are in each state."""
        return Counter(row.state for row in self.rows)


def preview(data: bytes, register: Register, today: date) -> Preview:
    """Judge an Excel file. Raises Refused for a file that cannot be read as a roster."""
    tables = [table for sheet in read_workbook(data) if (table := find_table(sheet))]
    if not tables:
        raise Refused(NO_TABLE())
    draft, units = _settled(tables, register, today)
    told = {**units, **_people(tables, draft)}
    rows = [
        RowOutcome(line.sheet, line.number, told[line.title])
        for table in tables
        for line in lines_of(table)
    ]
    command = ApplyRoster(
        size=register.roll.size, units=draft.units, people=draft.people, posts=draft.posts
    )
    return Preview(rows, command, {t.sheet.name: t.unused for t in tables if t.unused})


def _settled(
    tables: list[Table], register: Register, today: date
) -> tuple[Draft, dict[str, list[Finding]]]:
    """Judges the units until no row rests on one that will not be entered."""
    blocked: dict[str, list[Finding]] = {}
    while True:
        draft = Draft(register, today, blocked)
        told = _units(tables, draft)
        failed = {title: f for title, f in told.items() if not applies(f)}
        if failed.keys() == blocked.keys():
            return draft, told
        blocked = failed


def _units(tables: list[Table], draft: Draft) -> dict[str, list[Finding]]:
    lines = _lines([table for table in tables if not table.lists_people])
    rows = [identifying_units.identify(line, draft) for line in lines]
    return {row.line.title: unit_rows.judge(row, draft) for row in rows}


def _people(tables: list[Table], draft: Draft) -> dict[str, list[Finding]]:
    lines = _lines([table for table in tables if table.lists_people])
    rows = [identifying_people.identify(line, draft) for line in lines]
    counted = {row.person: row.line.title for row in rows if row.counted}
    rows.sort(key=lambda row: person_rows.turn(row, draft))
    return {row.line.title: person_rows.judge(row, draft, counted) for row in rows}


def _lines(tables: list[Table]) -> list[Line]:
    return [line for table in tables for line in lines_of(table)]
