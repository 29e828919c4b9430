"""From assignment to closing: who mends, who verifies, and what may be struck off."""

from typing import TypeVar

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, Slice, decides, event
from taizhang.domain.names import TICKET, Text, TicketId
from taizhang.domain.refusals import unknown, wrong_state
from taizhang.domain.tickets.events import (
    ProgressReported,
    TicketAssigned,
    TicketClosed,
    TicketOpened,
    TicketReopened,
    TicketVerified,
)
from taizhang.domain.tickets.rules import TicketRules
from taizhang.errors import Refusal
from taizhang.events.event import Event
from taizhang.tenancy.roles import Role

STATES = {
    "none": "未登记",
    "opened": "已登记",
    "assigned": "整改中",
    "mended": "待验收",
    "verified": "已验收",
    "closed": "已销号",
}
SAME_PERSON = Refusal(
    "tickets.verifier_mended_it",
    zh="验收人“{verifier}”就是整改责任人或上报人;须由他人验收",
    en="{verifier} answers for the mending or reported it; somebody else must verify it",
    rule="S3-24",
)
TWO_ROLES = Refusal(
    "tickets.two_roles",
    zh="整改责任人和督办人须为两人,不能都是“{actor}”",
    en="{actor} cannot both answer for the mending and supervise it",
    rule="S4-31",
)
OF_TICKET: tuple[type[Event], ...] = (
    TicketOpened,
    TicketAssigned,
    ProgressReported,
    TicketVerified,
    TicketClosed,
    TicketReopened,
)


class TicketCommand(Command):
    """Asks something about a ticket that was opened."""

    ticket: TicketId


class AssignTicket(TicketCommand, name="tickets.assign", title="交办问题"):
    """Name who answers for the mending, who supervises it, and the target."""

    responsible: Text
    supervisor: Text
    target: Text


class ReportProgress(TicketCommand, name="tickets.report_progress", title="上报整改进展"):
    """Report what was done and what shows it; `finished` hands it over to be verified."""

    text: Text
    evidence: Text
    finished: bool = False


class VerifyTicket(TicketCommand, name="tickets.verify", title="验收整改"):
    """Find the problem mended."""

    finding: Text


class CloseTicket(TicketCommand, name="tickets.close", title="销号"):
    """Strike a mended problem off."""


class ReopenTicket(TicketCommand, name="tickets.reopen", title="重新登记问题"):
    """Take a closed problem up again."""

    reason: Text


Ask = TypeVar("Ask", bound=TicketCommand)


class Mending(Slice[Ask]):
    """Where a ticket stands, and who has had a hand in it."""

    state = "none"
    organisation = ""

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.menders: set[str] = set()

    def consistency_boundary(self) -> list[Selector]:
        return [Selector(OF_TICKET, [TICKET(self.ask.ticket)])]

    @event(TicketOpened)
    def _opened(self, organisation: str) -> None:
        self.state, self.organisation = "opened", organisation

    @event(TicketAssigned)
    def _assigned(self, responsible: str) -> None:
        self.state = "assigned"
        self.menders.add(responsible)

    @event(ProgressReported)
    def _progressed(self, reporter: str, finished: bool) -> None:
        self.state = "mended" if finished else "assigned"
        self.menders.add(reporter)

    @event(TicketVerified)
    def _verified(self) -> None:
        self.state = "verified"

    @event(TicketClosed)
    def _closed(self) -> None:
        self.state = "closed"

    @event(TicketReopened)
    def _reopened(self) -> None:
        self.state = "assigned"

    def require(self, *states: str) -> None:
        """Raise Refused unless the ticket exists and is in one of the states."""
        ticket = self.ask.ticket
        self.refuse_unless(self.state != "none", unknown("问题台账", ticket))
        needed = "或".join(STATES[state] for state in states)
        found = wrong_state("问题台账", ticket, STATES[self.state], needed)
        self.refuse_unless(self.state in states, found)


@decides(AssignTicket, by=(Role.CLERK, Role.SUPERVISOR))
class Assignment(Mending[AssignTicket]):
    """Two people: one mends, another supervises."""

    def execute(self) -> None:
        ask = self.ask
        self.require("opened", "assigned")
        two = ask.responsible != ask.supervisor
        self.refuse_unless(two, TWO_ROLES(actor=ask.responsible))
        self.record(
            TicketAssigned(
                ticket=ask.ticket,
                organisation=self.organisation,
                responsible=ask.responsible,
                supervisor=ask.supervisor,
                target=ask.target,
            )
        )


@decides(ReportProgress, by=(Role.UNIT_SECRETARY, Role.CLERK))
class Progress(Mending[ReportProgress]):
    """The unit itself reports, or a clerk for it."""

    def execute(self) -> None:
        ask = self.ask
        self.require("assigned")
        self.context.require_unit(self.organisation, Role.UNIT_SECRETARY, Role.CLERK)
        self.record(
            ProgressReported(
                ticket=ask.ticket,
                organisation=self.organisation,
                reporter=self.context.actor,
                text=ask.text,
                evidence=ask.evidence,
                finished=ask.finished,
            )
        )


@decides(VerifyTicket, by=(Role.SUPERVISOR, Role.CLERK))
class Verification(Mending[VerifyTicket]):
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


@decides(CloseTicket, by=(Role.CLERK, Role.SUPERVISOR))
class Closing(Mending[CloseTicket]):
    """Only what was verified, where the tenant's rules ask for it."""

    def execute(self) -> None:
        verified = self.context.rules.of(TicketRules).closing.verified_by_another
        self.require(*(("verified",) if verified else ("mended", "verified")))
        self.record(TicketClosed(ticket=self.ask.ticket, organisation=self.organisation))


@decides(ReopenTicket, by=(Role.CLERK, Role.SUPERVISOR))
class Reopening(Mending[ReopenTicket]):
    """A closed ticket may come back; its history stays."""

    def execute(self) -> None:
        self.require("closed")
        ask = self.ask
        self.record(
            TicketReopened(ticket=ask.ticket, organisation=self.organisation, reason=ask.reason)
        )
