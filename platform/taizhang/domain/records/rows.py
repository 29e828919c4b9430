"""What is shown of records: commendations, and the extract of all that somebody has."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import replace

from taizhang.domain.grades.confirmation_events import GradeAssigned, GradeCorrected
from taizhang.domain.names import CommendationId, CycleId, SubjectId, subject_of
from taizhang.domain.records.events import (
    CommendationRecorded,
    CommendationWithdrawn,
    ResultLinked,
)
from taizhang.domain.results.appraisal import votes
from taizhang.domain.results.events import AppraisalFedBack
from taizhang.domain.sanctions.events import SanctionExpired, SanctionImposed, SanctionLifted
from taizhang.events.event import Event
from taizhang.projections.row import At, Key, Row, folds

Ended = SanctionExpired | SanctionLifted


class Commendation(Row, key=("commendation",), title="充分肯定", rules=("S0-18",)):
    """Who was commended, for what and on which basis."""

    commendation: CommendationId
    cycle: CycleId
    subject: SubjectId
    text: Annotated[str, Meta(title="内容", description="What it says")]
    grade: Annotated[str, Meta(title="考核等次", description="The grade assigned")]
    counts: Annotated[
        dict[str, int] | None, Meta(title="评议结果（票数）", description="Votes for each word")
    ]
    response: Annotated[str | None, Meta(title="群众反映", description="What people say")]
    clause: Annotated[str | None, Meta(title="依据", description="The clause it rests on")]
    recorded_on: Annotated[date, Meta(title="日期", description="When it was recorded")]
    withdrawn_because: Annotated[
        str | None, Meta(title="撤回原因", description="Why it was withdrawn")
    ] = None


class Entry(Struct, frozen=True):
    """One line of an extract: what, on which day, and the event (type, position) that says so."""

    kind: str
    on: date
    cycle: str | None
    text: str
    source: str
    position: int


class Extract(Row, key=("subject",), title="实绩档案摘录", rules=("S0-18", "S1-16")):
    """All grades, appraisals, commendations, sanctions and uses of results of a unit or person
    (S0-18, S1-16), in the order in which they were entered.
    """

    subject: SubjectId
    entries: Annotated[list[Entry], Meta(title="记载", description="What was entered, in order")]


@folds(Commendation, CommendationRecorded, "commendation")
def _(row: Commendation | None, event: CommendationRecorded, at: At) -> Commendation:
    return Commendation(
        commendation=event.commendation,
        cycle=event.cycle,
        subject=event.subject,
        text=event.text,
        grade=event.grade,
        counts=event.counts,
        response=event.response,
        clause=event.clause,
        recorded_on=at.on,
    )


@folds(Commendation, CommendationWithdrawn, "commendation")
def _(row: Commendation | None, event: CommendationWithdrawn, at: At) -> Commendation | None:
    return row and replace(row, withdrawn_because=event.reason)


def _with(
    row: Extract | None, kind: str, text: str, at: At, event: Event, cycle: str | None = None
) -> Extract:
    entry = Entry(
        kind=kind,
        on=at.on,
        cycle=cycle,
        text=text,
        source=event.event_name,
        position=at.position,
    )
    return Extract(subject=at.key[0], entries=[*(row.entries if row else []), entry])


@folds(Extract, GradeAssigned, "subject")
def _(row: Extract | None, event: GradeAssigned, at: At) -> Extract:
    said = f"：{event.rationale}" if event.rationale else ""
    return _with(row, "考核等次", f"“{event.grade}”{said}", at, event, event.cycle)


@folds(Extract, GradeCorrected, "subject")
def _(row: Extract | None, event: GradeCorrected, at: At) -> Extract:
    text = f"由“{event.was}”更正为“{event.grade}”：{event.reason}"
    return _with(row, "更正考核等次", text, at, event, event.cycle)


@folds(Extract, AppraisalFedBack, "subject")
def _(row: Extract | None, event: AppraisalFedBack, at: At) -> Extract:
    counts = "、".join(f"{choice} {votes} 票" for choice, votes in votes(event.counts).items())
    return _with(row, "评议结果", counts, at, event, event.cycle)


@folds(Extract, CommendationRecorded, "subject")
def _(row: Extract | None, event: CommendationRecorded, at: At) -> Extract:
    return _with(row, "充分肯定", event.text, at, event, event.cycle)


@folds(Extract, CommendationWithdrawn, "subject")
def _(row: Extract | None, event: CommendationWithdrawn, at: At) -> Extract:
    return _with(row, "撤回充分肯定", event.reason, at, event, event.cycle)


@folds(Extract, ResultLinked, "subject")
def _(row: Extract | None, event: ResultLinked, at: At) -> Extract:
    whose = "" if event.source == event.subject else f"（{event.source}）"
    text = f"“{event.grade}”{whose}用于{event.use}"
    return _with(row, "结果运用", text, at, event, event.cycle)


def _whose(event: SanctionImposed | Ended) -> Iterable[Key]:
    unit = [(event.unit,)] if event.unit is not None else []
    return unit + ([(subject_of(event.person),)] if event.person is not None else [])


@folds(Extract, SanctionImposed, _whose)
def _(row: Extract | None, event: SanctionImposed, at: At) -> Extract:
    until = event.until.isoformat() if event.until else "解除为止"
    span = f"{event.since.isoformat()} 至 {until}"
    text = f"{event.measure}（{event.body} {event.number}，{span}）"
    return _with(row, "组织处理", text, at, event)


@folds(Extract, SanctionExpired, _whose)
def _(row: Extract | None, event: SanctionExpired, at: At) -> Extract:
    return _with(row, "处理期满", event.sanction, at, event)


@folds(Extract, SanctionLifted, _whose)
def _(row: Extract | None, event: SanctionLifted, at: At) -> Extract:
    return _with(row, "解除处理", event.reason, at, event)
