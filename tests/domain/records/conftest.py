"""Units that were graded and appraised."""

from collections.abc import Callable
from typing import Any

import pytest

from taizhang.domain.ballots.count_events import SubjectTally
from taizhang.domain.grades.confirmation_events import GradeAssigned, GradeCorrected
from taizhang.domain.results.events import AppraisalFedBack


def graded(subject: str, grade: str = "好") -> GradeAssigned:
    return GradeAssigned(cycle="c", subject=subject, grade=grade, rationale="工作扎实")


def corrected(subject: str, was: str = "好", grade: str = "一般") -> GradeCorrected:
    return GradeCorrected(
        cycle="c",
        subject=subject,
        was=was,
        grade=grade,
        reason="材料不实",
        meeting="m-2",
        corrects="m",
    )


def appraised(subject: str) -> AppraisalFedBack:
    return AppraisalFedBack(
        cycle="c",
        subject=subject,
        box="b",
        counts=[SubjectTally(subject=subject, counts={"好": 70, "较好": 12}, blank=1, invalid=0)],
        opinion=None,
    )


@pytest.fixture(name="graded")
def graded_as() -> Callable[..., GradeAssigned]:
    return graded


@pytest.fixture(name="corrected")
def corrected_to() -> Callable[..., GradeCorrected]:
    return corrected


@pytest.fixture(name="appraised")
def appraised_as() -> Callable[..., AppraisalFedBack]:
    return appraised


@pytest.fixture
def village(santangjie: Any) -> Any:
    """金桂村 was graded 好, and its meeting found it so."""
    return santangjie.assessing("jingui").given(graded("jingui"), appraised("jingui"))
