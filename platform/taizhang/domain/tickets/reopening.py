"""A closed problem may come back; its history stays."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import Selector, decides
from taizhang.domain.names import Text
from taizhang.domain.tickets.answering import Answering, Held, answering
from taizhang.domain.tickets.deadline_events import TicketRescheduled
from taizhang.domain.tickets.events import TicketReopened
from taizhang.domain.tickets.opening import DUE_BEFORE_TODAY
from taizhang.domain.tickets.standing import OfTicket, TicketCommand
from taizhang.tenancy.roles import Role


class ReopenTicket(TicketCommand, name="tickets.reopen", title="重新登记问题"):
    """Take a closed problem up again, with a new deadline or under the old one."""

    reason: Annotated[Text, Meta(title="重新登记原因")]
    due_on: Annotated[date | None, Meta(title="整改时限")] = None


@decides(ReopenTicket, by=(Role.CLERK, Role.SUPERVISOR))
class Reopening(OfTicket[ReopenTicket], Answering[ReopenTicket]):
    """It is mended and verified anew, by whoever follows where the unit is gone."""

    def consistency_boundary(self) -> list[Selector]:
        return [*super().consistency_boundary(), *answering()]

    def execute(self) -> None:
        ask = self.ask
        self.require("closed")
        if end := self.end_of(self.organisation):
            self.hand_over(Held(ask.ticket, self.problem, self.organisation), end)
        unit = self.organisation
        self.record(TicketReopened(ticket=ask.ticket, organisation=unit, reason=ask.reason))
        if ask.due_on is not None:
            on = self.context.on
            past = DUE_BEFORE_TODAY(due_on=ask.due_on.isoformat(), on=on.isoformat())
            self.refuse_unless(ask.due_on >= on, past)
            self.record(
                TicketRescheduled(
                    ticket=ask.ticket,
                    organisation=unit,
                    due_on=ask.due_on,
                    previous=self.due_on,
                )
            )
