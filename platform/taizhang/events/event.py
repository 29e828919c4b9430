"""Event: one immutable fact, named for good and independent of where its class lives."""

import re
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, dataclass_transform

from eventsourcing.dcb.msgpack import Decision
from msgspec import StructMeta, field

from taizhang.events.limits import without_limits

_NAME = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")

Upcast = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
class EventMeta(StructMeta):
    """Takes `name=`, `title=`, `version=`, `upcasts=`, `tags=` and what may become of a recorded
    fact (`corrects=`, `annuls=`, `final=`) beside msgspec's keywords.
    """

    def __new__(
        mcls,
        class_name: str,
        bases: tuple[type, ...],
        namespace: dict[str, Any],
        /,
        *,
        name: str | None = None,
        title: str = "",
        version: int = 1,
        upcasts: Mapping[int, Upcast] | None = None,
        tags: tuple[str, ...] = (),
        corrects: tuple[str, ...] = (),
        annuls: bool = False,
        final: str = "",
        **config: Any,
    ) -> "EventMeta":
        """Make the Struct, then give it its name in the log."""
        if name is not None and not _NAME.fullmatch(name):
            raise TypeError(f"event name {name!r} is not of the form area.past_tense")
        if set(upcasts or ()) != set(range(1, version)):
            raise TypeError(f"{class_name}: upcasts must lead from every version below {version}")
        fields = namespace.get("__annotations__", {})
        namespace |= {
            "__annotations__": {f: without_limits(kind) for f, kind in fields.items()},
            "event_name": name or "",
            "event_title": title,
            "event_version": version,
            "event_upcasts": dict(upcasts or {}),
            "event_tags": tags,
            "event_corrects": corrects,
            "event_annuls": annuls,
            "event_final": final,
        }
        return super().__new__(mcls, class_name, bases, namespace, **({"kw_only": True} | config))


class Event(Decision, metaclass=EventMeta, frozen=True):  # type: ignore[misc]
    """A fact in the past tense: `class BoxOpened(Event, name="ballots.box_opened", title="开箱")`.

    When its fields change, `version` is raised and `upcasts[n]` turns a body of version n
    into one of n + 1.
    """

    event_name: ClassVar[str]
    event_title: ClassVar[str]
    """What people read in a timeline, in Chinese."""
    event_version: ClassVar[int]
    event_upcasts: ClassVar[dict[int, Upcast]]
    event_tags: ClassVar[tuple[str, ...]]
    """Tags of every event of this type, beside those that its fields declare."""
    event_corrects: ClassVar[tuple[str, ...]]
    """The fields of a recorded fact that a correction (更正) may change."""
    event_annuls: ClassVar[bool]
    """Whether a recorded fact may be annulled (作废)."""
    event_final: ClassVar[str]
    """Of a fact that is neither: what puts it right instead, in Chinese."""
