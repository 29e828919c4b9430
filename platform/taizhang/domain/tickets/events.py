"""What can happen to a ticket: a problem followed until it is closed (问题台账、销号)."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from taizhang.domain.names import CycleId, OrganisationId, TicketId
from taizhang.events.event import Event

Source = Annotated[
    Literal["grade", "comment", "ballot", "commitment", "inspection", "decision"],
    Meta(title="来源"),
]


class TicketOpened(
    Event, name="tickets.opened", title="登记问题", corrects=("problem", "clause"), annuls=True
):
    """A problem was entered in the ledger (S0-17, S0-19)."""

    ticket: TicketId
    organisation: OrganisationId
    cycle: CycleId | None
    source: Source
    problem: str
    due_on: date
    clause: str | None
    reference: str | None = None
    """Where it was named: the meeting, box, visit or decision, or a commitment's number."""


class TicketAssigned(Event, name="tickets.assigned", title="交办问题", final="重新交办"):
    """Who answers for the mending, who supervises it, and the target."""

    ticket: TicketId
    organisation: OrganisationId
    responsible: str
    supervisor: str
    target: str


class ProgressReported(
    Event, name="tickets.progress_reported", title="上报整改进展", corrects=("text",), annuls=True
):
    """What was done, and what shows it."""

    ticket: TicketId
    organisation: OrganisationId
    reporter: str
    text: str
    evidence: str
    finished: bool


class TicketVerified(
    Event, name="tickets.verified", title="验收整改", corrects=("finding",), annuls=True
):
    """Somebody other than who mended it found it mended (S3-24)."""

    ticket: TicketId
    organisation: OrganisationId
    verifier: str
    finding: str


class TicketClosed(Event, name="tickets.closed", title="销号", final="用重新登记问题办理"):
    """The ticket was struck off (销号)."""

    ticket: TicketId
    organisation: OrganisationId


class TicketReopened(
    Event, name="tickets.reopened", title="重新登记问题", corrects=("reason",), final="整改后再销号"
):
    """The problem is back."""

    ticket: TicketId
    organisation: OrganisationId
    reason: str


class TicketReturned(
    Event, name="tickets.returned", title="退回整改", corrects=("reason",), final="重新上报整改进展"
):
    """What was reported as mended is not; it goes back to whoever answers for it."""

    ticket: TicketId
    organisation: OrganisationId
    reason: str


class TicketConsolidated(
    Event, name="tickets.consolidated", title="合并问题", corrects=("reason",), annuls=True
):
    """A ticket goes on as a part of another one (`into`), and is closed with it."""

    ticket: TicketId
    organisation: OrganisationId
    into: TicketId
    reason: str


class DelistingStepPassed(
    Event,
    name="tickets.delisting_step_passed",
    title="通过销号环节",
    corrects=("note",),
    annuls=True,
):
    """One step of the tenant's chain on the way to closing."""

    ticket: TicketId
    organisation: OrganisationId
    step: str
    by: str
    note: str
