"""What the work of each area moves in the figures of a cycle."""

from msgspec.structs import replace

from taizhang.domain.ballots.count_events import Tallied
from taizhang.domain.ballots.events import BoxOpened
from taizhang.domain.cycles.stage_rows import CycleStage, judged
from taizhang.domain.grades.confirmation_events import GradesConfirmed
from taizhang.domain.grades.events import GradesDrafted
from taizhang.domain.meetings.events import CommentGiven, DebriefHeld
from taizhang.domain.reports.events import (
    ReportAccepted,
    ReportReturned,
    ReportSubmitted,
    ReportWithdrawn,
)
from taizhang.domain.results.events import (
    AppraisalFedBack,
    AssessmentPublished,
    FeedbackAcknowledged,
    ResultsConcluded,
)
from taizhang.projections.row import At, folds

__all__ = ["CycleStage"]


@folds(CycleStage, ReportSubmitted, "cycle")
def _(row: CycleStage | None, event: ReportSubmitted, at: At) -> CycleStage | None:
    return row and judged(replace(row, submitted=row.submitted + 1))


@folds(CycleStage, ReportWithdrawn, "cycle")
def _(row: CycleStage | None, event: ReportWithdrawn, at: At) -> CycleStage | None:
    return row and judged(replace(row, submitted=row.submitted - 1))


@folds(CycleStage, ReportReturned, "cycle")
def _(row: CycleStage | None, event: ReportReturned, at: At) -> CycleStage | None:
    return row and judged(replace(row, submitted=row.submitted - 1))


@folds(CycleStage, ReportAccepted, "cycle")
def _(row: CycleStage | None, event: ReportAccepted, at: At) -> CycleStage | None:
    return row and judged(replace(row, accepted=row.accepted + 1))


@folds(CycleStage, DebriefHeld, "cycle")
def _(row: CycleStage | None, event: DebriefHeld, at: At) -> CycleStage | None:
    if row is None:
        return None
    waiting = [*row.uncommented, event.organisation] if "comments" in row.steps else []
    return judged(replace(row, debriefed=row.debriefed + 1, uncommented=waiting))


@folds(CycleStage, CommentGiven, "cycle")
def _(row: CycleStage | None, event: CommentGiven, at: At) -> CycleStage | None:
    if row is None:
        return None
    waiting = [unit for unit in row.uncommented if unit != event.organisation]
    return judged(replace(row, uncommented=waiting))


@folds(CycleStage, BoxOpened, "cycle")
def _(row: CycleStage | None, event: BoxOpened, at: At) -> CycleStage | None:
    if row is None:
        return None
    return judged(
        replace(row, boxes_opened=row.boxes_opened + 1, uncounted=[*row.uncounted, event.box])
    )


@folds(CycleStage, Tallied, "cycle")
def _(row: CycleStage | None, event: Tallied, at: At) -> CycleStage | None:
    if row is None:
        return None
    return judged(replace(row, uncounted=[box for box in row.uncounted if box != event.box]))


@folds(CycleStage, GradesDrafted, "cycle")
def _(row: CycleStage | None, event: GradesDrafted, at: At) -> CycleStage | None:
    return row and judged(replace(row, drafted=sorted({*row.drafted, event.of})))


@folds(CycleStage, GradesConfirmed, "cycle")
def _(row: CycleStage | None, event: GradesConfirmed, at: At) -> CycleStage | None:
    if row is None:
        return None
    graded = row.graded + sum(event.held.values())
    return judged(replace(row, graded=graded, confirmed=sorted({*row.confirmed, event.of})))


@folds(CycleStage, AppraisalFedBack, "cycle")
def _(row: CycleStage | None, event: AppraisalFedBack, at: At) -> CycleStage | None:
    return row and judged(replace(row, fed_back=row.fed_back + 1))


@folds(CycleStage, FeedbackAcknowledged, "cycle")
def _(row: CycleStage | None, event: FeedbackAcknowledged, at: At) -> CycleStage | None:
    return row and judged(replace(row, acknowledged=row.acknowledged + 1))


@folds(CycleStage, AssessmentPublished, "cycle")
def _(row: CycleStage | None, event: AssessmentPublished, at: At) -> CycleStage | None:
    return row and judged(replace(row, published=sorted({*row.published, event.of})))


@folds(CycleStage, ResultsConcluded, "cycle")
def _(row: CycleStage | None, event: ResultsConcluded, at: At) -> CycleStage | None:
    return row and judged(replace(row, concluded=True))
