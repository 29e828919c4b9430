"""Overdue: flagged by the clock once the deadline's day is over, then taken up level by level."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from taizhang.commands.command import Command
from taizhang.commands.policy import Occasion, policy
from taizhang.commands.slice import decides
from taizhang.domain.clock.deadlines import SetDeadline
from taizhang.domain.clock.events import DeadlineReached
from taizhang.domain.tickets import events as e
from taizhang.domain.tickets.deadline_events import (
    TicketEscalated,
    TicketExtended,
    TicketOverdue,
    TicketRescheduled,
)
from taizhang.domain.tickets.rules import TicketRules
from taizhang.domain.tickets.standing import OfTicket, TicketCommand
from taizhang.tenancy.roles import Role

DUE = "tickets.due"
ESCALATION = "tickets.escalation"
_UNMET: dict[Literal["mended", "verified", "closed"], tuple[str, ...]] = {
    "mended": ("opened", "assigned"),
    "verified": ("opened", "assigned", "mended"),
    "closed": ("opened", "assigned", "mended", "verified"),
}


class FlagOverdue(TicketCommand, name="tickets.flag_overdue", title="标记整改超期"):
    """Flag the ticket if its deadline has passed unmet; else do nothing."""


class EscalateTicket(TicketCommand, name="tickets.escalate", title="超期升级督办"):
    """Take an overdue ticket up as far as its days overdue have come; else do nothing."""


@decides(FlagOverdue, by=Role.SYSTEM)
class Flagging(OfTicket[FlagOverdue]):
    """Once for each deadline, where the tenant has chosen what must be there by then."""

    def execute(self) -> None:
        rule = self.context.rules.of(TicketRules).overdue
        if rule is None or self.overdue or self.context.on <= self.due_on:
            return
        if self.state in _UNMET[rule.met_by]:
            ask, unit = self.ask, self.organisation
            self.record(TicketOverdue(ticket=ask.ticket, organisation=unit, due_on=self.due_on))


@decides(EscalateTicket, by=Role.SYSTEM)
class Escalating(OfTicket[EscalateTicket]):
    """Each level once for each deadline, while it is still unmet."""

    def execute(self) -> None:
        rule = self.context.rules.of(TicketRules).overdue
        if rule is None or not self.overdue or self.state not in _UNMET[rule.met_by]:
            return
        late = (self.context.on - self.due_on).days
        for level in sorted(rule.escalations, key=lambda each: each.days):
            if level.days <= late and level.days not in self.escalated:
                self._take_up(level.days, level.to)

    def _take_up(self, days: int, to: str) -> None:
        self.record(
            TicketEscalated(
                ticket=self.ask.ticket,
                organisation=self.organisation,
                due_on=self.due_on,
                days=days,
                to=to,
            )
        )


@policy("tickets.watch_opened", on=e.TicketOpened)
def watch_opened(event: e.TicketOpened, occasion: Occasion) -> Iterable[Command]:
    """Look again when the deadline's day is over."""
    return _watch(event.ticket, event.due_on)


@policy("tickets.watch_extended", on=TicketExtended)
def watch_extended(event: TicketExtended, occasion: Occasion) -> Iterable[Command]:
    """Look again when the new deadline's day is over."""
    return _watch(event.ticket, event.due_on)


@policy("tickets.watch_rescheduled", on=TicketRescheduled)
def watch_rescheduled(event: TicketRescheduled, occasion: Occasion) -> Iterable[Command]:
    """Look again when the new deadline's day is over."""
    return _watch(event.ticket, event.due_on)


@policy("tickets.watch_returned", on=e.TicketReturned)
def watch_returned(event: e.TicketReturned, occasion: Occasion) -> Iterable[Command]:
    """What met its deadline, and was then sent back, is overdue at once."""
    yield FlagOverdue(ticket=event.ticket)


@policy("tickets.watch_reopened", on=e.TicketReopened)
def watch_reopened(event: e.TicketReopened, occasion: Occasion) -> Iterable[Command]:
    """Taken up again under a deadline that has passed, it is overdue at once."""
    yield FlagOverdue(ticket=event.ticket)


@policy("tickets.at_deadline", on=DeadlineReached)
def at_deadline(event: DeadlineReached, occasion: Occasion) -> Iterable[Command]:
    """The day is over, or another level is due."""
    if event.kind == DUE:
        yield FlagOverdue(ticket=event.subject)
    if event.kind == ESCALATION:
        yield EscalateTicket(ticket=event.subject)


@policy("tickets.watch_overdue", on=TicketOverdue)
def watch_overdue(event: TicketOverdue, occasion: Occasion) -> Iterable[Command]:
    """Look again after as many days as the tenant has chosen for each level."""
    rules = occasion.rules.find(TicketRules)
    levels = rules.overdue.escalations if rules and rules.overdue else []
    for days in sorted({level.days for level in levels}):
        day = event.due_on + timedelta(days=days)
        yield SetDeadline(day=day, kind=ESCALATION, subject=event.ticket)


def _watch(ticket: str, due_on: date) -> Iterable[Command]:
    yield SetDeadline(day=due_on + timedelta(days=1), kind=DUE, subject=ticket)
