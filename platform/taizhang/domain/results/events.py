"""What can happen to the two results of a cycle, each in an act of its own.

The *appraisal* (评议结果) is what the meeting's ballots said; it is fed back to the unit (S0-13).
The *assessment* (考核结果) is the grade; it is published within a scope (S0-16).
"""

from taizhang.domain.names import BoxId, CycleId, OrganisationId
from taizhang.events.event import Event


class AppraisalFedBack(Event, name="results.appraisal_fed_back", title="反馈评议结果"):
    """A unit was told how the meeting appraised it."""

    cycle: CycleId
    organisation: OrganisationId
    box: BoxId
    counts: dict[str, int]
    blank: int
    invalid: int
    opinion: str | None


class FeedbackAcknowledged(Event, name="results.feedback_acknowledged", title="签收评议结果"):
    """The unit has taken note of its appraisal."""

    cycle: CycleId
    organisation: OrganisationId


class AssessmentPublished(Event, name="results.assessment_published", title="公布考核结果"):
    """The grades of a cycle were published within a scope."""

    cycle: CycleId
    scope: str
    grades: dict[str, str]
    """By organisation."""
