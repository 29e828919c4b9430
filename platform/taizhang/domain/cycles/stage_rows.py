"""How far a cycle has got, and what blocks it; what each area adds stands in `stage_work`.

A fold moves a figure. By name stands only what waits for its next step: a comment, a count.
"""

from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.cycles import events as e
from taizhang.domain.cycles.stage import STAGES, Figures, blocked_by, stage
from taizhang.domain.names import CycleId
from taizhang.projections.row import At, Row, folds


class CycleStage(Row, key=("cycle",), title="考核进度", history=False, rules=("S0-01",)):
    """The stage of one cycle, the figures behind it, and what still stands in its way."""

    cycle: CycleId
    stage: Annotated[
        str, Meta(title="阶段", description=f"How far it has come: {'、'.join(STAGES)}")
    ] = ""
    blocked_by: Annotated[
        list[str], Meta(title="尚待办理", description="What stands before the next decision")
    ] = []
    steps: Annotated[
        list[str], Meta(title="应有的步骤", description="The steps that it has to have")
    ] = []
    units: Annotated[int, Meta(title="考核单位数", description="How many units are assessed")] = 0
    persons: Annotated[
        int, Meta(title="个人考核对象数", description="How many persons are assessed")
    ] = 0
    submitted: Annotated[
        int, Meta(title="已交述职报告", description="Units that submitted a report")
    ] = 0
    accepted: Annotated[
        int, Meta(title="述职报告已审阅", description="Units whose report was accepted")
    ] = 0
    debriefed: Annotated[int, Meta(title="已述职", description="Debriefed already")] = 0
    uncommented: Annotated[
        list[str], Meta(title="待点评的单位", description="Debriefed, not commented on yet")
    ] = []
    boxes_opened: Annotated[
        int, Meta(title="票箱数", description="Ballot boxes that were opened")
    ] = 0
    uncounted: Annotated[
        list[str], Meta(title="未计票的票箱", description="Boxes that are not counted")
    ] = []
    drafted: Annotated[
        list[str], Meta(title="已拟定的名单", description="Lists of grades that are drafted")
    ] = []
    confirmed: Annotated[
        list[str], Meta(title="已审定的名单", description="Lists of grades that are confirmed")
    ] = []
    graded: Annotated[int, Meta(title="已定等", description="How many hold a grade")] = 0
    fed_back: Annotated[
        int, Meta(title="已反馈", description="How many appraisals were fed back")
    ] = 0
    acknowledged: Annotated[int, Meta(title="已签收", description="How many acknowledged it")] = 0
    published: Annotated[
        list[str], Meta(title="已公布的名单", description="Lists that are published")
    ] = []
    concluded: Annotated[bool, Meta(title="已办结", description="Whether it is concluded")] = False


def judged(row: CycleStage) -> CycleStage:
    """The row with its stage and what blocks it, as its figures have them."""
    figures = Figures(**{name: getattr(row, name) for name in Figures.__struct_fields__})
    return replace(row, stage=stage(figures), blocked_by=blocked_by(figures))


@folds(CycleStage, e.CycleOpened, "cycle")
def _(row: CycleStage | None, event: e.CycleOpened, at: At) -> CycleStage:
    return judged(CycleStage(cycle=event.cycle, steps=list(event.steps), units=event.subjects))


@folds(CycleStage, e.SubjectsCounted, "cycle")
def _(row: CycleStage | None, event: e.SubjectsCounted, at: At) -> CycleStage | None:
    return row and judged(replace(row, units=event.units, persons=event.persons))


@folds(CycleStage, e.SubjectWithdrawn, "cycle")
def _(row: CycleStage | None, event: e.SubjectWithdrawn, at: At) -> CycleStage | None:
    return row and _without(row, event.subject, event.done)


@folds(CycleStage, e.SubjectSucceeded, "cycle")
def _(row: CycleStage | None, event: e.SubjectSucceeded, at: At) -> CycleStage | None:
    if row is None:
        return None
    fewer = event.joined or event.successor is None
    left = replace(row, units=row.units - fewer)
    return _without(left, event.organisation, event.done)


@folds(CycleStage, e.SubjectReinstated, "cycle")
def _(row: CycleStage | None, event: e.SubjectReinstated, at: At) -> CycleStage | None:
    if row is None:
        return None
    waits = "comments" in row.steps and "debriefed" in event.done and "commented" not in event.done
    waiting = [*row.uncommented, event.subject] if waits else row.uncommented
    return _counted(replace(row, uncommented=waiting), event.done, 1)


def _without(row: CycleStage, subject: str, done: list[e.Done]) -> CycleStage:
    """What somebody did who is off the list does not count for those who are on it."""
    waiting = [unit for unit in row.uncommented if unit != subject]
    return _counted(replace(row, uncommented=waiting), done, -1)


def _counted(row: CycleStage, done: list[e.Done], sign: int) -> CycleStage:
    return judged(
        replace(
            row,
            submitted=row.submitted + sign * ("submitted" in done),
            accepted=row.accepted + sign * ("accepted" in done),
            debriefed=row.debriefed + sign * ("debriefed" in done),
            fed_back=row.fed_back + sign * ("fed_back" in done),
            acknowledged=row.acknowledged + sign * ("acknowledged" in done),
        )
    )
