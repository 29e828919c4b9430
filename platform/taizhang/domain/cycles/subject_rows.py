"""Who is or was on the list of a cycle, with the trail of those who left it."""

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.cycles import events as e
from taizhang.domain.names import CycleId, OrganisationId, SubjectId, subject_of
from taizhang.projections.row import At, Key, Row, folds

_DONE: dict[e.Done, str] = {
    "submitted": "已交述职报告",
    "accepted": "述职报告已审阅",
    "debriefed": "已述职",
    "commented": "已点评",
    "fed_back": "已反馈评议结果",
    "acknowledged": "已签收评议结果",
}


class CycleSubject(Row, key=("cycle", "subject"), title="考核对象", rules=("S0-01",)):
    """A unit or a person in one cycle: on the list, withdrawn from it, or followed by another."""

    cycle: CycleId
    subject: SubjectId
    state: Annotated[
        str,
        Meta(title="状态", description="enrolled 在册，withdrawn 已移出，succeeded 已由他方承接"),
    ] = "enrolled"
    organisation: Annotated[OrganisationId | None, Meta(title="任职单位")] = None
    post: Annotated[str | None, Meta(title="职务", description="The post held")] = None
    group: Annotated[
        str | None, Meta(title="考核类别", description="The class it is compared within")
    ] = None
    tenure: Annotated[str | None, Meta(title="任职时间", description="The time in office")] = None
    successor: Annotated[OrganisationId | None, Meta(title="承接名额的单位")] = None
    predecessors: Annotated[list[OrganisationId], Meta(title="承接自")] = []
    reason: Annotated[
        str | None, Meta(title="移出或承接的依据", description="Why it left, or who follows it")
    ] = None
    kept: Annotated[list[str], Meta(title="保留的记录", description="What stays on record")] = []


_KEY = ("cycle", "subject")


def _blank(at: At) -> CycleSubject:
    cycle, subject = at.key
    return CycleSubject(cycle=cycle, subject=subject)


def _unit(event: e.SubjectEnrolled) -> Iterable[Key]:
    return ((event.cycle, event.organisation),)


@folds(CycleSubject, e.SubjectEnrolled, _unit)
def _(row: CycleSubject | None, event: e.SubjectEnrolled, at: At) -> CycleSubject:
    before = row.predecessors if row else []
    return replace(_blank(at), predecessors=before)


def _person(event: e.PersonEnrolled | e.TenureShort) -> Iterable[Key]:
    return ((event.cycle, subject_of(event.person)),)


@folds(CycleSubject, e.PersonEnrolled, _person)
def _(row: CycleSubject | None, event: e.PersonEnrolled, at: At) -> CycleSubject:
    held = {"organisation": event.organisation, "post": event.post, "group": event.group}
    return replace(_blank(at), **held)


@folds(CycleSubject, e.TenureShort, _person)
def _(row: CycleSubject | None, event: e.TenureShort, at: At) -> CycleSubject | None:
    told = f"到 {event.reference} 满 {event.months} 个月，不足 {event.least} 个月"
    return row and replace(row, tenure=told)


@folds(CycleSubject, e.SubjectWithdrawn, _KEY)
def _(row: CycleSubject | None, event: e.SubjectWithdrawn, at: At) -> CycleSubject:
    known = row or _blank(at)
    return replace(known, state="withdrawn", reason=event.reason, kept=_told(event.done))


def _both(event: e.SubjectSucceeded) -> Iterable[Key]:
    units = [event.organisation, *([event.successor] if event.successor else [])]
    return ((event.cycle, unit) for unit in units)


@folds(CycleSubject, e.SubjectSucceeded, _both)
def _(row: CycleSubject | None, event: e.SubjectSucceeded, at: At) -> CycleSubject:
    known = row or _blank(at)
    if known.subject != event.organisation:
        return replace(known, predecessors=[*known.predecessors, event.organisation])
    return replace(
        known,
        state="succeeded",
        successor=event.successor,
        reason=f"{event.document}（自 {event.since} 起）",
        kept=_told(event.done),
    )


def _told(done: list[e.Done]) -> list[str]:
    return [_DONE[each] for each in done]
