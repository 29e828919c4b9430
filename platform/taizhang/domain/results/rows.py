"""The board of a cycle: where each unit's assessment stands, from report to published grade."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Protocol

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.cycles.events import SubjectEnrolled, SubjectSucceeded, SubjectWithdrawn
from taizhang.domain.meetings.events import CommentGiven, DebriefHeld
from taizhang.domain.names import CycleId, OrganisationId, SubjectId, is_person
from taizhang.domain.reports.events import (
    ReportAccepted,
    ReportReturned,
    ReportSubmitted,
    ReportWithdrawn,
)
from taizhang.domain.results.appraisal import votes
from taizhang.domain.results.events import (
    AppraisalFedBack,
    FeedbackAcknowledged,
)
from taizhang.projections.row import At, Key, Row, Working, folds


class Assessment(
    Row,
    key=("cycle", "organisation"),
    title="考核台账",
    published="published_on",
    rules=("S0-13", "S0-15", "S0-16"),
):
    """One unit in one cycle. The appraisal and the assessment are two results, kept apart."""

    cycle: CycleId
    organisation: OrganisationId
    report: Annotated[
        str,
        Meta(
            title="述职报告",
            description="none 未提交，submitted 待审阅，withdrawn 已撤回，"
            "returned 已退回，accepted 已审阅",
        ),
    ] = "none"
    debriefed: Annotated[bool, Meta(title="已述职", description="Debriefed already")] = False
    commented: Annotated[
        bool, Meta(title="已点评", description="The secretary commented on it")
    ] = False
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


_KEY = ("cycle", "organisation")


class OfSubject(Protocol):
    """What is said of a unit or a person in a cycle."""

    @property
    def cycle(self) -> CycleId: ...

    @property
    def subject(self) -> SubjectId: ...


def of_unit(event: OfSubject) -> Iterable[Key]:
    """Of what is said of a person, nothing stands on the unit's line."""
    return () if is_person(event.subject) else ((event.cycle, event.subject),)


@folds(Assessment, SubjectEnrolled, _KEY)
def _(row: Assessment | None, event: SubjectEnrolled, at: At) -> Assessment:
    return Assessment(cycle=event.cycle, organisation=event.organisation)


@folds(Assessment, SubjectWithdrawn, of_unit)
def _(row: Assessment | None, event: SubjectWithdrawn, at: At) -> Assessment | None:
    return row and replace(row, left=event.reason)


@folds(Assessment, SubjectSucceeded, _KEY)
def _(row: Assessment | None, event: SubjectSucceeded, at: At) -> Assessment | None:
    return row and replace(row, left=f"{event.since}：{event.document}")


@folds(Assessment, ReportSubmitted, _KEY)
def _(row: Assessment | None, event: ReportSubmitted, at: At) -> Assessment | None:
    return row and replace(row, report="submitted")


@folds(Assessment, ReportWithdrawn, _KEY)
def _(row: Assessment | None, event: ReportWithdrawn, at: At) -> Assessment | None:
    return row and replace(row, report="withdrawn")


@folds(Assessment, ReportReturned, _KEY)
def _(row: Assessment | None, event: ReportReturned, at: At) -> Assessment | None:
    return row and replace(row, report="returned")


@folds(Assessment, ReportAccepted, _KEY)
def _(row: Assessment | None, event: ReportAccepted, at: At) -> Assessment | None:
    return row and replace(row, report="accepted")


@folds(Assessment, DebriefHeld, _KEY)
def _(row: Assessment | None, event: DebriefHeld, at: At) -> Assessment | None:
    return row and replace(row, debriefed=True)


@folds(Assessment, CommentGiven, _KEY)
def _(row: Assessment | None, event: CommentGiven, at: At) -> Assessment | None:
    return row and replace(row, commented=True)


@folds(Assessment, AppraisalFedBack, of_unit)
def _(row: Assessment | None, event: AppraisalFedBack, at: At) -> Assessment | None:
    return row and replace(row, appraisal=votes(event.counts), fed_back_on=at.on)


@folds(Assessment, FeedbackAcknowledged, of_unit)
def _(row: Assessment | None, event: FeedbackAcknowledged, at: At) -> Assessment | None:
    return row and replace(row, acknowledged_on=at.on)
