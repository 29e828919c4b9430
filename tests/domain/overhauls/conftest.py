"""A branch that was found weak, at each step until it is mended."""

from datetime import date
from typing import Any

import pytest

from taizhang.domain.overhauls.events import Asked, Measure
from taizhang.domain.overhauls.finding import FindWeak
from taizhang.domain.overhauls.finishing import FinishOverhaul, SurveySatisfaction
from taizhang.domain.overhauls.planning import CarryOutMeasure, PlanOverhaul

UNIT = "jiaogong-1"
LIFE, CALL = "组织生活不正常", "党组织缺乏号召力凝聚力"


def against(symptom: str, due_on: date = date(2022, 12, 30)) -> Measure:
    return Measure(
        symptom=symptom,
        problem="十一月没有召开支部党员大会",
        measure=f"针对{symptom}，每月一次",
        responsible="支部委员",
        due_on=due_on,
    )


@pytest.fixture
def found() -> FindWeak:
    return FindWeak(
        overhaul="w-1", organisation=UNIT, symptoms=[LIFE, CALL], facts="半年只开过一次会"
    )


@pytest.fixture
def plan() -> PlanOverhaul:
    return PlanOverhaul(overhaul="w-1", measures=[against(LIFE), against(CALL)])


@pytest.fixture
def survey() -> SurveySatisfaction:
    groups = [
        Asked(group="党员", asked=20, satisfied=18),
        Asked(group="群众", asked=40, satisfied=27),
    ]
    return SurveySatisfaction(overhaul="w-1", groups=groups)


@pytest.fixture
def finish() -> FinishOverhaul:
    return FinishOverhaul(overhaul="w-1", organisation=UNIT, finding="组织生活已经正常")


@pytest.fixture
def branch(university: Any) -> Any:
    """The department on 20 December 2022."""
    university.begin(date(2022, 12, 20))
    return university


@pytest.fixture
def weak(branch: Any, found: Any) -> Any:
    branch.do(found)
    return branch


@pytest.fixture
def planned(weak: Any, plan: Any) -> Any:
    weak.do(plan)
    return weak


@pytest.fixture
def mended(planned: Any) -> Any:
    """Both measures are carried out; nobody was asked yet."""
    for number in (1, 2):
        planned.do(CarryOutMeasure(overhaul="w-1", number=number, evidence="会议记录"))
    return planned
