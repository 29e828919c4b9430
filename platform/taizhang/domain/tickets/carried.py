"""What a unit has open when the next cycle begins: its next report accounts for it (S1-06)."""

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.cycles.events import SubjectEnrolled
from taizhang.domain.names import CycleId, OrganisationId
from taizhang.domain.tickets.events import TicketClosed, TicketOpened, TicketReopened
from taizhang.events.event import Event
from taizhang.projections.row import At, Row, folds

OPENING_OR_CLOSING: tuple[type[Event], ...] = (TicketOpened, TicketClosed, TicketReopened)
"""All that decides which tickets of a unit are open; each carries the unit's tag."""


def still_open(open_: Iterable[str], event: Event) -> list[str]:
    """The open tickets of a unit after one more of its events, the oldest first."""
    tickets = dict.fromkeys(open_)
    if isinstance(event, TicketOpened | TicketReopened):
        tickets[event.ticket] = None
    if isinstance(event, TicketClosed):
        tickets.pop(event.ticket, None)
    return list(tickets)


class UnitTickets(Row, key=("organisation",), title="单位未销号问题", plural="UnitTicketLists"):
    """The open tickets of a unit, and those that it carried into the cycle it is assessed in."""

    organisation: OrganisationId
    open: Annotated[list[str], Meta(title="未销号问题")] = []
    cycle: CycleId | None = None
    carried: Annotated[list[str], Meta(title="结转到本周期的问题")] = []
    """Open when the unit was enrolled in `cycle`, mended since or not."""


def _after(row: UnitTickets | None, unit: str, event: Event) -> UnitTickets:
    before = row or UnitTickets(organisation=unit)
    return replace(before, open=still_open(before.open, event))


@folds(UnitTickets, TicketOpened, "organisation")
def _(row: UnitTickets | None, event: TicketOpened, at: At) -> UnitTickets:
    return _after(row, event.organisation, event)


@folds(UnitTickets, TicketClosed, "organisation")
def _(row: UnitTickets | None, event: TicketClosed, at: At) -> UnitTickets:
    return _after(row, event.organisation, event)


@folds(UnitTickets, TicketReopened, "organisation")
def _(row: UnitTickets | None, event: TicketReopened, at: At) -> UnitTickets:
    return _after(row, event.organisation, event)


@folds(UnitTickets, SubjectEnrolled, "organisation")
def _(row: UnitTickets | None, event: SubjectEnrolled, at: At) -> UnitTickets:
    before = row or UnitTickets(organisation=event.organisation)
    return replace(before, cycle=event.cycle, carried=before.open)
