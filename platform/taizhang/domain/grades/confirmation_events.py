"""What the committee decides of grades (等次): who keeps out of it, and what it comes to."""

from taizhang.domain.grades.events import ListOf
from taizhang.domain.names import CycleId, MeetingId, SubjectId
from taizhang.events.event import Event


class MemberRecused(
    Event, name="grades.member_recused", title="回避", corrects=("reason",), annuls=True
):
    """A member of the committee, by the number in that meeting, keeps out of one decision."""

    meeting: MeetingId
    cycle: CycleId
    subject: SubjectId
    member: str
    reason: str


class GradesConfirmed(
    Event, name="grades.confirmed", title="审定等次名单", final="由党委会议更正等次"
):
    """A recorded meeting of the committee confirmed the list as a whole (S2-15, S2-17)."""

    cycle: CycleId
    meeting: MeetingId
    held: dict[str, int]
    """How many hold each grade."""
    of: ListOf = "units"


class GradeAssigned(
    Event, name="grades.assigned", title="确定考核等次", final="由党委会议更正等次"
):
    """One assessment result (考核结果) of a unit or a person, as confirmed."""

    cycle: CycleId
    subject: SubjectId
    grade: str
    rationale: str | None


class GradeCorrected(
    Event,
    name="grades.corrected",
    title="更正考核等次",
    corrects=("reason",),
    final="由另一次党委会议再更正",
):
    """A later meeting replaced a confirmed grade. `corrects` is the meeting that first decided."""

    cycle: CycleId
    subject: SubjectId
    was: str
    grade: str
    reason: str
    meeting: MeetingId
    corrects: MeetingId
