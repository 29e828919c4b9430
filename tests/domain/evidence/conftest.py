"""Villages and branches that are assessed, and what is heard and seen of them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from taizhang.domain.cycles.events import SubjectEnrolled, SubjectSucceeded
from taizhang.domain.evidence.listening import GatherOpinions
from taizhang.domain.evidence.visiting import LogVisit
from taizhang.events.event import Event


def consultation(id: str = "o-1", **other: Any) -> GatherOpinions:
    """What a village's members and people say, in a meeting."""
    told: dict[str, Any] = {
        "cycle": "c",
        "organisation": "jingui",
        "consultation": id,
        "purpose": "report",
        "way": "座谈会",
        "heard": {"党员": 12, "群众": 30},
        "opinions": "希望多公开村务。",
    }
    return GatherOpinions(**told | other)


def visit_to(unit: str = "jiaogong-1", id: str = "v-1", **other: Any) -> LogVisit:
    """A visit where all was done that the university asks for."""
    told: dict[str, Any] = {
        "cycle": "c",
        "organisation": unit,
        "visit": id,
        "place": "党员活动室",
        "saw": "组织生活正在开展",
        "matters": "核对三次组织生活的实际参加人员",
        "heard": "学生希望多组织实践活动",
        "people": 8,
    }
    return LogVisit(**told | other)


@pytest.fixture
def consulted() -> Callable[..., GatherOpinions]:
    return consultation


@pytest.fixture
def visited() -> Callable[..., LogVisit]:
    return visit_to


def succession(unit: str, successor: str, *, joined: bool = False) -> list[Event]:
    """A unit's place on the list went to another, which stood there already or comes to it."""
    event = SubjectSucceeded(
        cycle="c",
        organisation=unit,
        successor=successor,
        joined=joined,
        done=[],
        since=date(2015, 12, 1),
        document="县民发〔2015〕1号",
    )
    return [event] if joined else [event, SubjectEnrolled(cycle="c", organisation=successor)]


@pytest.fixture
def succeeded() -> Callable[..., list[Event]]:
    return succession


@pytest.fixture
def villages(santangjie: Any) -> Any:
    """三堂街镇 with two villages in its cycle."""
    return santangjie.assessing("jingui", "shiqiao")


@pytest.fixture
def branches(university: Any) -> Any:
    """A department with a branch in its cycle."""
    return university.assessing("jiaogong-1")
