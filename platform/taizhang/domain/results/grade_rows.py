"""What the board of a cycle shows of grades: proposed, assigned, corrected, published."""

from collections.abc import Iterable

from msgspec.structs import replace

from taizhang.domain.grades.confirmation_events import GradeAssigned, GradeCorrected
from taizhang.domain.grades.events import GradesDrafted, LeftUndetermined, TakenUpAgain
from taizhang.domain.names import is_person
from taizhang.domain.results.events import AssessmentPublished
from taizhang.domain.results.rows import Assessment, of_unit
from taizhang.projections.row import At, Key, folds

__all__ = ["Assessment"]


@folds(Assessment, GradeAssigned, of_unit)
def _(row: Assessment | None, event: GradeAssigned, at: At) -> Assessment | None:
    return row and replace(row, grade=event.grade, rationale=event.rationale)


@folds(Assessment, GradeCorrected, of_unit)
def _(row: Assessment | None, event: GradeCorrected, at: At) -> Assessment | None:
    return row and replace(row, corrected_from=event.was)


@folds(Assessment, LeftUndetermined, of_unit)
def _(row: Assessment | None, event: LeftUndetermined, at: At) -> Assessment | None:
    return row and replace(row, undetermined=event.ground, draft_grade=None)


@folds(Assessment, TakenUpAgain, of_unit)
def _(row: Assessment | None, event: TakenUpAgain, at: At) -> Assessment | None:
    return row and replace(row, undetermined=None)


def _drafted(event: GradesDrafted) -> Iterable[Key]:
    return ((event.cycle, line.subject) for line in event.lines if not is_person(line.subject))


@folds(Assessment, GradesDrafted, _drafted)
def _(row: Assessment | None, event: GradesDrafted, at: At) -> Assessment | None:
    drafted = {line.subject: line.grade for line in event.lines}
    return row and replace(row, draft_grade=drafted[row.organisation])


def _published(event: AssessmentPublished) -> Iterable[Key]:
    return ((event.cycle, subject) for subject in event.grades if not is_person(subject))


@folds(Assessment, AssessmentPublished, _published)
def _(row: Assessment | None, event: AssessmentPublished, at: At) -> Assessment | None:
    return row and replace(row, published_on=at.on, scope=event.scope)
