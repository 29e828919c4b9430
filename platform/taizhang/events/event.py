"""Event: one immutable fact, named for good and independent of where its class lives."""

import re
from typing import Any, ClassVar

from eventsourcing.dcb.msgpack import Decision
from msgspec import StructMeta

_NAME = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")


class EventMeta(StructMeta):
    """Takes `name=` and `version=` as class keywords beside those of msgspec."""

    def __new__(
        mcls,
        class_name: str,
        bases: tuple[type, ...],
        namespace: dict[str, Any],
        /,
        *,
        name: str | None = None,
        version: int = 1,
        **config: Any,
    ) -> "EventMeta":
        """Make the Struct, then give it its name in the log."""
        if name is not None and not _NAME.fullmatch(name):
            raise ValueError(f"event name {name!r} is not of the form area.past_tense")
        namespace["event_name"] = name or ""
        namespace["event_version"] = version
        return super().__new__(mcls, class_name, bases, namespace, **config)


class Event(Decision, metaclass=EventMeta, frozen=True, kw_only=True):  # type: ignore[misc]
    """A fact in the past tense: `class BoxOpened(Event, name="ballots.box_opened")`."""

    event_name: ClassVar[str]
    event_version: ClassVar[int]
