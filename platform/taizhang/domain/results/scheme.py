"""The area of results."""

from taizhang.domain.results import (
    acknowledging,
    concluding,
    feeding_back,
    grade_rows,
    objecting,
    objections,
    person_rows,
    publishing,
    rules,
)
from taizhang.domain.results import events as e
from taizhang.scheme import Scheme

SCHEME = Scheme(
    name="results",
    title="结果",
    core=True,
    events=(
        e.AppraisalFedBack,
        e.FeedbackAcknowledged,
        e.AssessmentPublished,
        e.ObjectionReceived,
        e.ObjectionAnswered,
        e.ResultsConcluded,
    ),
    commands=(
        feeding_back.FeedBackAppraisal,
        acknowledging.AcknowledgeFeedback,
        publishing.PublishAssessment,
        objecting.ReceiveObjection,
        objecting.AnswerObjection,
        concluding.ConcludeResults,
    ),
    rows=(grade_rows.Assessment, person_rows.PersonAssessment, objections.Objection),
    rules=(rules.ResultRules, rules.PersonResultRules),
)
