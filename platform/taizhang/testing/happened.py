"""Happened: one event of a town's log, and what a boundary holds of it."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from taizhang.events.event import Event
from taizhang.events.tags import tags_of
from taizhang.log.model import Selector


class Happened(NamedTuple):
    """An event, as it comes back from the log, by whom and for which day."""

    event: Event
    stored: Event
    actor: str
    on: date


def selected(selectors: Iterable[Selector], event: Event) -> bool:
    """Whether a boundary holds this event, by the log's rules: tags and, selectors or."""
    ours = [s for s in selectors if event.event_name in s.types]
    tags = set(tags_of(event)) if ours else set()
    return any(set(s.tags) <= tags for s in ours)
