"""Identifying units: which unit a row is about, by identifier, code or name."""

import re
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from taizhang.domain.names import OrganisationId
from taizhang.domain.organisations.codes import CodeScheme
from taizhang.domain.organisations.unit_changes import Wanted
from taizhang.rosters.cell import code_of
from taizhang.rosters.columns import Column
from taizhang.rosters.draft import NEW, Draft
from taizhang.rosters.line import Line
from taizhang.rosters.state import Finding, State, applies
from taizhang.rosters.written import strange

#: Written in place of labels, it takes all of them away; an empty cell says nothing.
NONE = "无"
CODES = {Column.DIVISION: CodeScheme.DIVISION, Column.CREDIT: CodeScheme.CREDIT}


class UnitRow(NamedTuple):
    """A row whose unit is known, or that tells what stands in the way."""

    line: Line
    id: str
    new: bool
    codes: dict[str, str]
    findings: list[Finding]


def identify(line: Line, draft: Draft) -> UnitRow:
    """Which unit a row is about: by identifier, else by code, else by name."""
    if blocked := draft.blocked.get(line.title):
        return UnitRow(line, "", False, {}, blocked)
    findings: list[Finding] = []
    codes: dict[str, str] = {}
    for column, scheme in CODES.items():
        told = code_of(line.cell(column), scheme)
        codes |= {str(scheme): told.value} if told.value else {}
        findings += [told.finding] if told.finding else []
    id, wrong = _unit(line, draft, codes.values())
    findings += [wrong] if wrong else _named(line)
    new = not draft.roll.unit(id).registered if id else False
    if not findings and id in draft.rows:
        findings.append(line.tell(Column.UNIT, State.ERROR, f"与{draft.rows[id]}是同一单位"))
    if new and not line.text(Column.KIND):
        findings.append(line.tell(Column.KIND, State.ERROR, "新单位须写明单位类别"))
    if applies(findings):
        draft.rows[id] = line.title
        if new:
            draft.register(id, _first(line))
    return UnitRow(line, id, new, codes, findings)


def find_unit(draft: Draft, text: str) -> tuple[str | None, str | None]:
    """The unit of an identifier or a name, or why it is not clear."""
    if text in draft.roll.units and draft.roll.units[text].registered:
        return text, None
    found = draft.units_named(text)
    if len(found) == 1:
        return found[0], None
    if found:
        return None, f"有 {len(found)} 个单位名为“{text}”（{'、'.join(found)}）；请写单位编号"
    once = draft.units_once_named(text)
    if once:
        names = "、".join(f"{id}（今名“{draft.roll.unit(id).names.now}”）" for id in once)
        return None, f"“{text}”是曾用名或已撤并单位的名称：{names}；请写单位编号"
    return None, None


def _unit(line: Line, draft: Draft, codes: Iterable[str]) -> tuple[str, Finding | None]:
    """Identifier (or a key for a new unit), or what is wrong."""
    id, name = line.text(Column.UNIT_ID), line.text(Column.UNIT)
    if id:
        return _by_id(line, draft, id)
    holders = {holder for code in codes if (holder := draft.roll.codes.get(code))}
    if len(holders) == 1:
        return holders.pop(), None
    found, why = find_unit(draft, name) if name else (None, None)
    if why:
        return "", line.tell(Column.UNIT, State.DOUBTFUL, why)
    return found or f"{NEW}{line.sheet}!{line.number}", None


def _by_id(line: Line, draft: Draft, id: str) -> tuple[str, Finding | None]:
    unit, name = draft.roll.units.get(id), line.text(Column.UNIT)
    if unit is not None and unit.registered:
        if unit.lives(draft.today):
            return id, None
        return id, line.tell(Column.UNIT_ID, State.ERROR, f"单位“{id}”已于 {unit.closed} 撤并")
    try:
        msgspec.convert(id, OrganisationId)
    except msgspec.ValidationError:
        shape = f"编号“{id}”不能用：最多 64 个字符，不含空格、冒号和斜线"
        return id, line.tell(Column.UNIT_ID, State.ERROR, shape)
    if same := draft.units_named(name):
        doubt = f"没有编号“{id}”，但有同名单位（{'、'.join(same)}）；请核对编号"
        return id, line.tell(Column.UNIT_ID, State.DOUBTFUL, doubt)
    return id, None


def _named(line: Line) -> list[Finding]:
    name = line.text(Column.UNIT)
    if not name:
        return [line.tell(Column.UNIT, State.ERROR, "没有写单位名称")]
    why = strange(name)
    return [line.tell(Column.UNIT, State.DOUBTFUL, f"单位名称{why}")] if why else []


def _first(line: Line) -> Wanted:
    return Wanted(
        name=line.text(Column.UNIT), kind=line.text(Column.KIND), labels=labels_of(line) or []
    )


def labels_of(line: Line) -> list[str] | None:
    """The labels of a row; None where it says nothing."""
    text = line.text(Column.LABELS)
    if not text:
        return None
    return (
        [] if text == NONE else [word for word in re.split(r"[\s,;、\uff0c\uff1b]+", text) if word]
    )
