"""Reading: a batch of one tenant's events as the folds see them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from taizhang.events.catalogue import Catalogue, Unknown
from taizhang.events.event import Event
from taizhang.log import entry
from taizhang.log.model import Recorded

_AFTER = "select * from log.read_after($1, $2, $3)"
_AT = """
    select position, type, tags, recorded_at, entry from log.event
     where tenant_id = $1 and position = any ($2::bigint[]) order by position
"""


class Unreadable(Exception):  # noqa: N818 - it says what the event is
    """An event of a known name that this release cannot read: nothing after it would be true."""


class Read(NamedTuple):
    """One event with its place, its times and its actor."""

    position: int
    recorded_at: datetime
    on: date
    actor: str
    name: str
    event: Event | Unknown


async def read_after(
    connection: Any, catalogue: Catalogue, tenant: UUID, position: int, limit: int
) -> list[Read]:
    """Up to `limit` events after a position. Ends at an erasure, so that it is carried out there.

    Raises Unreadable.
    """
    found = await connection.fetch(_AFTER, tenant, position, limit)
    return _to_erasure([read(catalogue, Recorded(*row)) for row in found])


async def read_at(
    connection: Any, catalogue: Catalogue, tenant: UUID, positions: Sequence[int]
) -> list[Read]:
    """The events at these positions, in order. Raises Unreadable."""
    found = await connection.fetch(_AT, tenant, positions)
    return [read(catalogue, Recorded(*row)) for row in found]


def read(catalogue: Catalogue, recorded: Recorded) -> Read:
    """One recorded event. Raises Unreadable."""
    try:
        e = entry.decode(recorded.entry)
        event = catalogue.read(e.type, e.schema, bytes(e.body))
    except Exception as error:
        raise Unreadable(f"event {recorded.position} ({recorded.type}): {error}") from error
    return Read(recorded.position, recorded.recorded_at, e.on, e.actor, e.type, event)


def erased_by(event: Event | Unknown) -> str | None:
    """The person that an event erases: its class names the field in `event_erases`."""
    field = getattr(type(event), "event_erases", None)
    return None if field is None else str(getattr(event, field))


def _to_erasure(events: list[Read]) -> list[Read]:
    ends = (place for place, read in enumerate(events, 1) if erased_by(read.event) is not None)
    return events[: next(ends, len(events))]
