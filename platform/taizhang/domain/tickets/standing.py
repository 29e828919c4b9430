"""Where a ticket stands: what every decision about one ticket rests on."""

from datetime import date
from typing import TypeVar

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, event
from taizhang.domain.names import TICKET, TicketId
from taizhang.domain.refusals import unknown, wrong_state
from taizhang.domain.tickets import events as e
from taizhang.domain.tickets.deadline import DEADLINES, WithDeadline
from taizhang.domain.tickets.transfer_events import TicketTransferred
from taizhang.events.event import Event

STATES = {
    "none": "未登记",
    "opened": "已登记",
    "assigned": "整改中",
    "mended": "待验收",
    "verified": "已验收",
    "consolidated": "已合并",
    "closed": "已销号",
}
OPEN = ("opened", "assigned", "mended", "verified")
OF_TICKET: tuple[type[Event], ...] = (
    e.TicketOpened,
    e.TicketAssigned,
    e.ProgressReported,
    e.TicketVerified,
    e.TicketReturned,
    e.TicketConsolidated,
    *DEADLINES,
    e.DelistingStepPassed,
    e.TicketClosed,
    e.TicketReopened,
    TicketTransferred,
)


class TicketCommand(Command):
    """Asks something about a ticket that was opened."""

    ticket: TicketId


Ask = TypeVar("Ask", bound=TicketCommand)


class OfTicket(WithDeadline[Ask]):
    """Where a ticket stands, who has had a hand in it, and what hangs on it."""

    state = "none"
    organisation = ""
    problem = ""

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.menders: set[str] = set()
        self.passed: list[str] = []
        """The steps of the way to closing, as far as it has come."""
        self.members: dict[str, str] = {}
        """Tickets that go on in this one, with the unit of each."""

    def consistency_boundary(self) -> list[Selector]:
        return [Selector(OF_TICKET, [TICKET(self.ask.ticket)])]

    def require(self, *states: str) -> None:
        """Raise Refused unless the ticket exists and is in one of the states."""
        ticket = self.ask.ticket
        self.refuse_unless(self.state != "none", unknown("问题台账", ticket))
        needed = "或".join(STATES[state] for state in states)
        found = wrong_state("问题台账", ticket, STATES[self.state], needed)
        self.refuse_unless(self.state in states, found)

    @event(e.TicketOpened)
    def _opened(self, organisation: str, problem: str, due_on: date) -> None:
        self.state, self.organisation, self.due_on = "opened", organisation, due_on
        self.problem = problem

    @event(TicketTransferred)
    def _transferred(self, ticket: str, organisation: str, responsible: str) -> None:
        if ticket == self.ask.ticket:
            self.organisation = organisation
            self.menders.add(responsible)
        elif ticket in self.members:
            self.members[ticket] = organisation

    @event(e.TicketAssigned)
    def _assigned(self, responsible: str) -> None:
        self.state = "assigned"
        self.menders.add(responsible)

    @event(e.ProgressReported)
    def _progressed(self, reporter: str, finished: bool) -> None:
        self.state = "mended" if finished else "assigned"
        self.menders.add(reporter)

    @event(e.TicketVerified)
    def _verified(self) -> None:
        self.state = "verified"

    @event(e.TicketReturned)
    def _returned(self) -> None:
        self.state, self.passed = "assigned", []

    @event(e.TicketConsolidated)
    def _consolidated(self, ticket: str, into: str, organisation: str) -> None:
        if ticket == self.ask.ticket:
            self.state = "consolidated"
        elif into == self.ask.ticket:
            self.members[ticket] = organisation
        if into != self.ask.ticket:
            self.members.pop(ticket, None)

    @event(e.DelistingStepPassed)
    def _passed_step(self, step: str) -> None:
        self.passed = [*self.passed, step]

    @event(e.TicketClosed)
    def _closed(self) -> None:
        self.state, self.members = "closed", {}

    @event(e.TicketReopened)
    def _reopened(self) -> None:
        self.state, self.passed = "assigned", []
