"""What a ticket shows of its deadline."""

from datetime import date

from msgspec.structs import replace

from taizhang.domain.tickets.deadline_events import (
    TicketEscalated,
    TicketExtended,
    TicketOverdue,
    TicketRescheduled,
)
from taizhang.domain.tickets.rows import Ticket
from taizhang.projections.row import At, folds

__all__ = ["Ticket"]


@folds(Ticket, TicketExtended, "ticket")
def _(row: Ticket | None, event: TicketExtended, at: At) -> Ticket | None:
    return row and replace(_due(row, event.due_on), extensions=row.extensions + 1)


@folds(Ticket, TicketRescheduled, "ticket")
def _(row: Ticket | None, event: TicketRescheduled, at: At) -> Ticket | None:
    return row and _due(row, event.due_on)


@folds(Ticket, TicketOverdue, "ticket")
def _(row: Ticket | None, event: TicketOverdue, at: At) -> Ticket | None:
    return row and replace(row, overdue=True)


@folds(Ticket, TicketEscalated, "ticket")
def _(row: Ticket | None, event: TicketEscalated, at: At) -> Ticket | None:
    return row and replace(row, escalated_to=event.to)


def _due(row: Ticket, day: date) -> Ticket:
    return replace(row, due_on=day, overdue=False, escalated_to=None)
