"""What is shown of inspections: each one, each finding, and findings by type."""

from datetime import date
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.inspections.events import (
    FindingRecorded,
    InspectionCalledOff,
    InspectionHeld,
    InspectionScheduled,
)
from taizhang.domain.names import FindingId, InspectionId, OrganisationId, TicketId
from taizhang.projections.row import At, Row, folds


class Inspection(Row, key=("inspection",), title="督查", rules=("S1-18",)):
    """An inspection. One that is unannounced appears once it was held."""

    inspection: InspectionId
    organisation: OrganisationId
    kind: Annotated[str, Meta(title="督查方式", description="The kind of inspection")]
    scope: Annotated[str, Meta(title="督查内容", description="What it looks at")]
    state: Annotated[
        str, Meta(title="状态", description="scheduled 已安排，called_off 已取消，held 已开展")
    ]
    planned_on: Annotated[date | None, Meta(title="安排日期", description="The day planned")] = None
    held_on: Annotated[date | None, Meta(title="开展日期", description="The day it was held")] = (
        None
    )
    announced: Annotated[bool, Meta(title="事先安排", description="Whether it was announced")] = (
        False
    )
    inspectors: Annotated[list[str], Meta(title="督查人员", description="Who inspected")] = []
    followed: Annotated[list[TicketId], Meta(title="跟踪的问题台账")] = []
    finding_count: Annotated[int, Meta(title="发现问题数", description="How many findings")] = 0
    called_off_because: Annotated[
        str | None, Meta(title="取消原因", description="Why it was called off")
    ] = None


class Finding(Row, key=("finding",), title="督查发现的问题", rules=("S1-18",)):
    """Something that an inspection found; with a day, it became a ticket."""

    finding: FindingId
    inspection: InspectionId
    organisation: OrganisationId
    type: Annotated[str, Meta(title="问题类型", description="The type of problem")]
    text: Annotated[str, Meta(title="问题", description="The question as asked")]
    found_on: Annotated[date, Meta(title="发现日期", description="When it was found")]
    due_on: Annotated[
        date | None, Meta(title="整改时限", description="By when it is to be mended")
    ] = None


class FindingType(Row, key=("organisation", "type"), title="督查问题分类"):
    """How often a type was found in a unit, and when last."""

    organisation: OrganisationId
    type: Annotated[str, Meta(title="问题类型", description="The type of problem")]
    times: Annotated[int, Meta(title="次数", description="How often")]
    last: Annotated[date, Meta(title="最近一次", description="When last")]


@folds(Inspection, InspectionScheduled, "inspection")
def _(row: Inspection | None, event: InspectionScheduled, at: At) -> Inspection:
    return Inspection(
        inspection=event.inspection,
        organisation=event.organisation,
        kind=event.kind,
        scope=event.scope,
        state="scheduled",
        planned_on=event.planned_on,
    )


@folds(Inspection, InspectionCalledOff, "inspection")
def _(row: Inspection | None, event: InspectionCalledOff, at: At) -> Inspection | None:
    return row and replace(row, state="called_off", called_off_because=event.reason)


@folds(Inspection, InspectionHeld, "inspection")
def _(row: Inspection | None, event: InspectionHeld, at: At) -> Inspection:
    return Inspection(
        inspection=event.inspection,
        organisation=event.organisation,
        kind=event.kind,
        scope=event.scope,
        state="held",
        planned_on=row.planned_on if row else None,
        held_on=at.on,
        announced=event.announced,
        inspectors=event.inspectors,
        followed=event.followed,
        finding_count=event.findings,
    )


@folds(Finding, FindingRecorded, "finding")
def _(row: Finding | None, event: FindingRecorded, at: At) -> Finding:
    return Finding(
        finding=event.finding,
        inspection=event.inspection,
        organisation=event.organisation,
        type=event.type,
        text=event.text,
        found_on=at.on,
        due_on=event.due_on,
    )


@folds(FindingType, FindingRecorded, ("organisation", "type"))
def _(row: FindingType | None, event: FindingRecorded, at: At) -> FindingType:
    return FindingType(
        organisation=event.organisation,
        type=event.type,
        times=(row.times if row else 0) + 1,
        last=max(row.last, at.on) if row else at.on,
    )
