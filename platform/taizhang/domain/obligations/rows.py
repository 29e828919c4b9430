"""What is shown of obligations: each duty, from the day it was owed to the day it was done."""

from datetime import date
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.names import SubjectId
from taizhang.domain.obligations import events as e
from taizhang.domain.obligations.names import DutyId, ObligationName
from taizhang.domain.obligations.succession_events import ObligationHandedOver, ObligationLapsed
from taizhang.projections.row import At, Row, folds


class Obligation(Row, key=("duty",), title="应办事项"):
    """Something that somebody owes. `subject` is None where the tenant itself does."""

    duty: DutyId
    obligation: ObligationName
    scheme: Annotated[str, Meta(title="方案", description="The scheme that declares it")]
    title: Annotated[str, Meta(title="名称", description="What it is called")]
    rule: Annotated[str | None, Meta(title="规则编号", description="The rule's number")]
    subject: SubjectId | None
    key: Annotated[str, Meta(title="期次或事由", description="Which period or occasion")]
    first: Annotated[date | None, Meta(title="起", description="The first day")]
    due: Annotated[date, Meta(title="到期日", description="The day it is due")]
    times: Annotated[int, Meta(title="应办次数", description="How often it is owed")]
    source: Annotated[
        int | None,
        Meta(
            title="所据记录",
            description="The position of the fact from which it follows; None where it recurs",
        ),
    ]
    done: Annotated[int, Meta(title="已办次数", description="How often it was done")] = 0
    state: Annotated[
        str,
        Meta(
            title="状态",
            description="open 待办，met 已办，met_late 逾期办结，missed 逾期未办，"
            "waived 已免除，taken_back 依据已作废，lapsed 不再要办",
        ),
    ] = "open"
    met_on: Annotated[
        date | None,
        Meta(title="办结日期", description="The business day of the last fact that was needed"),
    ] = None
    missed_on: Annotated[
        date | None, Meta(title="逾期记录日期", description="When it was found missed")
    ] = None
    reason: Annotated[str | None, Meta(title="免除原因", description="Why it was waived")] = None
    previous: Annotated[
        list[str], Meta(title="原应办单位", description="Units that are gone, which owed it before")
    ] = []


@folds(Obligation, e.ObligationOwed, "duty")
def _(row: Obligation | None, event: e.ObligationOwed, at: At) -> Obligation:
    if row is not None and row.state in ("open", "missed"):
        return replace(row, due=event.due, state="open", missed_on=None, source=event.source)
    return Obligation(
        duty=event.duty,
        obligation=event.obligation,
        scheme=event.scheme,
        title=event.title,
        rule=event.rule,
        subject=event.subject,
        key=event.key,
        first=event.first,
        due=event.due,
        times=event.times,
        source=event.source,
    )


@folds(Obligation, e.ObligationMet, "duty")
def _(row: Obligation | None, event: e.ObligationMet, at: At) -> Obligation | None:
    if row is None or event.done < event.times:
        return row and replace(row, done=event.done)
    state = "met_late" if event.late else "met"
    return replace(row, done=event.done, state=state, met_on=event.day)


@folds(Obligation, e.ObligationMissed, "duty")
def _(row: Obligation | None, event: e.ObligationMissed, at: At) -> Obligation | None:
    if row is None or row.state != "open":
        return row and replace(row, missed_on=at.on)
    return replace(row, state="missed", missed_on=at.on)


@folds(Obligation, e.ObligationWaived, "duty")
def _(row: Obligation | None, event: e.ObligationWaived, at: At) -> Obligation | None:
    return row and replace(row, state="waived", reason=event.reason)


@folds(Obligation, e.ObligationTakenBack, "duty")
def _(row: Obligation | None, event: e.ObligationTakenBack, at: At) -> Obligation | None:
    if row is None or (event.owed and event.source != row.source):
        return row
    if event.owed:
        return replace(row, state="taken_back", met_on=None)
    state = "missed" if row.missed_on else "open"
    undone = state if row.state in ("met", "met_late") else row.state
    return replace(row, done=row.done - 1, state=undone, met_on=None)


@folds(Obligation, ObligationHandedOver, "duty")
def _(row: Obligation | None, event: ObligationHandedOver, at: At) -> Obligation | None:
    return row and replace(row, subject=event.subject, previous=[*row.previous, event.previous])


@folds(Obligation, ObligationLapsed, "duty")
def _(row: Obligation | None, event: ObligationLapsed, at: At) -> Obligation | None:
    return row and replace(row, state="lapsed")
