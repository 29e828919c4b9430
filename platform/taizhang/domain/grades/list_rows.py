"""What is shown of grade lists as a whole."""

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.grades.asking import list_of
from taizhang.domain.grades.checks import held
from taizhang.domain.grades.confirmation_events import GradeCorrected, GradesConfirmed
from taizhang.domain.grades.events import GradesDrafted, ListOf, QuotaExcepted
from taizhang.domain.names import CycleId, MeetingId
from taizhang.projections.row import At, Key, Row, folds


class GradeList(Row, key=("cycle", "of"), title="等次名单", rules=("S2-15", "S2-16")):
    """One list of a cycle: how many hold each grade, and whether it is confirmed."""

    cycle: CycleId
    of: ListOf
    state: Annotated[
        str, Meta(title="状态", description="open 未拟定，drafted 已拟定，confirmed 已审定")
    ]
    held: Annotated[
        dict[str, int], Meta(title="各等次个数", description="How many hold each grade")
    ]
    exceptions: Annotated[
        list[str], Meta(title="比例例外", description="Recorded exceptions from the quota")
    ] = []
    confirmed_in: Annotated[MeetingId | None, Meta(title="审定会议")] = None


_KEY = ("cycle", "of")


@folds(GradeList, GradesDrafted, _KEY)
def _(row: GradeList | None, event: GradesDrafted, at: At) -> GradeList:
    excepted = row.exceptions if row else []
    return GradeList(
        cycle=event.cycle,
        of=event.of,
        state="drafted",
        held=held(event.lines),
        exceptions=excepted,
    )


@folds(GradeList, QuotaExcepted, _KEY)
def _(row: GradeList | None, event: QuotaExcepted, at: At) -> GradeList:
    known = row or GradeList(cycle=event.cycle, of=event.of, state="open", held={})
    told = f"{event.group or ''}“{event.grade}”准许 {event.most} 个：{event.reason}"
    return replace(known, exceptions=[*known.exceptions, told])


@folds(GradeList, GradesConfirmed, _KEY)
def _(row: GradeList | None, event: GradesConfirmed, at: At) -> GradeList:
    # A list on which nobody gets a grade (all 不定等次) is confirmed without ever being drafted.
    known = row or GradeList(cycle=event.cycle, of=event.of, state="open", held={})
    return replace(known, state="confirmed", held=event.held, confirmed_in=event.meeting)


def _corrected(event: GradeCorrected) -> Iterable[Key]:
    return [(event.cycle, list_of(event.subject))]


@folds(GradeList, GradeCorrected, _corrected)
def _(row: GradeList | None, event: GradeCorrected, at: At) -> GradeList | None:
    if row is None:
        return None
    counts = dict(row.held)
    counts[event.was] = counts.get(event.was, 0) - 1
    counts[event.grade] = counts.get(event.grade, 0) + 1
    return replace(row, held={grade: count for grade, count in counts.items() if count})
