"""Identifying people: who a row is about, and which post it names."""

import re
from datetime import date
from typing import NamedTuple

from taizhang.rosters.cell import day_of
from taizhang.rosters.columns import Column
from taizhang.rosters.draft import NEW, Draft
from taizhang.rosters.identifying_units import find_unit
from taizhang.rosters.line import Line
from taizhang.rosters.state import Finding, State, applies
from taizhang.rosters.written import spoken, strange

_MARK = re.compile(r"新(\d*)")
_COUNTED = {"是": True, "√": True, "否": False, "": None}


class PersonRow(NamedTuple):
    """A row with its person and post, as far as they are clear."""

    line: Line
    person: str
    new: bool
    unit: str
    post: str
    since: date | None
    until: date | None
    counted: bool | None
    findings: list[Finding]


def identify(line: Line, draft: Draft) -> PersonRow:
    """Who a row is about: by identifier, else by name with unit and post."""
    findings: list[Finding] = []
    since = day_of(line.cell(Column.SINCE), draft.today)
    until = day_of(line.cell(Column.UNTIL), draft.today)
    findings += [day.finding for day in (since, until) if day.finding]
    unit, wrong = _unit(line, draft)
    findings += [*wrong, *_required(line)]
    counted = _COUNTED.get(line.text(Column.COUNTED))
    if line.text(Column.COUNTED) not in _COUNTED:
        findings.append(line.tell(Column.COUNTED, State.ERROR, "只能写“是”或“否”"))
    post, person, new = line.text(Column.POST), "", False
    if applies(findings):
        person, new, doubts = _person(line, draft, (unit, post))
        findings += doubts
    row = PersonRow(line, person, new, unit, post, since.value, until.value, counted, findings)
    findings += _repeated(row, draft) if applies(findings) else []
    return row


def _unit(line: Line, draft: Draft) -> tuple[str, list[Finding]]:
    id, name = line.text(Column.UNIT_ID), line.text(Column.UNIT)
    column = Column.UNIT_ID if id else Column.UNIT
    if not id and not name:
        return "", [line.tell(Column.UNIT, State.ERROR, "没有写单位")]
    found, why = find_unit(draft, id or name)
    if found is None:
        state = State.DOUBTFUL if why else State.ERROR
        return "", [line.tell(column, state, why or f"没有单位“{id or name}”")]
    held = draft.roll.unit(found).names.now or ""
    if id and name and spoken(held) != spoken(name):
        doubt = f"编号“{id}”的单位是“{held}”，这里写的是“{name}”"
        return "", [line.tell(Column.UNIT, State.DOUBTFUL, doubt)]
    return found, []


def _required(line: Line) -> list[Finding]:
    found = [
        line.tell(column, State.ERROR, f"没有写{column}")
        for column in (Column.NAME, Column.POST)
        if not line.text(column)
    ]
    why = strange(line.text(Column.NAME))
    return found + ([line.tell(Column.NAME, State.DOUBTFUL, f"姓名{why}")] if why else [])


def _person(line: Line, draft: Draft, place: tuple[str, str]) -> tuple[str, bool, list[Finding]]:
    """The person (or a key for a new one), whether it is new, and what is doubtful."""
    id, name = line.text(Column.PERSON_ID), line.text(Column.NAME)
    if mark := _MARK.fullmatch(id):
        return f"{NEW}{id if mark[1] else line.title}", True, []
    if id:
        wrong = [] if draft.roll.knows(id) else [_nobody(line, id)]
        return id, False, wrong
    same = draft.people_named(name)
    here = [p for p in same if place in (t.place for t in draft.roll.tenures[p])]
    if len(here) == 1:
        return here[0], False, []
    if same:
        listed = "、".join(map(draft.shown, here or same))
        doubt = f"与登记的同名人员可能是同一人：{listed}；请填人员编号，确是另一人的填“新”"
        return "", False, [line.tell(Column.NAME, State.DOUBTFUL, doubt)]
    return f"{NEW}{line.title}", True, []


def _nobody(line: Line, id: str) -> Finding:
    words = f"没有人员编号“{id}”；新人员此栏留空，或填“新”“新1”（同号为同一人）"
    return line.tell(Column.PERSON_ID, State.ERROR, words)


def _repeated(row: PersonRow, draft: Draft) -> list[Finding]:
    """A post told twice is wrong, and so are two names of one person; two new people of one name
    without a mark are doubtful.
    """
    line, name, mark = row.line, spoken(row.line.text(Column.NAME)), row.line.text(Column.PERSON_ID)
    identified = bool(mark) or not row.new
    key = f"{row.person if identified else name} {row.unit} {row.post} {row.since}"
    if key in draft.rows:
        return [line.tell(Column.NAME, State.ERROR, f"与{draft.rows[key]}重复")]
    draft.rows[key] = line.title
    if identified:
        other = draft.rows.setdefault(f"{row.person} is", name)
        wrong = f"人员编号“{mark or row.person}”在另一行的姓名是“{other}”"
        return [] if other == name else [line.tell(Column.NAME, State.ERROR, wrong)]
    first = draft.rows.setdefault(f"new {name}", line.title)
    if first == line.title:
        return []
    doubt = f"与{first}同名：同一人请在人员编号栏都填“新1”，不同的人各填“新”"
    return [line.tell(Column.NAME, State.DOUBTFUL, doubt)]
