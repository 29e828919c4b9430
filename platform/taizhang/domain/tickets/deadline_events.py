"""What can happen to a ticket's deadline: put off, set anew, passed."""

from datetime import date

from taizhang.domain.names import OrganisationId, TicketId
from taizhang.events.event import Event


class TicketExtended(
    Event, name="tickets.extended", title="延长整改时限", corrects=("reason",), annuls=True
):
    """The deadline was put off, for a reason."""

    ticket: TicketId
    organisation: OrganisationId
    due_on: date
    previous: date
    reason: str


class TicketRescheduled(
    Event, name="tickets.rescheduled", title="重定整改时限", final="用延长整改时限办理"
):
    """What was taken up again has a new deadline; this is no extension."""

    ticket: TicketId
    organisation: OrganisationId
    due_on: date
    previous: date


class TicketOverdue(
    Event, name="tickets.overdue", title="整改超期", final="由系统按时钟记录，不由人更改"
):
    """The deadline has passed, and what the tenant asks for by then was not there."""

    ticket: TicketId
    organisation: OrganisationId
    due_on: date


class TicketEscalated(
    Event, name="tickets.escalated", title="超期升级督办", final="由系统按时钟记录，不由人更改"
):
    """It has been overdue for so many days that it goes up to somebody."""

    ticket: TicketId
    organisation: OrganisationId
    due_on: date
    days: int
    to: str
