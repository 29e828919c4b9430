"""What can happen to grades (等次)."""

from typing import Annotated

from msgspec import Meta, Struct

from taizhang.domain.names import CycleId, MeetingId, OrganisationId
from taizhang.events.event import Event


class Graded(Struct, frozen=True, forbid_unknown_fields=True):
    """One line of a grade list."""

    organisation: OrganisationId
    grade: Annotated[str, Meta(min_length=1, max_length=20)]
    rationale: Annotated[str, Meta(max_length=2000)] | None = None


class GradesDrafted(Event, name="grades.drafted", title="拟定等次名单"):
    """The clerks drafted the list; it may still be over quota."""

    cycle: CycleId
    lines: list[Graded]


class GradesConfirmed(Event, name="grades.confirmed", title="审定等次名单"):
    """A recorded meeting of the committee confirmed the list as a whole (S2-15, S2-17)."""

    cycle: CycleId
    meeting: MeetingId
    held: dict[str, int]
    """How many hold each grade."""


class GradeAssigned(Event, name="grades.assigned", title="确定考核等次"):
    """One unit's assessment result (考核结果), as confirmed."""

    cycle: CycleId
    organisation: OrganisationId
    grade: str
    rationale: str | None
