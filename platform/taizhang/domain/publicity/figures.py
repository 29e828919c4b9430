"""What the ledger says of the tickets that a bulletin tells of: states and numbers, no names."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, TypeVar

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, Slice, event
from taizhang.domain.names import TICKET
from taizhang.domain.tickets import events as t
from taizhang.domain.tickets.deadline_events import TicketExtended, TicketOverdue, TicketRescheduled
from taizhang.domain.tickets.standing import OPEN, STATES
from taizhang.events.event import Event

OF_LEDGER: tuple[type[Event], ...] = (
    t.TicketOpened,
    t.TicketAssigned,
    t.ProgressReported,
    t.TicketVerified,
    t.TicketReturned,
    t.TicketConsolidated,
    t.TicketClosed,
    t.TicketReopened,
    TicketOverdue,
    TicketExtended,
    TicketRescheduled,
)

Ask = TypeVar("Ask", bound=Command)


def ledger(tickets: Sequence[str]) -> list[Selector]:
    """The part of a boundary that tells where these tickets stand."""
    return [Selector(OF_LEDGER, [TICKET(ticket)]) for ticket in dict.fromkeys(tickets)]


class WithLedger(Slice[Ask]):
    """Knows where each ticket of its boundary stands, and which are overdue."""

    def __init__(self, ask: Any) -> None:
        super().__init__(ask)
        self.states: dict[str, str] = {}
        self.late: set[str] = set()

    def figures(self, tickets: Sequence[str]) -> dict[str, int]:
        """How many of these tickets are in each state, in the order of a ticket's life."""
        counted = Counter(self.states[ticket] for ticket in dict.fromkeys(tickets))
        return {word: counted[state] for state, word in STATES.items() if counted[state]}

    def overdue_tickets(self) -> int:
        """How many of them are past their deadline and not closed."""
        return sum(self.states.get(ticket) in OPEN for ticket in self.late)

    @event(t.TicketOpened)
    def _opened(self, ticket: str) -> None:
        self.states[ticket] = "opened"

    @event(t.TicketAssigned)
    def _assigned(self, ticket: str) -> None:
        self.states[ticket] = "assigned"

    @event(t.ProgressReported)
    def _progressed(self, ticket: str, finished: bool) -> None:
        self.states[ticket] = "mended" if finished else "assigned"

    @event(t.TicketVerified)
    def _verified(self, ticket: str) -> None:
        self.states[ticket] = "verified"

    @event(t.TicketReturned)
    def _returned(self, ticket: str) -> None:
        self.states[ticket] = "assigned"

    @event(t.TicketConsolidated)
    def _consolidated(self, ticket: str) -> None:
        self.states[ticket] = "consolidated"

    @event(t.TicketClosed)
    def _closed(self, ticket: str) -> None:
        self.states[ticket] = "closed"

    @event(t.TicketReopened)
    def _reopened(self, ticket: str) -> None:
        self.states[ticket] = "assigned"

    @event(TicketOverdue)
    def _was_late(self, ticket: str) -> None:
        self.late.add(ticket)

    @event(TicketExtended)
    def _extended(self, ticket: str) -> None:
        self.late.discard(ticket)

    @event(TicketRescheduled)
    def _rescheduled(self, ticket: str) -> None:
        self.late.discard(ticket)
