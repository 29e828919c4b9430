"""The deadline of a ticket, as the decisions on it read it: put off, set anew, passed."""

from datetime import date
from typing import TypeVar

from taizhang.commands.command import Command
from taizhang.commands.slice import Slice, event
from taizhang.domain.tickets.deadline_events import (
    TicketEscalated,
    TicketExtended,
    TicketOverdue,
    TicketRescheduled,
)
from taizhang.events.event import Event

Ask = TypeVar("Ask", bound=Command)
DEADLINES: tuple[type[Event], ...] = (
    TicketExtended,
    TicketRescheduled,
    TicketOverdue,
    TicketEscalated,
)


class WithDeadline(Slice[Ask]):
    """By when a ticket is to be mended, and what became of that day."""

    due_on = date.max
    extensions = 0
    overdue = False

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.escalated: set[int] = set()
        """After how many overdue days it has gone up, for the present deadline."""

    @event(TicketExtended)
    def _extended(self, due_on: date) -> None:
        self.extensions += 1
        self._set_due(due_on)

    @event(TicketRescheduled)
    def _rescheduled(self, due_on: date) -> None:
        self._set_due(due_on)

    @event(TicketOverdue)
    def _went_overdue(self) -> None:
        self.overdue = True

    @event(TicketEscalated)
    def _went_up(self, days: int) -> None:
        self.escalated.add(days)

    def _set_due(self, due_on: date) -> None:
        self.due_on, self.overdue, self.escalated = due_on, False, set()
