"""Reading: a batch of one tenant's events as the folds see them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from taizhang.events.amendments import AMENDING
from taizhang.events.catalogue import Catalogue, Unknown
from taizhang.events.event import Event
from taizhang.log.glance import glance

BYTES = 16 << 20
"""When a tenant's events, as they are stored, are so many bytes, no further page is read."""
PAGE = 1_000
"""Events that are asked for at a time: to add their sizes up, the server takes as long again."""

# Straight from the table, and without the tags: the driver takes as long over one array of text
# as over all the rest of an event, and no fold needs it.
_EVENTS = "select position, recorded_at, type, entry from log.event where tenant_id = $1"
_AFTER = f"{_EVENTS} and position > $2 order by position limit $3"
_AT = f"{_EVENTS} and position = any ($2::bigint[]) order by position"


class Unreadable(Exception):  # noqa: N818 - it says what the event is
    """An event of a known name that this release cannot read: nothing after it would be true."""


class Read(Struct, frozen=True, gc=False):
    """One event with its place, its times and its actor."""

    position: int
    recorded_at: datetime
    on: date
    actor: str
    name: str
    event: Event | Unknown


async def read_after(
    connection: Any,
    catalogue: Catalogue,
    tenant: UUID,
    position: int,
    limit: int,
    at_most_bytes: int = BYTES,
) -> list[Read]:
    """Up to `limit` events after a position; fewer, in whole pages, where they make up so many
    bytes. Ends at an erasure or an amendment, so that it is carried out there. Raises Unreadable.
    """
    found: list[Any] = []
    held = 0
    while len(found) < limit and held < at_most_bytes:
        wanted = min(PAGE, limit - len(found))
        page = await connection.fetch(_AFTER, tenant, position, wanted)
        found += page
        if len(page) < wanted:
            break
        held += sum(len(entry) for *_, entry in page)
        position = page[-1]["position"]
    return _to_interruption(list(read(catalogue, found)))


async def read_at(
    connection: Any, catalogue: Catalogue, tenant: UUID, positions: Sequence[int]
) -> list[Read]:
    """The events at these positions, in order. Raises Unreadable."""
    found = await connection.fetch(_AT, tenant, positions)
    return list(read(catalogue, found))


def read(
    catalogue: Catalogue, recorded: Iterable[tuple[int, datetime, str, bytes]]
) -> Iterator[Read]:
    """Events from their position, time, type and entry. Raises Unreadable."""
    for position, recorded_at, kind, entry in recorded:
        try:
            e = glance(entry)
            event = catalogue.read(e.type, e.schema, e.body)
        except Exception as error:
            raise Unreadable(f"event {position} ({kind}): {error}") from error
        yield Read(position, recorded_at, e.on, e.actor, e.type, event)


def erased_by(event: Event | Unknown) -> str | None:
    """The person that an event erases: its class names the field in `event_erases`."""
    field = getattr(type(event), "event_erases", None)
    return None if field is None else str(getattr(event, field))


def _to_interruption(events: list[Read]) -> list[Read]:
    kinds = {kind for kind in {type(read.event) for read in events} if _interrupts(kind)}
    if not kinds:
        return events
    ends = (place for place, read in enumerate(events, 1) if type(read.event) in kinds)
    return events[: next(ends, len(events))]


def _interrupts(kind: type[Any]) -> bool:
    return issubclass(kind, AMENDING) or hasattr(kind, "event_erases")
