"""Tags: what an event is about. Fields declare them, so an event cannot forget one."""

import functools
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from msgspec import Struct

from taizhang.events.event import Event


class Tag(Struct, frozen=True):
    """A kind of tag. As an annotation it makes a field's value (or each item of a list) a tag."""

    kind: str

    def __call__(self, value: str) -> str:
        """The tag of one value: `cycle:2015`."""
        return f"{self.kind}:{value}"


def marks_of(annotation: Any, mark: type[Any]) -> Iterator[Any]:
    """All marks of a type within an annotation, through `list[...]` and `| None`; outer first."""
    if get_origin(annotation) is Annotated:
        yield from (m for m in reversed(annotation.__metadata__) if isinstance(m, mark))
        yield from marks_of(annotation.__origin__, mark)
    else:
        for inner in get_args(annotation):
            yield from marks_of(inner, mark)


def mark_of(annotation: Any, mark: type[Any]) -> Any:
    """The outermost mark of a type within an annotation, or None."""
    return next(marks_of(annotation, mark), None)


@functools.cache
def marked_fields(struct: type[Struct], mark: type[Any]) -> tuple[tuple[str, Any], ...]:
    """The fields of a Struct that carry a mark, with the mark."""
    hints = get_type_hints(struct, include_extras=True)
    found = ((name, mark_of(hints[name], mark)) for name in struct.__struct_fields__)
    return tuple((name, m) for name, m in found if m is not None)


def tags_of(event: Event) -> list[str]:
    """All tags of an event, in the order of its fields, each once."""
    return list(dict.fromkeys(_tags(event)))


def _tags(event: Event) -> Iterator[str]:
    yield from event.event_tags
    for name, tag in marked_fields(type(event), Tag):
        value = getattr(event, name)
        if value is None:
            continue
        for item in [value] if isinstance(value, str | int | date) else value:
            yield tag(str(item))
