"""Closing (销号): what was verified, and has passed every step of the tenant's chain."""

from taizhang.commands.slice import decides
from taizhang.domain.tickets.delisting import ready, unfinished
from taizhang.domain.tickets.events import TicketClosed
from taizhang.domain.tickets.rules import TicketRules
from taizhang.domain.tickets.standing import OfTicket, TicketCommand
from taizhang.errors import Refused
from taizhang.tenancy.roles import Role


class CloseTicket(TicketCommand, name="tickets.close", title="销号"):
    """Strike a mended problem off, and all that goes on in it."""


@decides(CloseTicket, by=(Role.CLERK, Role.SUPERVISOR, Role.SYSTEM))
class Closing(OfTicket[CloseTicket]):
    """Only what was verified, where the tenant's rules ask for it (S3-24)."""

    def execute(self) -> None:
        rules = self.context.rules.of(TicketRules)
        self.require(*ready(rules))
        if rules.delisting and (reason := unfinished(rules.delisting, self.passed)):
            raise Refused(reason)
        closed = {self.ask.ticket: self.organisation, **self.members}
        for ticket, organisation in closed.items():
            self.record(TicketClosed(ticket=ticket, organisation=organisation))
