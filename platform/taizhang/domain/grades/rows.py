"""What is shown of each grade: what it rests on."""

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.cycles.events import PersonEnrolled
from taizhang.domain.grades.confirmation_events import GradeAssigned, GradeCorrected, MemberRecused
from taizhang.domain.grades.events import (
    Graded,
    GradesDrafted,
    InputsRecorded,
    LeftUndetermined,
    SubjectClassed,
    SubjectsRanked,
    TakenUpAgain,
)
from taizhang.domain.names import (
    CycleId,
    OrganisationId,
    PersonId,
    SubjectId,
    person_of,
    subject_of,
)
from taizhang.projections.row import At, Key, Row, folds


class GradeSheet(Row, key=("cycle", "subject"), title="定等依据", rules=("S1-15", "S2-18")):
    """What one grade rests on, beside the grade: inputs, rank, class, who kept out."""

    cycle: CycleId
    subject: SubjectId
    organisation: Annotated[
        OrganisationId | None,
        Meta(description="The unit itself, or the one in which the person is assessed"),
    ] = None
    person: PersonId | None = None
    group: Annotated[
        str | None, Meta(title="考核类别", description="The class it is compared within")
    ] = None
    inputs: Annotated[
        dict[str, str], Meta(title="定等依据", description="What the grade rests on, by input")
    ] = {}
    worked: Annotated[str | None, Meta(title="综合得分", description="The composite score")] = None
    rank: Annotated[int | None, Meta(title="排名", description="The rank within the class")] = None
    tie_decision: Annotated[
        str | None, Meta(title="并列的决定", description="How a tie was decided")
    ] = None
    recused: Annotated[
        list[str], Meta(title="回避的委员", description="Who kept out of the decision")
    ] = []
    draft_grade: Annotated[str | None, Meta(title="拟定等次", description="The grade proposed")] = (
        None
    )
    grade: Annotated[str | None, Meta(title="考核等次", description="The grade assigned")] = None
    undetermined: Annotated[
        str | None, Meta(title="不定等次的情形", description="Why no grade is determined")
    ] = None
    corrections: Annotated[
        list[str], Meta(title="更正", description="The corrections of the grade")
    ] = []


_KEY = ("cycle", "subject")


def _blank(at: At) -> GradeSheet:
    cycle, subject = at.key
    person = person_of(subject)
    unit = None if person else subject
    return GradeSheet(cycle=cycle, subject=subject, organisation=unit, person=person)


def _enrolled(event: PersonEnrolled) -> Iterable[Key]:
    return [(event.cycle, subject_of(event.person))] if event.graded else []


@folds(GradeSheet, PersonEnrolled, _enrolled)
def _(row: GradeSheet | None, event: PersonEnrolled, at: At) -> GradeSheet:
    return replace(row or _blank(at), organisation=event.organisation, group=event.group)


@folds(GradeSheet, SubjectClassed, _KEY)
def _(row: GradeSheet | None, event: SubjectClassed, at: At) -> GradeSheet:
    return replace(row or _blank(at), group=event.group)


@folds(GradeSheet, InputsRecorded, _KEY)
def _(row: GradeSheet | None, event: InputsRecorded, at: At) -> GradeSheet:
    found = {
        each.name: each.finding if each.score is None else f"{each.score} 分：{each.finding}"
        for each in event.inputs
    }
    return replace(row or _blank(at), inputs=found, worked=event.worked)


def _ranked(event: SubjectsRanked) -> Iterable[Key]:
    return ((event.cycle, subject) for subject in event.ranks)


@folds(GradeSheet, SubjectsRanked, _ranked)
def _(row: GradeSheet | None, event: SubjectsRanked, at: At) -> GradeSheet:
    rank = event.ranks[at.key[1]]
    return replace(row or _blank(at), rank=rank, tie_decision=event.tie_decision)


@folds(GradeSheet, MemberRecused, _KEY)
def _(row: GradeSheet | None, event: MemberRecused, at: At) -> GradeSheet:
    known = row or _blank(at)
    told = f"{event.meeting}：{event.member}（{event.reason}）"
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
    told = f"{at.on}：由“{event.was}”更正为“{event.grade}”，{event.reason}"
    return replace(known, corrections=[*known.corrections, told])


@folds(GradeSheet, LeftUndetermined, _KEY)
def _(row: GradeSheet | None, event: LeftUndetermined, at: At) -> GradeSheet:
    return replace(row or _blank(at), undetermined=event.ground, draft_grade=None, rank=None)


@folds(GradeSheet, TakenUpAgain, _KEY)
def _(row: GradeSheet | None, event: TakenUpAgain, at: At) -> GradeSheet:
    return replace(row or _blank(at), undetermined=None)


def _line(event: GradesDrafted, subject: str) -> Graded:
    return next(line for line in event.lines if line.subject == subject)
