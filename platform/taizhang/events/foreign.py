"""Foreign events: what one scheme reads of another's facts, without knowing its code.

A tolerant reader: the fields that are declared are read, all others passed over. Where the scheme
that records the fact is not installed, nothing is seen of it.
"""

import functools
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from taizhang.events.event import Event


class ForeignEvent(Event):
    """Another scheme's fact: `class Admitted(ForeignEvent, name="members.admitted")`.

    Its name is the stored name; its fields are some of the other's. It is selected, handled,
    folded and answered like an event of one's own, and never recorded.
    """


def is_foreign(kind: type[Any]) -> bool:
    """Whether a type only reads what another scheme records."""
    return issubclass(kind, ForeignEvent)


def seen(event: Event, kinds: Iterable[type[Any]]) -> Iterator[Event]:
    """An event as each of these types reads it: as it is, and as foreign ones of its name see it.

    Raises msgspec.ValidationError where a foreign one declares what the event does not hold.
    """
    for kind in kinds:
        if type(event) is kind:
            yield event
        elif kind.event_name == event.event_name and is_foreign(kind):
            yield msgspec.convert(event, kind, from_attributes=True)


def misread(foreign: type[Event], own: type[Event]) -> list[str]:
    """The fields that a foreign type needs and the recorded type does not have."""
    return [name for name in _needed(foreign) if name not in own.__struct_fields__]


@functools.cache
def _needed(kind: type[Event]) -> tuple[str, ...]:
    return tuple(field.name for field in msgspec.structs.fields(kind) if field.required)
