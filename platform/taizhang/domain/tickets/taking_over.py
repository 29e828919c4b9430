"""Taking over: what a unit that was merged, split or dissolved left open goes to who was named."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.policy import Occasion, policy
from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.names import ORGANISATION, OrganisationId, Text
from taizhang.domain.organisations.events import OrganisationSucceeded
from taizhang.domain.tickets import events as e
from taizhang.domain.tickets.accountability_events import (
    AccountabilityConcluded,
    AccountabilityStarted,
)
from taizhang.domain.tickets.answering import Answering, End, Held, answering
from taizhang.domain.tickets.transfer_events import AccountabilityTransferred, TicketTransferred
from taizhang.events.event import Event
from taizhang.tenancy.roles import Role

OF_UNIT: tuple[type[Event], ...] = (
    e.TicketOpened,
    e.TicketConsolidated,
    e.TicketClosed,
    e.TicketReopened,
    TicketTransferred,
    AccountabilityStarted,
    AccountabilityConcluded,
    AccountabilityTransferred,
)


class TakeOverTickets(Command, name="tickets.take_over", title="承接问题台账"):
    """Hand all that a unit left open to the successor; does nothing where nothing is open."""

    organisation: OrganisationId
    successor: Annotated[OrganisationId, Meta(title="后续单位")]
    since: Annotated[date, Meta(title="承接日期")]
    document: Annotated[Text, Meta(title="依据文件")]


@decides(TakeOverTickets, by=Role.SYSTEM)
class TakingOver(Answering[TakeOverTickets]):
    """To the unit that was named, or to the one that has followed it since."""

    def __init__(self, ask: TakeOverTickets) -> None:
        super().__init__(ask)
        self.held: dict[str, Held] = {}
        """All tickets that were ever this unit's."""
        self.open: dict[str, None] = {}
        self.cases: dict[str, str] = {}
        """By open case, its ticket."""

    def consistency_boundary(self) -> list[Selector]:
        return [Selector(OF_UNIT, [ORGANISATION(self.ask.organisation)]), *answering()]

    @event(e.TicketOpened)
    def _opened(self, ticket: str, problem: str) -> None:
        self._hold(Held(ticket, problem, self.ask.organisation))

    @event(TicketTransferred)
    def _transferred(self, ticket: str, organisation: str, problem: str, into: str | None) -> None:
        self.open.pop(ticket, None)
        if organisation == self.ask.organisation:
            self._hold(Held(ticket, problem, organisation, into))

    @event(e.TicketConsolidated)
    def _consolidated(self, ticket: str, into: str) -> None:
        if held := self.held.get(ticket):
            self.held[ticket] = held._replace(into=into)

    @event(e.TicketClosed)
    def _closed(self, ticket: str) -> None:
        self.open.pop(ticket, None)

    @event(e.TicketReopened)
    def _reopened(self, ticket: str) -> None:
        if held := self.held.get(ticket):
            self._hold(held._replace(into=None))

    @event(AccountabilityStarted)
    def _accused(self, case: str, ticket: str) -> None:
        self.cases[case] = ticket

    @event(AccountabilityTransferred)
    def _case_moved(self, case: str, ticket: str, organisation: str) -> None:
        self.cases.pop(case, None)
        if organisation == self.ask.organisation:
            self.cases[case] = ticket

    @event(AccountabilityConcluded)
    def _concluded(self, case: str) -> None:
        self.cases.pop(case, None)

    def execute(self) -> None:
        ask = self.ask
        end = self.following(ask.successor, ask.since, ask.document)
        if end.heir == ask.organisation:  # it has taken its own successor over since
            return
        for ticket in list(self.open):
            self.hand_over(self.held[ticket], end)
        for case, ticket in list(self.cases.items()):
            self._hand_over_case(case, ticket, end)

    def _hold(self, held: Held) -> None:
        self.held[held.ticket] = held
        self.open[held.ticket] = None

    def _hand_over_case(self, case: str, ticket: str, end: End) -> None:
        self.record(
            AccountabilityTransferred(
                case=case,
                ticket=ticket,
                organisation=end.heir,
                previous=self.ask.organisation,
                since=end.since,
                document=end.document,
            )
        )


@policy("tickets.take_over", on=OrganisationSucceeded)
def take_over(event: OrganisationSucceeded, occasion: Occasion) -> Iterable[Command]:
    """Whoever was named takes over all that is open, also where the old unit goes on."""
    if event.tickets != event.organisation:
        yield TakeOverTickets(
            organisation=event.organisation,
            successor=event.tickets,
            since=event.since,
            document=event.document,
        )
