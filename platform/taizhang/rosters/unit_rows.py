"""Rows that list units: what each would change."""

from taizhang.domain.organisations.unit_changes import Wanted, changes, circle, unfit_code
from taizhang.rosters.columns import Column
from taizhang.rosters.draft import Draft
from taizhang.rosters.identifying_units import CODES, UnitRow, find_unit, labels_of
from taizhang.rosters.line import Line
from taizhang.rosters.state import Finding, State, applies
from taizhang.rosters.written import spoken

_TITLES = {
    "organisations.renamed": Column.UNIT,
    "organisations.reclassified": Column.KIND,
    "organisations.labelled": Column.LABELS,
    "organisations.placed": Column.SUPERIOR,
}


def judge(row: UnitRow, draft: Draft) -> list[Finding]:
    """What a row changes. Superiors may stand further down, so all units are identified first."""
    findings, line = list(row.findings), row.line
    if not applies(findings):
        return findings
    superior, wrong = _superior(line, draft)
    findings += [wrong] if wrong else []
    wanted = _wanted(row, superior, draft)
    findings += _unfit(row, wanted, draft)
    if not applies(findings):
        return findings
    unit = draft.roll.unit(row.id)
    changed = list(changes(unit, wanted, draft.today))
    if row.new:
        findings.append(line.tell(Column.UNIT, State.NEW, f"新增单位“{line.text(Column.UNIT)}”"))
    else:
        findings += [_told(line, event.event_name, event) for event in changed]
    if row.new or changed:
        draft.change(row.id, wanted, new=row.new)
    return findings


def _superior(line: Line, draft: Draft) -> tuple[str | None, Finding | None]:
    text = line.text(Column.SUPERIOR)
    if not text:
        return None, None
    found, why = find_unit(draft, text)
    if found and draft.roll.unit(found).lives(draft.today):
        return found, None
    state = State.DOUBTFUL if why else State.ERROR
    return None, line.tell(Column.SUPERIOR, state, why or f"没有上级单位“{text}”")


def _wanted(row: UnitRow, superior: str | None, draft: Draft) -> Wanted:
    name, held = row.line.text(Column.UNIT), draft.roll.unit(row.id).names.now or ""
    return Wanted(
        # A new unit is registered under the name as written.
        name=name if row.new or spoken(name) != spoken(held) else None,
        kind=row.line.text(Column.KIND) or None,
        labels=labels_of(row.line),
        superior=superior,
        **row.codes,
    )


def _unfit(row: UnitRow, wanted: Wanted, draft: Draft) -> list[Finding]:
    found = []
    for column, scheme in CODES.items():
        code = row.codes.get(str(scheme))
        if code and (wrong := unfit_code(draft.roll, row.id, scheme, code)):
            found.append(row.line.tell(column, State.ERROR, wrong.sentence()))
    if wanted.superior and (wrong := circle(draft.roll, row.id, wanted.superior)):
        found.append(row.line.tell(Column.SUPERIOR, State.ERROR, wrong.sentence()))
    return found


def _told(line: Line, event: str, changed: object) -> Finding:
    scheme = getattr(changed, "scheme", None)
    column = next((c for c, s in CODES.items() if s == scheme), None) or _TITLES[event]
    return line.tell(column, State.CHANGED, f"{column}改为“{line.text(column)}”")
