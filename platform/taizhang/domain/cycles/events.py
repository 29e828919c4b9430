"""What can happen to a yearly assessment."""

from datetime import date
from typing import Annotated

from taizhang.domain.names import CycleId, OrganisationId, PersonId
from taizhang.events.event import Event
from taizhang.events.tags import Tag

YEAR = Tag("cycle_year")


class CycleOpened(Event, name="cycles.opened", title="启动考核周期"):
    """The assessment of a year was opened for a number of units (S0-01)."""

    cycle: CycleId
    year: Annotated[str, YEAR]
    title: str
    deadline: date
    subjects: int


class SubjectEnrolled(Event, name="cycles.subject_enrolled", title="列为考核对象"):
    """A unit is assessed in this cycle."""

    cycle: CycleId
    organisation: OrganisationId


class PersonEnrolled(Event, name="cycles.person_enrolled", title="列为个人考核对象"):
    """A person is assessed in this cycle, as the holder of a post, within a class (S2-16)."""

    cycle: CycleId
    person: PersonId
    organisation: OrganisationId
    post: str
    group: str
