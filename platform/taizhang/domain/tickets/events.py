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


class TicketOpened(Event, name="tickets.opened", title="登记问题"):
    """A problem was entered in the ledger (S0-17, S0-19)."""

    ticket: TicketId
    organisation: OrganisationId
    cycle: CycleId | None
    source: Source
    problem: str
    due_on: date
    clause: str | None


class TicketAssigned(Event, name="tickets.assigned", title="交办问题"):
    """Who answers for the mending, who supervises it, and the target."""

    ticket: TicketId
    organisation: OrganisationId
    responsible: str
    supervisor: str
    target: str


class ProgressReported(Event, name="tickets.progress_reported", title="上报整改进展"):
    """What was done, and what shows it."""

    ticket: TicketId
    organisation: OrganisationId
    reporter: str
    text: str
    evidence: str
    finished: bool


class TicketVerified(Event, name="tickets.verified", title="验收整改"):
    """Somebody other than who mended it found it mended (S3-24)."""

    ticket: TicketId
    organisation: OrganisationId
    verifier: str
    finding: str


class TicketClosed(Event, name="tickets.closed", title="销号"):
    """The ticket was struck off (销号)."""

    ticket: TicketId
    organisation: OrganisationId


class TicketReopened(Event, name="tickets.reopened", title="重新登记问题"):
    """The problem is back."""

    ticket: TicketId
    organisation: OrganisationId
    reason: str
