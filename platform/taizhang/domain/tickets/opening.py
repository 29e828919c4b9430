"""Opening a ticket, by a clerk or by the policy that answers a poor grade."""

from collections.abc import Iterable
from datetime import date, timedelta

from taizhang.commands.command import Command
from taizhang.commands.policy import Occasion, policy
from taizhang.commands.slice import Selector, Slice, decides, event
from taizhang.domain.grades.events import GradeAssigned
from taizhang.domain.names import (
    ORGANISATION,
    TICKET,
    CycleId,
    OrganisationId,
    Text,
    TicketId,
    is_person,
)
from taizhang.domain.organisations.events import OrganisationRegistered
from taizhang.domain.refusals import TAKEN, unknown
from taizhang.domain.tickets.events import Source, TicketOpened
from taizhang.domain.tickets.rules import TicketRules
from taizhang.errors import Refusal
from taizhang.tenancy.roles import Role

DUE_BEFORE_TODAY = Refusal(
    "tickets.due_in_the_past",
    zh="整改时限 {due_on} 不能早于业务日期 {on}",
    en="the deadline {due_on} is before {on}",
)


class OpenTicket(Command, name="tickets.open", title="登记问题"):
    """Enter a problem in the ledger, with its deadline."""

    ticket: TicketId
    organisation: OrganisationId
    source: Source
    problem: Text
    due_on: date
    cycle: CycleId | None = None
    clause: str | None = None


@decides(OpenTicket, by=(Role.CLERK, Role.SUPERVISOR, Role.SYSTEM))
class Opening(Slice[OpenTicket]):
    """The unit must be registered; an identifier is given once."""

    known = False
    unit_known = False

    def consistency_boundary(self) -> list[Selector]:
        return [
            Selector([TicketOpened], [TICKET(self.ask.ticket)]),
            Selector([OrganisationRegistered], [ORGANISATION(self.ask.organisation)]),
        ]

    @event(TicketOpened)
    def _(self) -> None:
        self.known = True

    @event(OrganisationRegistered)
    def _(self) -> None:
        self.unit_known = True

    def execute(self) -> None:
        ask, on = self.ask, self.context.on
        self.refuse_unless(self.unit_known, unknown("单位", ask.organisation))
        self.refuse_unless(not self.known, TAKEN(kind="问题台账", id=ask.ticket))
        past = DUE_BEFORE_TODAY(due_on=ask.due_on.isoformat(), on=on.isoformat())
        self.refuse_unless(ask.due_on >= on, past)
        self.record(
            TicketOpened(
                ticket=ask.ticket,
                organisation=ask.organisation,
                cycle=ask.cycle,
                source=ask.source,
                problem=ask.problem,
                due_on=ask.due_on,
                clause=ask.clause,
            )
        )


@policy("tickets.rectify_poor_grades", on=GradeAssigned)
def rectify_poor_grades(event: GradeAssigned, occasion: Occasion) -> Iterable[Command]:
    """A grade that the tenant's document names orders a time-limited rectification (S0-19)."""
    rules = occasion.rules.find(TicketRules)
    if is_person(event.subject) or rules is None:
        return
    if event.grade not in rules.rectification.grades:
        return
    yield OpenTicket(
        ticket=_name(event, occasion.position),
        organisation=event.subject,
        cycle=event.cycle,
        source="grade",
        problem=f"考核等次为“{event.grade}”:{event.rationale or '(未写明理由)'}",
        due_on=occasion.on + timedelta(days=rules.rectification.days),
        clause=rules.rectification.clause,
    )


def _name(event: GradeAssigned, position: int) -> str:
    """Told apart by the position; the names before it are for people, as far as 64 allow."""
    return f"{event.cycle}-{event.subject}"[:43] + f"-{position}"
