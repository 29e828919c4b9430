"""A Hunan town, 2020: 24 villages in one cycle, and a committee that meets."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.grades.drafting import DraftGrades
from taizhang.domain.grades.events import Graded
from taizhang.domain.meetings.events import AttendeeCheckedIn, MinutesRecorded
from taizhang.domain.organisations.rows import Organisation


def lines_of(grades: Mapping[str, str], rationale: str | None = "理由") -> list[Graded]:
    return [Graded(subject=u, grade=g, rationale=rationale) for u, g in grades.items()]


def recorded_committee(town: Any, present: int = 6, meeting: str = "k") -> Any:
    """A meeting of the committee with its minutes."""
    town.meeting("committee", meeting=meeting)
    arrivals = (
        AttendeeCheckedIn(meeting=meeting, attendee=str(number), category="党委委员")
        for number in range(present)
    )
    return town.given(*arrivals, MinutesRecorded(meeting=meeting, cycle="c", text="逐村研判。"))


def changed_quota(town: Any, **changes: Any) -> Any:
    """The town with its quota adopted anew, with other parameters."""
    adopted = town.authority.adoptions[-1].event
    quota = adopted.sections["grades"]["quota"][0] | changes
    grades = adopted.sections["grades"] | {"quota": [quota]}
    return town.given(replace(adopted, sections=adopted.sections | {"grades": grades}))


@pytest.fixture
def requote() -> Callable[..., Any]:
    return changed_quota


@pytest.fixture
def ready(town: Any) -> Any:
    """Everything but the list."""
    return recorded_committee(town)


@pytest.fixture
def name(hunan: Any) -> Callable[[str], str]:
    """What the register calls a unit."""
    return lambda unit: str(hunan.folded(Organisation)[unit,].name)


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
