"""What can happen to open tickets and cases when the unit that answers for them is gone."""

from datetime import date

from msgspec import Struct

from taizhang.domain.names import CaseId, OrganisationId, TicketId
from taizhang.events.event import Event


class Handover(Struct, frozen=True):
    """Who answered for a ticket before, until when, and by which document that changed."""

    previous: str
    since: date
    document: str


class TicketTransferred(
    Event, name="tickets.transferred", title="移交问题", final="由单位变更推算"
):
    """Another unit answers for a ticket since a merger, split or dissolution (`document`).

    `into` is the ticket in which it goes on, if it was consolidated.
    """

    ticket: TicketId
    organisation: OrganisationId
    """Who answers for it from now on."""
    previous: OrganisationId
    problem: str
    responsible: str
    into: TicketId | None
    since: date
    document: str


class AccountabilityTransferred(
    Event, name="tickets.accountability_transferred", title="移交问责案件", final="由单位变更推算"
):
    """An open case goes on with the unit that follows."""

    case: CaseId
    ticket: TicketId
    organisation: OrganisationId
    previous: OrganisationId
    since: date
    document: str
