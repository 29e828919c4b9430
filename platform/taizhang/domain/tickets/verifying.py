"""Verification: somebody else finds the problem mended, or sends it back."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import decides
from taizhang.domain.names import Text
from taizhang.domain.tickets.events import TicketReturned, TicketVerified
from taizhang.domain.tickets.rules import TicketRules
from taizhang.domain.tickets.standing import OfTicket, TicketCommand
from taizhang.errors import Refusal
from taizhang.tenancy.roles import Role

SAME_PERSON = Refusal(
    "tickets.verifier_mended_it",
    zh="验收人“{verifier}”就是整改责任人或上报人；须由他人验收",
    en="{verifier} answers for the mending or reported it; somebody else must verify it",
    rule="S3-24",
)


class VerifyTicket(TicketCommand, name="tickets.verify", title="验收整改"):
    """Find the problem mended."""

    finding: Annotated[Text, Meta(title="验收意见")]


class ReturnTicket(TicketCommand, name="tickets.return", title="退回整改"):
    """Find it not mended; steps on the way to closing are taken anew."""

    reason: Annotated[Text, Meta(title="退回原因")]


@decides(VerifyTicket, by=(Role.SUPERVISOR, Role.CLERK))
class Verification(OfTicket[VerifyTicket]):
    """Not by whoever answers for the mending, or has reported it."""

    def execute(self) -> None:
        self.require("mended")
        actor = self.context.actor
        closing = self.context.rules.of(TicketRules).closing
        clause = closing.basis("verified_by_another")
        another = actor not in self.menders or not closing.verified_by_another
        self.refuse_unless(another, SAME_PERSON(clause=clause, verifier=actor))
        self.record(
            TicketVerified(
                ticket=self.ask.ticket,
                organisation=self.organisation,
                verifier=actor,
                finding=self.ask.finding,
            )
        )


@decides(ReturnTicket, by=(Role.SUPERVISOR, Role.CLERK))
class Return(OfTicket[ReturnTicket]):
    """Whatever was handed over, until it is closed."""

    def execute(self) -> None:
        self.require("mended", "verified")
        ask = self.ask
        self.record(
            TicketReturned(ticket=ask.ticket, organisation=self.organisation, reason=ask.reason)
        )
