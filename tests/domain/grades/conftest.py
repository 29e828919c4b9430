"""A Hunan town, 2020: 24 villages in one cycle, and a committee that meets."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from taizhang.domain.grades.commands import DraftGrades
from taizhang.domain.grades.events import Graded
from taizhang.domain.meetings.events import AttendeeCheckedIn, MinutesRecorded
from taizhang.domain.organisations.rows import Organisation


def lines_of(grades: Mapping[str, str], rationale: str | None = "理由") -> list[Graded]:
    return [Graded(organisation=u, grade=g, rationale=rationale) for u, g in grades.items()]


def recorded_committee(town: Any, present: int = 6) -> Any:
    """A meeting of the committee with its minutes."""
    town.meeting("committee", meeting="k")
    arrivals = (
        AttendeeCheckedIn(meeting="k", attendee=str(number), category="党委委员")
        for number in range(present)
    )
    return town.given(*arrivals, MinutesRecorded(meeting="k", cycle="c", text="逐村研判。"))


@pytest.fixture
def units(hunan: Any) -> list[str]:
    return [key[0] for key in hunan.folded(Organisation)]


@pytest.fixture
def town(hunan: Any, units: list[str]) -> Any:
    return hunan.assessing(*units)


@pytest.fixture
def lines() -> Callable[..., list[Graded]]:
    return lines_of


@pytest.fixture
def committee() -> Callable[..., Any]:
    return recorded_committee


@pytest.fixture
def draft(units: list[str]) -> Callable[..., DraftGrades]:
    """Makes a complete list in which this many are 好."""

    def made(best: int, rationale: str | None = "理由") -> DraftGrades:
        grades = {unit: "好" if place < best else "较好" for place, unit in enumerate(units)}
        return DraftGrades(cycle="c", lines=lines_of(grades, rationale))

    return made
