"""What is shown of a cycle as a whole."""

from datetime import date
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.cycles import events as e
from taizhang.domain.cycles.deadline_events import CycleDeadlineNear, CycleOverdueFlagged
from taizhang.domain.names import CycleId
from taizhang.domain.results.events import ResultsConcluded
from taizhang.projections.row import At, Row, folds


class Cycle(
    Row,
    key=("cycle",),
    title="考核周期",
    published=True,
    version=2,
    rules=("S0-01", "S0-02", "S1-02"),
):
    """One yearly assessment: who organises it, of whom, until when, and how late it is."""

    cycle: CycleId
    year: Annotated[int, Meta(title="年度", description="The calendar year")]
    title: Annotated[str, Meta(title="名称", description="What it is called")]
    deadline: Annotated[date, Meta(title="完成时限", description="The day by which it is to end")]
    subjects: Annotated[int, Meta(title="考核对象数", description="How many units are assessed")]
    organiser: Annotated[str | None, Meta(title="组织者", description="Who organises it")] = None
    level: Annotated[str | None, Meta(title="层级", description="The level it is held at")] = None
    persons: Annotated[
        int, Meta(title="个人考核对象数", description="How many persons are assessed")
    ] = 0
    source: Annotated[CycleId | None, Meta(title="沿用的周期")] = None
    days_left: Annotated[
        int | None, Meta(title="提醒时剩余天数", description="As of the last reminder")
    ] = None
    overdue: Annotated[bool, Meta(title="超期", description="Whether the deadline passed")] = False
    soft: Annotated[
        bool, Meta(title="时限为“一般”要求", description="The deadline is meant as a rule of thumb")
    ] = False
    days_over: Annotated[
        int | None,
        Meta(
            title="超期天数",
            description="As of the last flag or, once it is concluded, when it was",
        ),
    ] = None
    concluded_on: Annotated[
        date | None, Meta(title="办结日期", description="When it was concluded")
    ] = None


@folds(Cycle, e.CycleOpened, "cycle")
def _(row: Cycle | None, event: e.CycleOpened, at: At) -> Cycle:
    return Cycle(
        cycle=event.cycle,
        year=int(event.year),
        title=event.title,
        organiser=event.organiser,
        level=event.level,
        deadline=event.deadline,
        subjects=event.subjects,
    )


@folds(Cycle, e.CycleCloned, "cycle")
def _(row: Cycle | None, event: e.CycleCloned, at: At) -> Cycle | None:
    return row and replace(row, source=event.source)


@folds(Cycle, e.SubjectsCounted, "cycle")
def _(row: Cycle | None, event: e.SubjectsCounted, at: At) -> Cycle | None:
    return row and replace(row, subjects=event.units, persons=event.persons)


@folds(Cycle, e.SubjectSucceeded, "cycle")
def _(row: Cycle | None, event: e.SubjectSucceeded, at: At) -> Cycle | None:
    if row is None:
        return None
    return replace(row, subjects=row.subjects - (event.joined or event.successor is None))


@folds(Cycle, CycleDeadlineNear, "cycle")
def _(row: Cycle | None, event: CycleDeadlineNear, at: At) -> Cycle | None:
    return row and replace(row, days_left=event.days)


@folds(Cycle, CycleOverdueFlagged, "cycle")
def _(row: Cycle | None, event: CycleOverdueFlagged, at: At) -> Cycle | None:
    if row is None:
        return None
    return replace(row, days_left=None, overdue=True, soft=event.soft, days_over=event.days)


@folds(Cycle, ResultsConcluded, "cycle")
def _(row: Cycle | None, event: ResultsConcluded, at: At) -> Cycle | None:
    if row is None:
        return None
    late = (at.on - row.deadline).days
    over = late if late > 0 else None
    return replace(row, days_left=None, overdue=False, days_over=over, concluded_on=at.on)
