"""The area of results."""

from taizhang.domain.results import commands as c
from taizhang.domain.results import events as e
from taizhang.domain.results import rows, rules
from taizhang.scheme import Scheme

SCHEME = Scheme(
    name="results",
    title="结果",
    core=True,
    events=(e.AppraisalFedBack, e.FeedbackAcknowledged, e.AssessmentPublished),
    commands=(c.FeedBackAppraisal, c.AcknowledgeFeedback, c.PublishAssessment),
    rows=(rows.Assessment,),
    rules=rules.ResultRules,
)
