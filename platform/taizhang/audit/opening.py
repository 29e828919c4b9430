"""Opening: plain data with its personal fields out of their seals, wherever their keys are left."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args, get_type_hints
from uuid import UUID

from msgspec import Struct

from taizhang.audit.concealing import looks_sealed
from taizhang.events.personal import Personal
from taizhang.events.sealing import unsealed
from taizhang.events.tags import marked_fields

#: Stands for a value whose key is gone: nobody can say any more what it was.
ERASED = "（已删除）"

Reveal = Callable[[str, str, str], str]
"""What to put in place of a sealed text, given its person and field."""


def opened(plain: Any, hint: Any, reveal: Reveal) -> Any:
    """Plain data of a type, each personal field revealed. Types tell which fields those are."""
    if isinstance(plain, list):
        return [opened(item, hint, reveal) for item in plain]
    if not isinstance(plain, dict):
        return plain
    struct = _struct(hint, plain)
    if struct is None:
        return {name: opened(field, hint, reveal) for name, field in plain.items()}
    return _fields(plain, struct, reveal)


def people_in(plain: Any, hint: Any) -> set[str]:
    """Everybody whose sealed values plain data of a type holds."""
    people: set[str] = set()

    def note(person: str, field: str, text: str) -> str:
        people.add(person)
        return text

    opened(plain, hint, note)
    return people


def with_keys(
    keys: Mapping[str, bytes], tenant: UUID, kind: str, *, certain: bool = False
) -> Reveal:
    """Reveals with the keys of people; what no key opens is ERASED.

    `certain` keys are those that sealed the values: what they do not open was altered, and stays.
    """

    def reveal(person: str, field: str, text: str) -> str:
        if not looks_sealed(text):
            return text
        try:
            plain = unsealed(text, keys.get(person), tenant, kind, field)
        except ValueError:  # the base64 is none
            return text
        if plain is not None:
            return plain
        return text if certain and person in keys else ERASED

    return reveal


def _fields(plain: dict[str, Any], struct: type[Struct], reveal: Reveal) -> dict[str, Any]:
    hints = get_type_hints(struct, include_extras=True)
    marks = dict(marked_fields(struct, Personal))
    return {
        name: reveal(str(plain[marks[name].subject]), name, field)
        if name in marks and isinstance(field, str)
        else opened(field, hints[name], reveal)
        for name, field in plain.items()
    }


def _struct(hint: Any, plain: Mapping[str, Any]) -> type[Struct] | None:
    """The Struct within a type that these fields are of."""
    return next((s for s in _structs(hint) if plain.keys() <= set(s.__struct_fields__)), None)


def _structs(hint: Any) -> Iterator[type[Struct]]:
    if isinstance(hint, type) and issubclass(hint, Struct):
        yield hint
    for inner in get_args(hint):
        yield from _structs(inner)
