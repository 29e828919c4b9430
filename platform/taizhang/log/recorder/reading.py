"""Reading: what is asked and what is found, between the library's words and the log's."""

from collections.abc import Iterator

from eventsourcing.dcb.api import DCBEvent, DCBQuery, DCBReadResponse, DCBSequencedEvent

from taizhang.log.model import Selector
from taizhang.log.recorder.tenant_log import Found


class Reading(DCBReadResponse):
    """Events in order, and the position up to which they are all."""

    def __init__(self, events: Iterator[DCBSequencedEvent], head: int) -> None:
        self._events = events
        self._head = head or None

    @property
    def head(self) -> int | None:
        """The log's head; with a limit the last position returned; None where there is none."""
        return self._head

    def __next__(self) -> DCBSequencedEvent:
        return next(self._events)


def selectors(query: DCBQuery | None) -> list[Selector]:
    """No item at all matches everything, as one selector without types and tags does."""
    items = query.items if query else []
    return [Selector(list(item.types), list(item.tags)) for item in items] or [Selector([], [])]


def sequenced(found: Found) -> DCBSequencedEvent:
    """An event as the library knows it."""
    return DCBSequencedEvent(DCBEvent(found.type, found.entry, found.tags), found.position)
