"""Opening a ticket, by a clerk or by the policy that answers a poor grade."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.policy import Occasion, policy
from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.grades.confirmation_events import GradeAssigned
from taizhang.domain.names import (
    TICKET,
    CycleId,
    OrganisationId,
    Text,
    TicketId,
    is_person,
)
from taizhang.domain.refusals import TAKEN, unknown
from taizhang.domain.tickets.answering import Answering, End, Held, answering
from taizhang.domain.tickets.events import Source, TicketOpened
from taizhang.domain.tickets.rules import TicketRules
from taizhang.errors import Reason, Refusal
from taizhang.tenancy.roles import Role

DUE_BEFORE_TODAY = Refusal(
    "tickets.due_in_the_past",
    zh="整改时限 {due_on} 不能早于业务日期 {on}",
    en="the deadline {due_on} is before {on}",
)
UNIT_GONE = Refusal(
    "tickets.unit_gone",
    zh="“{name}”自 {since} 起已不存在，问题由“{successor_name}”承接，请登记在其名下",
    en="{unit} ceased to exist on {since}; its problems are entered under {successor}",
    status=409,
)


class OpenTicket(Command, name="tickets.open", title="登记问题"):
    """Enter a problem in the ledger, with its deadline."""

    ticket: TicketId
    organisation: OrganisationId
    source: Source
    problem: Annotated[Text, Meta(title="问题")]
    due_on: Annotated[date, Meta(title="整改时限")]
    cycle: CycleId | None = None
    clause: Annotated[str | None, Meta(title="依据条文")] = None
    reference: Annotated[str, Meta(min_length=1, max_length=200, title="来源编号")] | None = None
    """Where the problem was named: the meeting, the box, the visit, the decision's number."""


@decides(OpenTicket, by=(Role.CLERK, Role.SUPERVISOR, Role.SYSTEM))
class Opening(Answering[OpenTicket]):
    """The unit must be registered and exist; an identifier is given once.

    What a policy opens for a unit that is gone is handed over at once: nobody would be told.
    """

    known = False

    def consistency_boundary(self) -> list[Selector]:
        return [Selector([TicketOpened], [TICKET(self.ask.ticket)]), *answering()]

    @event(TicketOpened)
    def _ticket_opened(self) -> None:
        self.known = True

    def execute(self) -> None:
        ask, on = self.ask, self.context.on
        self.refuse_unless(self.knows(ask.organisation), unknown("单位", ask.organisation))
        self.refuse_unless(not self.known, TAKEN(kind="问题台账", id=ask.ticket))
        past = DUE_BEFORE_TODAY(due_on=ask.due_on.isoformat(), on=on.isoformat())
        self.refuse_unless(ask.due_on >= on, past)
        end = self.end_of(ask.organisation)
        by_policy = self.context.actor.startswith("policy:")
        self.refuse_unless(end is None or by_policy, lambda: self._gone(end))
        self.record(
            TicketOpened(
                ticket=ask.ticket,
                organisation=ask.organisation,
                cycle=ask.cycle,
                source=ask.source,
                problem=ask.problem,
                due_on=ask.due_on,
                clause=ask.clause,
                reference=ask.reference,
            )
        )
        if end is not None:
            self.hand_over(Held(ask.ticket, ask.problem, ask.organisation), end)

    def _gone(self, end: End | None) -> Reason:
        assert end is not None
        unit, heir = self.ask.organisation, end.heir
        names = {"name": self.name_of(unit), "successor_name": self.name_of(heir)}
        return UNIT_GONE(unit=unit, successor=heir, since=end.since.isoformat(), **names)


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
        problem=f"考核等次为“{event.grade}”：{event.rationale or '（未写明理由）'}",
        due_on=occasion.on + timedelta(days=rules.rectification.days),
        clause=rules.rectification.clause,
    )


def _name(event: GradeAssigned, position: int) -> str:
    """Told apart by the position; the names before it are for people, as far as 64 allow."""
    return f"{event.cycle}-{event.subject}"[:43] + f"-{position}"
