"""What a unit has open when the next cycle begins: its next report accounts for it (S1-06)."""

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.cycles.events import SubjectEnrolled
from taizhang.domain.names import CycleId, OrganisationId
from taizhang.domain.tickets.events import TicketClosed, TicketOpened, TicketReopened
from taizhang.domain.tickets.transfer_events import TicketTransferred
from taizhang.events.event import Event
from taizhang.projections.row import At, Key, Row, folds


def still_open(open_: Iterable[str], event: Event, unit: str) -> list[str]:
    """The open tickets of a unit after one more of its events, the oldest first."""
    tickets = dict.fromkeys(open_)
    match event:
        case TicketOpened() | TicketReopened():
            tickets[event.ticket] = None
        case TicketTransferred(organisation=heir) if heir == unit:
            tickets[event.ticket] = None
        case TicketClosed() | TicketTransferred():
            tickets.pop(event.ticket, None)
    return list(tickets)


class UnitTickets(
    Row,
    key=("organisation",),
    title="单位未销号问题",
    plural="UnitTicketLists",
    rules=("S0-17", "S1-06"),
):
    """The open tickets of a unit, and those that it carried into the cycle it is assessed in."""

    organisation: OrganisationId
    open: Annotated[
        list[str], Meta(title="未销号问题", description="Tickets that are not struck off")
    ] = []
    cycle: CycleId | None = None
    carried: Annotated[
        list[str],
        Meta(
            title="结转到本周期的问题",
            description="Open when the unit was enrolled in `cycle`, mended since or not",
        ),
    ] = []
    taken_over: Annotated[
        list[str],
        Meta(
            title="本周期承接的问题",
            description="Taken over from units that are gone, since it was enrolled in `cycle`",
        ),
    ] = []


def _after(row: UnitTickets | None, unit: str, event: Event) -> UnitTickets:
    before = row or UnitTickets(organisation=unit)
    return replace(before, open=still_open(before.open, event, unit))


@folds(UnitTickets, TicketOpened, "organisation")
def _(row: UnitTickets | None, event: TicketOpened, at: At) -> UnitTickets:
    return _after(row, event.organisation, event)


@folds(UnitTickets, TicketClosed, "organisation")
def _(row: UnitTickets | None, event: TicketClosed, at: At) -> UnitTickets:
    return _after(row, event.organisation, event)


@folds(UnitTickets, TicketReopened, "organisation")
def _(row: UnitTickets | None, event: TicketReopened, at: At) -> UnitTickets:
    return _after(row, event.organisation, event)


def _both(event: TicketTransferred) -> Iterable[Key]:
    return [(event.previous,), (event.organisation,)]


@folds(UnitTickets, TicketTransferred, _both)
def _(row: UnitTickets | None, event: TicketTransferred, at: At) -> UnitTickets:
    (unit,) = at.key
    after = _after(row, unit, event)
    if unit == event.organisation:
        taken = dict.fromkeys([*after.taken_over, event.ticket])
        return replace(after, taken_over=list(taken))
    kept = [ticket for ticket in after.taken_over if ticket != event.ticket]
    return replace(after, taken_over=kept)


@folds(UnitTickets, SubjectEnrolled, "organisation")
def _(row: UnitTickets | None, event: SubjectEnrolled, at: At) -> UnitTickets:
    before = row or UnitTickets(organisation=event.organisation)
    return replace(before, cycle=event.cycle, carried=before.open, taken_over=[])
