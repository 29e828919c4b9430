"""What can happen to the two results of a cycle, each in an act of its own.

The *appraisal* (评议结果) is what the meeting's ballots said; it is fed back to the unit (S0-13).
The *assessment* (考核结果) is the grade; it is published within a scope (S0-16).
"""

from datetime import date

from taizhang.domain.ballots.count_events import SubjectTally
from taizhang.domain.grades.events import ListOf
from taizhang.domain.names import BoxId, CycleId, ObjectionId, SubjectId
from taizhang.events.event import Event


class AppraisalFedBack(
    Event,
    name="results.appraisal_fed_back",
    title="反馈评议结果",
    corrects=("opinion",),
    annuls=True,
):
    """A unit or a person was told how the meeting appraised them: each line of the ballot."""

    cycle: CycleId
    subject: SubjectId
    box: BoxId
    counts: list[SubjectTally]
    opinion: str | None


class FeedbackAcknowledged(
    Event,
    name="results.feedback_acknowledged",
    title="签收评议结果",
    corrects=("receipt",),
    annuls=True,
):
    """The appraisal was taken note of. `receipt`: the paper that the unit's secretary signed."""

    cycle: CycleId
    subject: SubjectId
    receipt: str | None = None


class AssessmentPublished(
    Event, name="results.assessment_published", title="公布考核结果", final="重新公布"
):
    """A grade list was published within a scope; again, once a grade was corrected."""

    cycle: CycleId
    scope: str
    grades: dict[str, str]
    """By subject of assessment."""
    objections_until: date | None = None
    """The last day on which a grade may be objected to; None: not at all."""
    of: ListOf = "units"


class ObjectionReceived(
    Event, name="results.objection_received", title="受理异议", corrects=("text",), annuls=True
):
    """Somebody objected to a published grade."""

    objection: ObjectionId
    cycle: CycleId
    subject: SubjectId
    text: str


class ObjectionAnswered(
    Event, name="results.objection_answered", title="答复异议", corrects=("answer",), annuls=True
):
    """An objection was looked into and answered; an upheld one calls for a correction."""

    objection: ObjectionId
    cycle: CycleId
    subject: SubjectId
    upheld: bool
    answer: str


class ResultsConcluded(Event, name="results.concluded", title="办结考核结果", annuls=True):
    """All that the tenant's rules ask of the results of a cycle is done."""

    cycle: CycleId
