"""三堂街镇 2015: two villages graded, told and published, with five days for objections."""

from typing import Any

import pytest

from taizhang.domain.grades.confirmation_events import GradeAssigned, GradesConfirmed
from taizhang.domain.results.events import AppraisalFedBack, FeedbackAcknowledged
from taizhang.domain.results.publishing import PublishAssessment

UNITS = {"jingui": "好", "shiqiao": "差"}


@pytest.fixture
def settled(santangjie: Any) -> Any:
    """Confirmed, fed back and acknowledged."""
    santangjie.assessing(*UNITS)
    for unit, grade in UNITS.items():
        santangjie.given(
            GradeAssigned(cycle="c", subject=unit, grade=grade, rationale=None),
            AppraisalFedBack(cycle="c", subject=unit, box="b", counts=[], opinion=None),
            FeedbackAcknowledged(cycle="c", subject=unit),
        )
    return santangjie.given(GradesConfirmed(cycle="c", meeting="k", held={"好": 1, "差": 1}))


@pytest.fixture
def published(settled: Any) -> Any:
    settled.do(PublishAssessment(cycle="c", scope="全镇党员和群众"))
    return settled
