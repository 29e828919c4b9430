"""What is shown of grade lists: the list as a whole, and what each unit's grade rests on."""

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.grades.checks import held
from taizhang.domain.grades.events import (
    GradeAssigned,
    GradeCorrected,
    Graded,
    GradesConfirmed,
    GradesDrafted,
    InputsRecorded,
    MemberRecused,
    QuotaExcepted,
    UnitClassed,
    UnitLeftUndetermined,
    UnitsRanked,
    UnitTakenUpAgain,
)
from taizhang.domain.names import CycleId, MeetingId, SubjectId
from taizhang.projections.row import At, Key, Row, folds


class GradeList(Row, key=("cycle",), title="等次名单"):
    """The grade list of a cycle: how many hold each grade, and whether it is confirmed."""

    cycle: CycleId
    state: Annotated[str, Meta(title="状态")]
    held: Annotated[dict[str, int], Meta(title="各等次个数")]
    exceptions: Annotated[list[str], Meta(title="比例例外")] = []
    confirmed_in: Annotated[MeetingId | None, Meta(title="审定会议")] = None


@folds(GradeList, GradesDrafted, "cycle")
def _(row: GradeList | None, event: GradesDrafted, at: At) -> GradeList:
    excepted = row.exceptions if row else []
    return GradeList(
        cycle=event.cycle, state="drafted", held=held(event.lines), exceptions=excepted
    )


@folds(GradeList, QuotaExcepted, "cycle")
def _(row: GradeList | None, event: QuotaExcepted, at: At) -> GradeList:
    known = row or GradeList(cycle=event.cycle, state="open", held={})
    told = f"{event.group or ''}“{event.grade}”准许 {event.most} 个:{event.reason}"
    return replace(known, exceptions=[*known.exceptions, told])


@folds(GradeList, GradesConfirmed, "cycle")
def _(row: GradeList | None, event: GradesConfirmed, at: At) -> GradeList | None:
    return row and replace(row, state="confirmed", held=event.held, confirmed_in=event.meeting)


@folds(GradeList, GradeCorrected, "cycle")
def _(row: GradeList | None, event: GradeCorrected, at: At) -> GradeList | None:
    if row is None:
        return None
    counts = dict(row.held)
    counts[event.was] = counts.get(event.was, 0) - 1
    counts[event.grade] = counts.get(event.grade, 0) + 1
    return replace(row, held={grade: count for grade, count in counts.items() if count})


class GradeSheet(Row, key=("cycle", "subject"), title="定等依据"):
    """What one unit's grade rests on, beside the grade: inputs, rank, class, who kept out."""

    cycle: CycleId
    subject: SubjectId
    group: Annotated[str | None, Meta(title="考核类别")] = None
    inputs: Annotated[dict[str, str], Meta(title="定等依据")] = {}
    worked: Annotated[str | None, Meta(title="综合得分")] = None
    rank: Annotated[int | None, Meta(title="排名")] = None
    tie_decision: Annotated[str | None, Meta(title="并列的决定")] = None
    recused: Annotated[list[str], Meta(title="回避的委员")] = []
    draft_grade: Annotated[str | None, Meta(title="拟定等次")] = None
    grade: Annotated[str | None, Meta(title="考核等次")] = None
    undetermined: Annotated[str | None, Meta(title="不定等次的情形")] = None
    corrections: Annotated[list[str], Meta(title="更正")] = []


_KEY = ("cycle", "subject")


def _blank(at: At) -> GradeSheet:
    cycle, subject = at.key
    return GradeSheet(cycle=cycle, subject=subject)


@folds(GradeSheet, UnitClassed, _KEY)
def _(row: GradeSheet | None, event: UnitClassed, at: At) -> GradeSheet:
    return replace(row or _blank(at), group=event.group)


@folds(GradeSheet, InputsRecorded, _KEY)
def _(row: GradeSheet | None, event: InputsRecorded, at: At) -> GradeSheet:
    found = {
        each.name: each.finding if each.score is None else f"{each.score} 分:{each.finding}"
        for each in event.inputs
    }
    return replace(row or _blank(at), inputs=found, worked=event.worked)


def _ranked(event: UnitsRanked) -> Iterable[Key]:
    return ((event.cycle, unit) for unit in event.ranks)


@folds(GradeSheet, UnitsRanked, _ranked)
def _(row: GradeSheet | None, event: UnitsRanked, at: At) -> GradeSheet:
    rank = event.ranks[at.key[1]]
    return replace(row or _blank(at), rank=rank, tie_decision=event.tie_decision)


@folds(GradeSheet, MemberRecused, _KEY)
def _(row: GradeSheet | None, event: MemberRecused, at: At) -> GradeSheet:
    known = row or _blank(at)
    told = f"{event.meeting}:{event.member}({event.reason})"
    return replace(known, recused=[*known.recused, told])


def _drafted(event: GradesDrafted) -> Iterable[Key]:
    return ((event.cycle, line.subject) for line in event.lines)


@folds(GradeSheet, GradesDrafted, _drafted)
def _(row: GradeSheet | None, event: GradesDrafted, at: At) -> GradeSheet:
    return replace(row or _blank(at), draft_grade=_line(event, at.key[1]).grade)


@folds(GradeSheet, GradeAssigned, _KEY)
def _(row: GradeSheet | None, event: GradeAssigned, at: At) -> GradeSheet:
    return replace(row or _blank(at), grade=event.grade)


@folds(GradeSheet, GradeCorrected, _KEY)
def _(row: GradeSheet | None, event: GradeCorrected, at: At) -> GradeSheet:
    known = row or _blank(at)
    told = f"{at.on}:由“{event.was}”更正为“{event.grade}”,{event.reason}"
    return replace(known, corrections=[*known.corrections, told])


@folds(GradeSheet, UnitLeftUndetermined, _KEY)
def _(row: GradeSheet | None, event: UnitLeftUndetermined, at: At) -> GradeSheet:
    return replace(row or _blank(at), undetermined=event.ground, draft_grade=None, rank=None)


@folds(GradeSheet, UnitTakenUpAgain, _KEY)
def _(row: GradeSheet | None, event: UnitTakenUpAgain, at: At) -> GradeSheet:
    return replace(row or _blank(at), undetermined=None)


def _line(event: GradesDrafted, unit: str) -> Graded:
    return next(line for line in event.lines if line.subject == unit)
