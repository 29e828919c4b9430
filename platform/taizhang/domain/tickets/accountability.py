"""Accountability: a case over a ticket, under the document and the text that it rests on."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, Slice, decides, event
from taizhang.domain.names import CASE, CaseId, PersonId, Text
from taizhang.domain.refusals import TAKEN, unknown, wrong_state
from taizhang.domain.tickets.accountability_events import (
    AccountabilityConcluded,
    AccountabilityStarted,
)
from taizhang.domain.tickets.rules import Accountability, TicketRules
from taizhang.domain.tickets.standing import OPEN, OfTicket, TicketCommand
from taizhang.domain.tickets.transfer_events import AccountabilityTransferred
from taizhang.errors import Refusal
from taizhang.events.event import Event
from taizhang.tenancy.roles import Role

WITHOUT_BASIS = Refusal(
    "tickets.accountability_without_basis",
    zh="启动问责须写明所依据文件的条文",
    en="accountability needs the text of the document that it rests on",
    rule="S0-20",
)
OTHER_DOCUMENT = Refusal(
    "tickets.accountability_document",
    zh="问责不能依据“{document}”；本单位依据的文件：{documents}",
    en="accountability does not rest on {document!r}, but on {documents}",
    rule="S0-20",
)
INSTEAD_OF_MENDING = Refusal(
    "tickets.accountability_instead_of_mending",
    zh="问题“{ticket}”还没有整改到位；不要简单以问责代替整改",
    en="the ticket {ticket} is not mended yet; accountability does not replace mending",
    rule="S1-17",
)
_BEGUN: tuple[type[Event], ...] = (
    AccountabilityStarted,
    AccountabilityTransferred,
    AccountabilityConcluded,
)


class StartAccountability(TicketCommand, name="tickets.start_accountability", title="启动问责"):
    """Open a case over a ticket."""

    case: CaseId
    document: Annotated[Text, Meta(title="依据文件")]
    text: Annotated[Text, Meta(title="依据条文")]
    facts: Annotated[Text, Meta(title="问责事实")]
    person: PersonId | None = None


class ConcludeAccountability(Command, name="tickets.conclude_accountability", title="作出问责结论"):
    """Record what came of a case."""

    case: CaseId
    outcome: Annotated[Text, Meta(title="问责结论")]


@decides(StartAccountability, by=(Role.CLERK, Role.COMMITTEE_SECRETARY))
class AccountabilityStart(OfTicket[StartAccountability]):
    """The basis must be one that the tenant's document names, where it names any."""

    taken = False

    def consistency_boundary(self) -> list[Selector]:
        case = Selector([AccountabilityStarted], [CASE(self.ask.case)])
        return [*super().consistency_boundary(), case]

    @event(AccountabilityStarted)
    def _started(self) -> None:
        self.taken = True

    def execute(self) -> None:
        ask = self.ask
        self.require(*OPEN, "consolidated", "closed")
        self.refuse_unless(not self.taken, TAKEN(kind="问责案件", id=ask.case))
        rule = self.context.rules.of(TicketRules).accountability
        clause = rule.basis("documents") if rule else None
        self.refuse_unless(bool(ask.text.strip()), WITHOUT_BASIS(clause=clause))
        if rule:
            self._check(rule)
        self.record(
            AccountabilityStarted(
                case=ask.case,
                ticket=ask.ticket,
                organisation=self.organisation,
                person=ask.person,
                document=ask.document,
                text=ask.text,
                facts=ask.facts,
            )
        )

    def _check(self, rule: Accountability) -> None:
        document, named = self.ask.document, rule.documents
        clause = rule.basis("documents")
        other = OTHER_DOCUMENT(clause=clause, document=document, documents="、".join(named))
        self.refuse_unless(not named or document in named, other)
        if rule.after_mending and self.state in ("opened", "assigned"):
            clause = rule.basis("after_mending")
            self.warn(INSTEAD_OF_MENDING(clause=clause, ticket=self.ask.ticket))


@decides(ConcludeAccountability, by=(Role.CLERK, Role.COMMITTEE_SECRETARY))
class AccountabilityConclusion(Slice[ConcludeAccountability]):
    """A case is concluded once."""

    state = "none"
    ticket = ""
    organisation = ""

    def consistency_boundary(self) -> list[Selector]:
        return [Selector(_BEGUN, [CASE(self.ask.case)])]

    @event(AccountabilityStarted)
    def _started(self, ticket: str, organisation: str) -> None:
        self.state, self.ticket, self.organisation = "started", ticket, organisation

    @event(AccountabilityTransferred)
    def _transferred(self, organisation: str) -> None:
        self.organisation = organisation

    @event(AccountabilityConcluded)
    def _concluded(self) -> None:
        self.state = "concluded"

    def execute(self) -> None:
        case = self.ask.case
        self.refuse_unless(self.state != "none", unknown("问责案件", case))
        concluded = wrong_state("问责案件", case, "已作结论", "已启动")
        self.refuse_unless(self.state == "started", concluded)
        self.record(
            AccountabilityConcluded(
                case=case,
                ticket=self.ticket,
                organisation=self.organisation,
                outcome=self.ask.outcome,
            )
        )
