"""Consolidation: several tickets go on as one, and are closed with it."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import Selector, Slice, decides, event
from taizhang.domain.names import TICKET, Text, TicketId
from taizhang.domain.refusals import unknown, wrong_state
from taizhang.domain.tickets import events as e
from taizhang.domain.tickets.standing import OPEN, STATES, TicketCommand
from taizhang.domain.tickets.transfer_events import TicketTransferred
from taizhang.errors import Refusal, Refused
from taizhang.events.event import Event
from taizhang.tenancy.roles import Role

INTO_ITSELF = Refusal(
    "tickets.consolidated_into_itself",
    zh="问题“{ticket}”不能并入自己",
    en="the ticket {ticket} cannot go on in itself",
)
_CHANGES: tuple[type[Event], ...] = (
    e.TicketOpened,
    e.TicketConsolidated,
    e.TicketClosed,
    e.TicketReopened,
    TicketTransferred,
)


class ConsolidateTickets(TicketCommand, name="tickets.consolidate", title="合并问题"):
    """Let other tickets go on in this one."""

    others: Annotated[list[TicketId], Meta(min_length=1, max_length=200, title="并入的问题")]
    reason: Annotated[Text, Meta(title="合并原因")]


@decides(ConsolidateTickets, by=(Role.CLERK, Role.SUPERVISOR))
class Consolidation(Slice[ConsolidateTickets]):
    """All of them must be open; what went on in one of the others goes on in this one too."""

    def __init__(self, ask: ConsolidateTickets) -> None:
        super().__init__(ask)
        self.states: dict[str, str] = {}
        self.units: dict[str, str] = {}
        self.parts: dict[str, dict[str, str]] = {}
        """By ticket: what goes on in it, with the unit of each."""

    def consistency_boundary(self) -> list[Selector]:
        tickets = [self.ask.ticket, *self.ask.others]
        return [Selector(_CHANGES, [TICKET(ticket)]) for ticket in tickets]

    @event(e.TicketOpened)
    def _opened(self, ticket: str, organisation: str) -> None:
        self.states[ticket], self.units[ticket] = "opened", organisation

    @event(e.TicketConsolidated)
    def _consolidated(self, ticket: str, into: str, organisation: str) -> None:
        self.states[ticket] = "consolidated"
        for parts in self.parts.values():
            parts.pop(ticket, None)
        self.parts.setdefault(into, {})[ticket] = organisation

    @event(TicketTransferred)
    def _transferred(self, ticket: str, organisation: str) -> None:
        self.units[ticket] = organisation
        for parts in self.parts.values():
            if ticket in parts:
                parts[ticket] = organisation

    @event(e.TicketClosed)
    def _closed(self, ticket: str) -> None:
        self.states[ticket] = "closed"
        self.parts.pop(ticket, None)

    @event(e.TicketReopened)
    def _reopened(self, ticket: str) -> None:
        self.states[ticket] = "assigned"

    def execute(self) -> None:
        self._check(self.ask.ticket)
        for other in dict.fromkeys(self.ask.others):
            self.refuse_unless(other != self.ask.ticket, INTO_ITSELF(ticket=other))
            self._check(other)
            for ticket, unit in {other: self.units[other], **self.parts.get(other, {})}.items():
                self._merge(ticket, unit)

    def _check(self, ticket: str) -> None:
        state = self.states.get(ticket)
        if state is None:
            raise Refused(unknown("问题台账", ticket))
        needed = "或".join(STATES[each] for each in OPEN)
        found = wrong_state("问题台账", ticket, STATES[state], needed)
        self.refuse_unless(state in OPEN, found)

    def _merge(self, ticket: str, unit: str) -> None:
        self.record(
            e.TicketConsolidated(
                ticket=ticket, organisation=unit, into=self.ask.ticket, reason=self.ask.reason
            )
        )
