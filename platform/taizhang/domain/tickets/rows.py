"""What is shown of tickets."""

from datetime import date
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.names import CycleId, OrganisationId, TicketId
from taizhang.domain.tickets.events import (
    DelistingStepPassed,
    ProgressReported,
    TicketAssigned,
    TicketClosed,
    TicketConsolidated,
    TicketOpened,
    TicketReopened,
    TicketReturned,
    TicketVerified,
)
from taizhang.domain.tickets.transfer_events import Handover, TicketTransferred
from taizhang.projections.row import At, Row, folds


class Ticket(
    Row,
    key=("ticket",),
    title="问题台账",
    rules=("S0-17", "S0-19", "S2-30", "S3-24", "S4-30", "S4-31", "S4-32"),
):
    """A problem, from the day it was entered to the day it was struck off."""

    ticket: TicketId
    organisation: OrganisationId
    cycle: CycleId | None
    source: Annotated[str, Meta(title="来源", description="Where it comes from")]
    problem: Annotated[str, Meta(title="问题", description="What is wrong")]
    state: Annotated[
        str,
        Meta(
            title="状态",
            description="opened 已登记，assigned 已交办，mended 待验收，"
            "verified 已验收，consolidated 已并入，closed 已销号",
        ),
    ]
    opened_on: Annotated[date, Meta(title="登记日期", description="When it was entered")]
    due_on: Annotated[date, Meta(title="整改时限", description="By when it is to be mended")]
    responsible: Annotated[str | None, Meta(title="整改责任人", description="Who mends it")] = None
    supervisor: Annotated[str | None, Meta(title="督办人", description="Who sees to it")] = None
    target: Annotated[str | None, Meta(title="目标任务", description="What is to be reached")] = (
        None
    )
    progress: Annotated[
        str | None, Meta(title="最近进展", description="The progress reported last")
    ] = None
    verifier: Annotated[str | None, Meta(title="验收人", description="Who verified it")] = None
    closed_on: Annotated[
        date | None, Meta(title="销号日期", description="When it was struck off")
    ] = None
    passed: Annotated[
        list[str],
        Meta(title="已通过的销号环节", description="Steps of striking off that were passed"),
    ] = []
    extensions: Annotated[
        int, Meta(title="延长次数", description="How often the deadline was extended")
    ] = 0
    overdue: Annotated[
        bool,
        Meta(
            title="整改超期",
            description="The deadline passed unmet. What is mended late stays overdue",
        ),
    ] = False
    escalated_to: Annotated[
        str | None, Meta(title="升级督办至", description="Who sees to it since it was escalated")
    ] = None
    into: Annotated[
        str | None, Meta(title="并入的问题", description="The ticket that it became a part of")
    ] = None
    reference: Annotated[
        str | None,
        Meta(
            title="来源编号",
            description="The meeting, box, visit or decision that named the problem, or a "
            "commitment's number",
        ),
    ] = None
    trail: Annotated[
        list[Handover], Meta(title="移交经过", description="The units that had it before")
    ] = []


@folds(Ticket, TicketOpened, "ticket")
def _(row: Ticket | None, event: TicketOpened, at: At) -> Ticket:
    return Ticket(
        ticket=event.ticket,
        organisation=event.organisation,
        cycle=event.cycle,
        source=event.source,
        problem=event.problem,
        state="opened",
        opened_on=at.on,
        due_on=event.due_on,
        reference=event.reference,
    )


@folds(Ticket, TicketTransferred, "ticket")
def _(row: Ticket | None, event: TicketTransferred, at: At) -> Ticket | None:
    step = Handover(previous=event.previous, since=event.since, document=event.document)
    return row and replace(
        row,
        organisation=event.organisation,
        responsible=event.responsible,
        trail=[*row.trail, step],
    )


@folds(Ticket, TicketAssigned, "ticket")
def _(row: Ticket | None, event: TicketAssigned, at: At) -> Ticket | None:
    return row and replace(
        row,
        state="assigned",
        responsible=event.responsible,
        supervisor=event.supervisor,
        target=event.target,
    )


@folds(Ticket, ProgressReported, "ticket")
def _(row: Ticket | None, event: ProgressReported, at: At) -> Ticket | None:
    state = "mended" if event.finished else "assigned"
    return row and replace(row, state=state, progress=event.text)


@folds(Ticket, TicketVerified, "ticket")
def _(row: Ticket | None, event: TicketVerified, at: At) -> Ticket | None:
    return row and replace(row, state="verified", verifier=event.verifier)


@folds(Ticket, TicketReturned, "ticket")
def _(row: Ticket | None, event: TicketReturned, at: At) -> Ticket | None:
    return row and replace(row, state="assigned", verifier=None, passed=[])


@folds(Ticket, TicketConsolidated, "ticket")
def _(row: Ticket | None, event: TicketConsolidated, at: At) -> Ticket | None:
    return row and replace(row, state="consolidated", verifier=None, into=event.into)


@folds(Ticket, DelistingStepPassed, "ticket")
def _(row: Ticket | None, event: DelistingStepPassed, at: At) -> Ticket | None:
    return row and replace(row, passed=[*row.passed, event.step])


@folds(Ticket, TicketClosed, "ticket")
def _(row: Ticket | None, event: TicketClosed, at: At) -> Ticket | None:
    return row and replace(row, state="closed", closed_on=at.on)


@folds(Ticket, TicketReopened, "ticket")
def _(row: Ticket | None, event: TicketReopened, at: At) -> Ticket | None:
    return row and replace(
        row, state="assigned", verifier=None, closed_on=None, passed=[], into=None
    )
