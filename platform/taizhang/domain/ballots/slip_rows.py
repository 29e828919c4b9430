"""What is shown of single slips. Never what one of them says."""

from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.ballots.paper_events import (
    PaperConfirmed,
    PaperEntered,
    PaperRejected,
)
from taizhang.domain.ballots.slip_events import SlipReissued, SlipVoided
from taizhang.domain.names import BoxId, SlipHash
from taizhang.projections.row import At, Row, folds


class VoidedSlip(Row, key=("box", "slip"), title="作废选票登记", plural="VoidedSlips"):
    """A slip that is void: why, by whom, and which spare one stands in for it."""

    box: BoxId
    slip: SlipHash
    reason: Annotated[str, Meta(title="作废原因", description="Why it is void")]
    by: Annotated[str, Meta(title="经办人", description="Who did it")]
    spare: Annotated[
        str | None, Meta(title="补发选票", description="The slip that stands in for it")
    ] = None


@folds(VoidedSlip, SlipVoided, ("box", "slip"))
def _(row: VoidedSlip | None, event: SlipVoided, at: At) -> VoidedSlip:
    return VoidedSlip(box=event.box, slip=event.slip, reason=event.reason, by=at.actor)


@folds(VoidedSlip, SlipReissued, ("box", "void"))
def _(row: VoidedSlip | None, event: SlipReissued, at: At) -> VoidedSlip | None:
    return row and replace(row, spare=event.slip)


class EnteredPaper(Row, key=("box", "slip"), title="纸质选票录入", plural="EnteredPapers"):
    """The entry of a paper that was handed in. What the paper says is not shown."""

    box: BoxId
    slip: SlipHash
    state: Annotated[
        Literal["waiting", "confirmed", "rejected"],
        Meta(title="状态", description="waiting 待复核，confirmed 已确认，rejected 已退回"),
    ]
    entered_by: Annotated[str, Meta(title="录入人", description="Who entered it")]
    checked_by: Annotated[
        str | None, Meta(title="复核人", description="Who read it a second time")
    ] = None
    reason: Annotated[str | None, Meta(title="退回原因", description="Why it was returned")] = None


@folds(EnteredPaper, PaperEntered, ("box", "slip"))
def _(row: EnteredPaper | None, event: PaperEntered, at: At) -> EnteredPaper:
    return EnteredPaper(box=event.box, slip=event.slip, state="waiting", entered_by=event.by)


@folds(EnteredPaper, PaperConfirmed, ("box", "slip"))
def _(row: EnteredPaper | None, event: PaperConfirmed, at: At) -> EnteredPaper | None:
    return row and replace(row, state="confirmed", checked_by=event.by)


@folds(EnteredPaper, PaperRejected, ("box", "slip"))
def _(row: EnteredPaper | None, event: PaperRejected, at: At) -> EnteredPaper | None:
    return row and replace(row, state="rejected", checked_by=event.by, reason=event.reason)
