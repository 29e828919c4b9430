"""Rows that list people: which post is taken, counted or left."""

from datetime import date

from taizhang.domain.organisations.applying_roster import PostLine, in_turn
from taizhang.domain.organisations.holding import COUNTED_WHERE, HELD_THEN
from taizhang.domain.organisations.tenure import Tenure
from taizhang.errors import Reason
from taizhang.rosters.columns import Column
from taizhang.rosters.draft import Draft
from taizhang.rosters.identifying_people import PersonRow
from taizhang.rosters.line import Line
from taizhang.rosters.state import Finding, State, applies
from taizhang.rosters.written import spoken

_CHOOSE = "兼任的请在“计入”栏写是或否，调任的请先写原职务的离任日期"


def judge(row: PersonRow, draft: Draft, counted: dict[str, str]) -> list[Finding]:
    """What a row changes. `counted` holds the row in which each person is said to be counted."""
    findings = list(row.findings)
    if not applies(findings):
        return findings
    held = _held(row, draft)
    findings += _conflicts(row, held, draft, counted)
    if not applies(findings):
        return findings
    post = _post(row, held, draft)
    return [*findings, *_name(row, draft), *post] if applies(post) else [*findings, *post]


def turn(row: PersonRow, draft: Draft) -> tuple[bool, date]:
    """Sorts rows as their posts will be entered; one without a first day is wrong anyway."""
    held = _held(row, draft)
    since = held.since if held else row.since
    return in_turn(since or date.max, row.until)


def _held(row: PersonRow, draft: Draft) -> Tenure | None:
    """The known time in this post that a row is about."""
    known = draft.known.tenures.get(row.person, ())
    here = [t for t in known if t.place == (row.unit, row.post)]
    if row.since is None:
        return here[-1] if here else None
    begun = [t for t in here if t.since == row.since]
    exact = [t for t in begun if t.until == row.until]
    return next(iter(exact or begun), None)


def _conflicts(
    row: PersonRow, held: Tenure | None, draft: Draft, counted: dict[str, str]
) -> list[Finding]:
    line, since = row.line, held.since if held else row.since
    if since is None:
        return [line.tell(Column.SINCE, State.ERROR, "新任职务须写明任职日期")]
    if row.until and row.until < since:
        words = f"离任日期 {row.until} 早于任职日期 {since}"
        return [line.tell(Column.UNTIL, State.ERROR, words)]
    if held:
        return _against_held(row, held, draft, counted)
    here = [t for t in draft.roll.open(row.person) if t.place == (row.unit, row.post)]
    if here:
        words = f"登记的任职日期是 {here[0].since}；更正日期另行办理"
        return [line.tell(Column.SINCE, State.DOUBTFUL, words)]
    if not draft.roll.unit(row.unit).lives(since):
        return [line.tell(Column.UNIT, State.ERROR, f"单位在 {since} 已撤并")]
    return []


def _against_held(
    row: PersonRow, held: Tenure, draft: Draft, counted: dict[str, str]
) -> list[Finding]:
    line = row.line
    if row.until and held.until and row.until != held.until:
        words = f"登记的离任日期是 {held.until}；更正日期另行办理"
        return [line.tell(Column.UNTIL, State.DOUBTFUL, words)]
    now = draft.known.counted_in(row.person, draft.today)
    alone = len(draft.known.open(row.person)) < 2
    if row.counted is False and now == held and not alone and row.person not in counted:
        words = "登记为计入此职；改计入另一职的，请在那一行写“是”"
        return [line.tell(Column.COUNTED, State.DOUBTFUL, words)]
    return []


def _name(row: PersonRow, draft: Draft) -> list[Finding]:
    """Enter somebody new, or write the name otherwise; nothing where it is so already."""
    line, name = row.line, row.line.text(Column.NAME)
    if row.new and row.person not in draft.names:
        draft.name(row.person, name, new=True)
        return [line.tell(Column.NAME, State.NEW, f"新增人员“{name}”")]
    if spoken(before := draft.names.get(row.person, "")) != spoken(name):
        draft.name(row.person, name, new=False)
        return [line.tell(Column.NAME, State.CHANGED, f"姓名由“{before}”改为“{name}”")]
    return []


def _post(row: PersonRow, held: Tenure | None, draft: Draft) -> list[Finding]:
    """Take, count or leave the post, or why not; nothing where it is so already."""
    line, found = row.line, list[Finding]()
    now = draft.known.counted_in(row.person, draft.today)
    leaves = row.until is not None and (held is None or held.until is None)
    counts = bool(held and held.until is None and row.counted and now != held and not leaves)
    if held is None:
        words = f"任{draft.place(Tenure(row.person, row.unit, row.post, draft.today))}"
        found.append(line.tell(Column.POST, State.CHANGED, words))
    if counts:
        found.append(line.tell(Column.COUNTED, State.CHANGED, "改为计入此职"))
    if leaves:
        found.append(line.tell(Column.UNTIL, State.CHANGED, f"自 {row.until} 离任"))
    since = held.since if held else row.since
    if found and since:
        asked = PostLine(
            person=row.person,
            organisation=row.unit,
            post=row.post,
            since=since,
            until=row.until if leaves else None,
            new=held is None,
            counted=row.counted,
        )
        return [_told(line, reason) for reason in draft.hold(asked)] or found
    return found


def _told(line: Line, reason: Reason) -> Finding:
    """A refusal of the decision, with what can be written in the sheet instead."""
    if reason.refusal is COUNTED_WHERE:
        words = f"兼任{reason.values['posts']}，须指定计入哪一个：{_CHOOSE}"
        return line.tell(Column.POST, State.DOUBTFUL, words)
    column = Column.SINCE if reason.refusal is HELD_THEN else Column.POST
    return line.tell(column, State.ERROR, reason.sentence())
