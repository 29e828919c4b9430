"""Decisions on a report that look at what the unit carries over from earlier."""

from typing import TypeVar

from taizhang.commands.slice import Selector, event
from taizhang.domain.cycles.events import SubjectEnrolled
from taizhang.domain.names import ORGANISATION
from taizhang.domain.reports.accounts import Past
from taizhang.domain.reports.commands import ReportCommand
from taizhang.domain.reports.contents import Account, Commitment
from taizhang.domain.reports.events import ReportAccepted, ReportSubmitted, Section
from taizhang.domain.reports.reporting import Reporting
from taizhang.domain.tickets.events import TicketClosed, TicketOpened, TicketReopened
from taizhang.domain.tickets.transfer_events import TicketTransferred

Ask = TypeVar("Ask", bound=ReportCommand)


class Accounting(Reporting[Ask]):
    """Folds the unit's earlier cycles and its tickets beside the report itself."""

    accounts: list[Account]

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.past = Past(ask.cycle)
        self.accounts = []

    def consistency_boundary(self) -> list[Selector]:
        unit = [ORGANISATION(self.ask.organisation)]
        return [
            *super().consistency_boundary(),
            Selector([SubjectEnrolled, ReportSubmitted, ReportAccepted], unit),
            Selector([TicketOpened, TicketClosed, TicketReopened, TicketTransferred], unit),
        ]

    @event(SubjectEnrolled)
    def _unit_enrolled(self, cycle: str) -> None:
        self.enrolled = self.enrolled or cycle == self.ask.cycle
        self.past.enrolled(cycle)

    @event(ReportSubmitted)
    def _unit_submitted(
        self,
        cycle: str,
        version: int,
        sections: list[Section],
        entered_by: str | None,
        commitments: list[Commitment],
        accounts: list[Account],
    ) -> None:
        self.past.submitted(cycle, commitments)
        if cycle == self.ask.cycle:
            self.submitted(version, sections, entered_by)
            self.accounts = accounts

    @event(ReportAccepted)
    def _unit_accepted(self, cycle: str) -> None:
        self.past.accepted(cycle)
        self.accepted(cycle)

    @event(TicketOpened)
    def _ticket_opened(
        self, ticket: str, problem: str, cycle: str | None, source: str, reference: str | None
    ) -> None:
        self.past.opened(ticket, problem)
        if source == "commitment":
            self.past.promised(ticket, cycle, reference)

    @event(TicketTransferred)
    def _ticket_transferred(self, ticket: str, organisation: str, problem: str) -> None:
        if organisation == self.ask.organisation:
            self.past.taken_over(ticket, problem)
        else:
            self.past.handed_over(ticket)

    @event(TicketReopened)
    def _ticket_reopened(self, ticket: str) -> None:
        self.past.reopened(ticket)

    @event(TicketClosed)
    def _ticket_closed(self, ticket: str) -> None:
        self.past.closed(ticket)
