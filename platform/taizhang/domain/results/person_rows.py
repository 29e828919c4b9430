"""The board of persons: where each one's assessment stands (S2-16), apart from their units'."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Protocol

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.cycles.events import PersonEnrolled, SubjectWithdrawn
from taizhang.domain.grades.confirmation_events import GradeAssigned, GradeCorrected
from taizhang.domain.grades.events import (
    GradesDrafted,
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
from taizhang.domain.results.appraisal import votes
from taizhang.domain.results.events import (
    AppraisalFedBack,
    AssessmentPublished,
    FeedbackAcknowledged,
)
from taizhang.projections.row import At, Key, Row, Working, folds


class PersonAssessment(
    Row, key=("cycle", "person"), title="个人考核台账", published="published_on", rules=("S2-16",)
):
    """One person in one cycle, as the holder of a post, within a class."""

    cycle: CycleId
    person: PersonId
    organisation: OrganisationId
    post: Annotated[str, Meta(title="职务", description="The post held")]
    group: Annotated[str, Meta(title="考核类别", description="The class it is compared within")]
    appraisal: Annotated[
        dict[str, int] | None,
        Working(),
        Meta(title="评议结果（票数）", description="Votes for each word"),
    ] = None
    fed_back_on: Annotated[
        date | None, Meta(title="反馈日期", description="When the appraisal was fed back")
    ] = None
    acknowledged_on: Annotated[
        date | None, Meta(title="签收日期", description="When the feedback was acknowledged")
    ] = None
    rank: Annotated[
        int | None, Working(), Meta(title="排名", description="The rank within the class")
    ] = None
    draft_grade: Annotated[
        str | None, Working(), Meta(title="拟定等次", description="The grade proposed")
    ] = None
    grade: Annotated[str | None, Meta(title="考核等次", description="The grade assigned")] = None
    rationale: Annotated[
        str | None, Working(), Meta(title="评定理由", description="Why this grade")
    ] = None
    undetermined: Annotated[
        str | None,
        Working(),
        Meta(title="不定等次的情形", description="Why no grade is determined"),
    ] = None
    corrected_from: Annotated[
        str | None, Meta(title="更正前的等次", description="The grade before its correction")
    ] = None
    published_on: Annotated[
        date | None, Meta(title="公布日期", description="When it was made public")
    ] = None
    scope: Annotated[
        str | None, Meta(title="公布范围", description="Among whom it was made public")
    ] = None
    left: Annotated[
        str | None, Meta(title="移出考核的原因", description="Why it left the cycle")
    ] = None


class _OfSubject(Protocol):
    @property
    def cycle(self) -> CycleId: ...

    @property
    def subject(self) -> SubjectId: ...


def _keys(cycle: str, subjects: Iterable[str]) -> list[Key]:
    return [(cycle, person) for each in subjects if (person := person_of(each))]


def _person(event: _OfSubject) -> Iterable[Key]:
    return _keys(event.cycle, [event.subject])


@folds(PersonAssessment, PersonEnrolled, ("cycle", "person"))
def _(row: PersonAssessment | None, event: PersonEnrolled, at: At) -> PersonAssessment:
    return PersonAssessment(
        cycle=event.cycle,
        person=event.person,
        organisation=event.organisation,
        post=event.post,
        group=event.group,
    )


@folds(PersonAssessment, SubjectWithdrawn, _person)
def _(row: PersonAssessment | None, event: SubjectWithdrawn, at: At) -> PersonAssessment | None:
    return row and replace(row, left=event.reason)


@folds(PersonAssessment, SubjectClassed, _person)
def _(row: PersonAssessment | None, event: SubjectClassed, at: At) -> PersonAssessment | None:
    return row and replace(row, group=event.group)


@folds(PersonAssessment, AppraisalFedBack, _person)
def _(row: PersonAssessment | None, event: AppraisalFedBack, at: At) -> PersonAssessment | None:
    return row and replace(row, appraisal=votes(event.counts), fed_back_on=at.on)


@folds(PersonAssessment, FeedbackAcknowledged, _person)
def _(row: PersonAssessment | None, event: FeedbackAcknowledged, at: At) -> PersonAssessment | None:
    return row and replace(row, acknowledged_on=at.on)


def _ranked(event: SubjectsRanked) -> Iterable[Key]:
    return _keys(event.cycle, event.ranks)


@folds(PersonAssessment, SubjectsRanked, _ranked)
def _(row: PersonAssessment | None, event: SubjectsRanked, at: At) -> PersonAssessment | None:
    return row and replace(row, rank=event.ranks[subject_of(row.person)])


def _drafted(event: GradesDrafted) -> Iterable[Key]:
    return _keys(event.cycle, (line.subject for line in event.lines))


@folds(PersonAssessment, GradesDrafted, _drafted)
def _(row: PersonAssessment | None, event: GradesDrafted, at: At) -> PersonAssessment | None:
    drafted = {line.subject: line.grade for line in event.lines}
    return row and replace(row, draft_grade=drafted[subject_of(row.person)])


@folds(PersonAssessment, GradeAssigned, _person)
def _(row: PersonAssessment | None, event: GradeAssigned, at: At) -> PersonAssessment | None:
    return row and replace(row, grade=event.grade, rationale=event.rationale)


@folds(PersonAssessment, GradeCorrected, _person)
def _(row: PersonAssessment | None, event: GradeCorrected, at: At) -> PersonAssessment | None:
    return row and replace(row, corrected_from=event.was)


@folds(PersonAssessment, LeftUndetermined, _person)
def _(row: PersonAssessment | None, event: LeftUndetermined, at: At) -> PersonAssessment | None:
    return row and replace(row, undetermined=event.ground, draft_grade=None, rank=None)


@folds(PersonAssessment, TakenUpAgain, _person)
def _(row: PersonAssessment | None, event: TakenUpAgain, at: At) -> PersonAssessment | None:
    return row and replace(row, undetermined=None)


def _published(event: AssessmentPublished) -> Iterable[Key]:
    return _keys(event.cycle, event.grades)


@folds(PersonAssessment, AssessmentPublished, _published)
def _(row: PersonAssessment | None, event: AssessmentPublished, at: At) -> PersonAssessment | None:
    return row and replace(row, published_on=at.on, scope=event.scope)
