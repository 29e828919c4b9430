"""What is shown of grade lists as a whole; each unit's grade stands on its assessment."""

from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.grades.checks import held
from taizhang.domain.grades.events import GradesConfirmed, GradesDrafted
from taizhang.domain.names import CycleId, MeetingId
from taizhang.projections.row import At, Row, folds


class GradeList(Row, key=("cycle",), title="等次名单"):
    """The grade list of a cycle: how many hold each grade, and whether it is confirmed."""

    cycle: CycleId
    state: Annotated[str, Meta(title="状态")]
    held: Annotated[dict[str, int], Meta(title="各等次个数")]
    confirmed_in: Annotated[MeetingId | None, Meta(title="审定会议")] = None


@folds(GradeList, GradesDrafted, "cycle")
def _(row: GradeList | None, event: GradesDrafted, at: At) -> GradeList:
    return GradeList(cycle=event.cycle, state="drafted", held=held(event.lines))


@folds(GradeList, GradesConfirmed, "cycle")
def _(row: GradeList | None, event: GradesConfirmed, at: At) -> GradeList | None:
    return row and replace(row, state="confirmed", held=event.held, confirmed_in=event.meeting)
