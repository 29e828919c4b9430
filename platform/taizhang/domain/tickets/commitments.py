"""Commitments of a report become tickets, each once (S1-14)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Annotated

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.policy import Occasion, policy
from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.names import CYCLE, ORGANISATION, CycleId, OrganisationId
from taizhang.domain.reports.contents import Commitment
from taizhang.domain.reports.events import ReportAccepted, ReportSubmitted
from taizhang.domain.results.events import ResultsConcluded
from taizhang.domain.tickets.answering import Answering, Held, answering
from taizhang.domain.tickets.events import TicketAssigned, TicketOpened
from taizhang.domain.tickets.rules import Commitments, TicketRules
from taizhang.tenancy.roles import Role


class OpenCommitments(Command, name="tickets.open_commitments", title="整改承诺转入台账"):
    """Open a ticket for each commitment of accepted reports that has none; else do nothing."""

    cycle: CycleId
    occasion: Annotated[int, Meta(ge=1, title="所据记录")]
    """The position of the event that this answers: it tells the tickets' names apart."""
    organisation: OrganisationId | None = None
    """One unit; None: all units of the cycle."""

    def ticket_of(self, unit: str, number: int) -> str:
        """The name of the ticket that is opened as the n-th; told apart by position and number."""
        return f"{self.cycle}-{unit}"[:37] + f"-{self.occasion}-{number}"


@decides(OpenCommitments, by=Role.SYSTEM)
class CommitmentsOpening(Answering[OpenCommitments]):
    """When the tenant has chosen: on acceptance, or once the results are concluded."""

    concluded = False

    def __init__(self, ask: OpenCommitments) -> None:
        super().__init__(ask)
        self.promised: dict[str, Sequence[Commitment]] = {}
        self.binding: dict[str, Sequence[Commitment]] = {}
        self.known: set[tuple[str, str | None]] = set()
        """Unit and number of each commitment that has its ticket."""
        self.opened = 0

    def consistency_boundary(self) -> list[Selector]:
        cycle, unit = [CYCLE(self.ask.cycle)], self.ask.organisation
        tags = cycle if unit is None else [*cycle, ORGANISATION(unit)]
        of_units = Selector([ReportSubmitted, ReportAccepted, TicketOpened], tags)
        return [of_units, Selector([ResultsConcluded], cycle), *answering()]

    @event(ReportSubmitted)
    def _submitted(self, organisation: str, commitments: list[Commitment]) -> None:
        self.promised[organisation] = commitments

    @event(ReportAccepted)
    def _accepted(self, organisation: str) -> None:
        self.binding[organisation] = self.promised.get(organisation, ())

    @event(ResultsConcluded)
    def _results_concluded(self) -> None:
        self.concluded = True

    @event(TicketOpened)
    def _ticket_opened(self, organisation: str, source: str, reference: str | None) -> None:
        if source == "commitment":
            self.known.add((organisation, reference))

    def execute(self) -> None:
        rule = self.context.rules.of(TicketRules).commitments
        if rule is None or not (self.concluded or rule.open_at == "accepted"):
            return
        for unit, commitment in self._missing():
            self._open(unit, commitment, rule)

    def _missing(self) -> Iterator[tuple[str, Commitment]]:
        for unit, commitments in sorted(self.binding.items()):
            for each in commitments:
                if (unit, str(each.number)) not in self.known:
                    yield unit, each

    def _open(self, unit: str, commitment: Commitment, rule: Commitments) -> None:
        self.opened += 1
        ask, text = self.ask, commitment.text
        ticket = ask.ticket_of(unit, self.opened)
        self.record(
            TicketOpened(
                ticket=ticket,
                organisation=unit,
                cycle=ask.cycle,
                source="commitment",
                problem=text,
                due_on=self._due(commitment, rule),
                clause=rule.basis("open_at"),
                reference=str(commitment.number),
            )
        )
        self._assign(ticket, unit, text, rule.supervisor)
        if end := self.end_of(unit):
            self.hand_over(Held(ticket, text, unit), end)

    def _due(self, commitment: Commitment, rule: Commitments) -> date:
        return commitment.due_on or self.context.on + timedelta(days=rule.days)

    def _assign(self, ticket: str, unit: str, target: str, supervisor: str) -> None:
        """Not where both would be one: then the clerk names two (S4-31)."""
        responsible = self.responsible(unit)
        if responsible != supervisor:
            self.record(
                TicketAssigned(
                    ticket=ticket,
                    organisation=unit,
                    responsible=responsible,
                    supervisor=supervisor,
                    target=target,
                )
            )


@policy("tickets.accepted_commitments", on=ReportAccepted)
def accepted_commitments(event: ReportAccepted, occasion: Occasion) -> Iterable[Command]:
    """An accepted report binds its secretary."""
    if (rules := occasion.rules.find(TicketRules)) and rules.commitments:
        at = occasion.position
        unit = event.organisation
        yield OpenCommitments(cycle=event.cycle, organisation=unit, occasion=at)


@policy("tickets.concluded_commitments", on=ResultsConcluded)
def concluded_commitments(event: ResultsConcluded, occasion: Occasion) -> Iterable[Command]:
    """The cycle is done; what was promised in it is to be mended."""
    if (rules := occasion.rules.find(TicketRules)) and rules.commitments:
        yield OpenCommitments(cycle=event.cycle, occasion=occasion.position)
