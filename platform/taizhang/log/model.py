"""What goes into the log and what comes out of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID


class Selector(NamedTuple):
    """Events of any of these types that carry all of these tags. Empty means any."""

    types: Sequence[str] = ()
    tags: Sequence[str] = ()
    after: int = 0
    """Read only events beyond this position (an append has one `after` for all)."""


class NewEvent(NamedTuple):
    """An event to append: its name, its tags and the exact bytes that are kept."""

    type: str
    tags: Sequence[str]
    entry: bytes


class NewCommand(NamedTuple):
    """Everything that one command appends, and the condition on which it may."""

    command_id: UUID
    request_mac: bytes
    request: bytes
    after: int
    selectors: Sequence[Selector]
    events: Sequence[NewEvent]
    clock: datetime | None = None
    incarnation: UUID | None = None
    """The one that the decision read: in another the positions are of other events."""


class Recorded(NamedTuple):
    """One event as it stands in the log."""

    position: int
    type: str
    tags: Sequence[str]
    recorded_at: datetime
    entry: bytes


class Boundary(NamedTuple):
    """What a decision read: the log's head and the events that matched, in one snapshot."""

    head: int
    now: datetime
    """The tenant's clock; a rehearsal's may be moved."""
    incarnation: str
    events: Sequence[Recorded]


class Outcome(NamedTuple):
    """What became of a command: `appended`, `repeated`, `mismatch` or `conflict`."""

    state: str
    first: int | None
    last: int | None
    recorded_at: datetime | None


class Known(NamedTuple):
    """A command that the log has accepted before."""

    command_id: UUID
    request_mac: bytes
    request: bytes
    first: int
    last: int
    recorded_at: datetime
