"""What can happen to a record: a commendation, and a result that is put to a use."""

from taizhang.domain.names import CommendationId, CycleId, SubjectId
from taizhang.events.event import Event


class CommendationRecorded(
    Event, name="records.commended", title="充分肯定", final="用撤回充分肯定办理"
):
    """A unit or person was commended for a cycle (S0-18), on its grade and on what people said.

    `counts`: how the meeting appraised it, where that was fed back; `response`: in words.
    """

    commendation: CommendationId
    cycle: CycleId
    subject: SubjectId
    text: str
    grade: str
    counts: dict[str, int] | None
    response: str | None
    clause: str | None


class CommendationWithdrawn(
    Event,
    name="records.commendation_withdrawn",
    title="撤回充分肯定",
    corrects=("reason",),
    final="重新记录",
):
    """A commendation does not stand any more."""

    commendation: CommendationId
    cycle: CycleId
    subject: SubjectId
    reason: str


class ResultLinked(
    Event, name="records.result_linked", title="考核结果计入档案", final="由考核结果推算"
):
    """A grade was put into somebody's record for a use that the tenant's document names (S1-16).

    `subject`: whose record it is; `source`: whose grade it is (a secretary's record holds that of
    the unit).
    """

    cycle: CycleId
    subject: SubjectId
    source: SubjectId
    grade: str
    use: str
    clause: str | None
