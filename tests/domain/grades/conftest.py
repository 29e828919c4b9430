"""A Hunan town, 2020: 24 villages in one cycle, and a committee that meets."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.cycles.events import PersonEnrolled
from taizhang.domain.grades.drafting import DraftGrades
from taizhang.domain.grades.events import Graded
from taizhang.domain.grades.ranking import RankSubjects
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


def changed_quota(town: Any, section: str = "grades", **changes: Any) -> Any:
    """The town with its quota adopted anew, with other parameters."""
    adopted = town.authority.adoptions[-1].event
    quota = adopted.sections[section]["quota"][0] | changes
    rules = adopted.sections[section] | {"quota": [quota]}
    return town.given(replace(adopted, sections=adopted.sections | {section: rules}))


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


def enrolled(person: str, unit: str, group: str) -> PersonEnrolled:
    return PersonEnrolled(cycle="c", person=person, organisation=unit, post=group, group=group)


@pytest.fixture
def cadres(units: list[str]) -> dict[str, list[str]]:
    """Persons by class, as subjects: a secretary and a director of each unit, and five more."""
    return {
        "书记": [f"person:s-{unit}" for unit in units],
        "主任": [f"person:d-{unit}" for unit in units],
        "其他干部": [f"person:o-{unit}" for unit in units[:5]],
    }


@pytest.fixture
def peopled(town: Any, cadres: dict[str, list[str]]) -> Any:
    """Units and persons are assessed in one cycle; the committee met."""
    for group, subjects in cadres.items():
        for subject in subjects:
            person = subject.removeprefix("person:")
            town.given(enrolled(person, person[2:], group))
    return recorded_committee(town)


@pytest.fixture
def persons_list(cadres: dict[str, list[str]]) -> Callable[..., DraftGrades]:
    """Makes a complete list of persons in which these are 优秀."""

    def made(best: list[str], rationale: str | None = "理由") -> DraftGrades:
        everybody = [subject for subjects in cadres.values() for subject in subjects]
        grades = {subject: "优秀" if subject in best else "称职" for subject in everybody}
        return DraftGrades(cycle="c", of="persons", lines=lines_of(grades, rationale))

    return made


@pytest.fixture
def in_one_rank(cadres: dict[str, list[str]]) -> RankSubjects:
    """All persons, each class in the order of its list."""
    order = [[subject] for subjects in cadres.values() for subject in subjects]
    return RankSubjects(cycle="c", of="persons", order=order)


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
