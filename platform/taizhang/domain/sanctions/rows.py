"""The register of sanctions."""

from datetime import date
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.names import OrganisationId, PersonId, SanctionId
from taizhang.domain.sanctions import events as e
from taizhang.projections.row import At, Row, folds


class Sanction(
    Row, key=("sanction",), title="组织处理", rules=("S2-31", "S2-32", "S3-36", "S3-38")
):
    """A sanction, from its proposal to its end."""

    sanction: SanctionId
    organisation: Annotated[OrganisationId, Meta(description="The unit whose result led to it")]
    target: Annotated[str, Meta(title="处理对象类别", description="What sort of subject it is on")]
    measure: Annotated[str, Meta(title="处理措施", description="The measure")]
    bars: Annotated[list[str], Meta(title="不得参评或办理的事项", description="What it bars from")]
    ground: Annotated[str, Meta(title="事由", description="What it is for")]
    clause: Annotated[str | None, Meta(title="依据条文", description="The clause it rests on")]
    state: Annotated[
        str,
        Meta(
            title="状态",
            description="proposed 已提出，imposed 已作出，dropped 未予采纳，"
            "expired 已期满，lifted 已解除",
        ),
    ]
    proposed_on: Annotated[date, Meta(title="建议日期", description="When it was proposed")]
    unit: Annotated[str | None, Meta(title="受处理单位", description="The unit that bears it")] = (
        None
    )
    person: PersonId | None = None
    body: Annotated[str | None, Meta(title="决定机关", description="Who decided")] = None
    number: Annotated[
        str | None, Meta(title="决定文号", description="The number of the decision")
    ] = None
    decided_on: Annotated[
        date | None, Meta(title="决定日期", description="When it was decided")
    ] = None
    since: Annotated[date | None, Meta(title="起", description="From this day")] = None
    until: Annotated[date | None, Meta(title="止", description="Until this day")] = None
    ended_on: Annotated[date | None, Meta(title="终止日期", description="When it ended")] = None
    reason: Annotated[str | None, Meta(title="终止原因", description="Why it ended")] = None
    previous: Annotated[
        list[str],
        Meta(title="原受处理单位", description="Units that are gone, which bore it before"),
    ] = []


@folds(Sanction, e.SanctionProposed, "sanction")
def _(row: Sanction | None, event: e.SanctionProposed, at: At) -> Sanction:
    return Sanction(
        sanction=event.sanction,
        organisation=event.organisation,
        target=event.target,
        measure=event.measure,
        bars=event.bars,
        ground=event.ground,
        clause=event.clause,
        state="proposed",
        proposed_on=at.on,
    )


@folds(Sanction, e.SanctionImposed, "sanction")
def _(row: Sanction | None, event: e.SanctionImposed, at: At) -> Sanction | None:
    return row and replace(
        row,
        state="imposed",
        unit=event.unit,
        person=event.person,
        body=event.body,
        number=event.number,
        decided_on=event.decided_on,
        since=event.since,
        until=event.until,
    )


@folds(Sanction, e.SanctionTransferred, "sanction")
def _(row: Sanction | None, event: e.SanctionTransferred, at: At) -> Sanction | None:
    return row and replace(row, unit=event.unit, previous=[*row.previous, event.previous])


@folds(Sanction, e.SanctionDropped, "sanction")
def _(row: Sanction | None, event: e.SanctionDropped, at: At) -> Sanction | None:
    return row and replace(row, state="dropped", ended_on=at.on, reason=event.reason)


@folds(Sanction, e.SanctionExpired, "sanction")
def _(row: Sanction | None, event: e.SanctionExpired, at: At) -> Sanction | None:
    return row and replace(row, state="expired", ended_on=at.on)


@folds(Sanction, e.SanctionLifted, "sanction")
def _(row: Sanction | None, event: e.SanctionLifted, at: At) -> Sanction | None:
    return row and replace(row, state="lifted", ended_on=event.decided_on, reason=event.reason)
