"""Fields: the types that the keys of a table may have, as their Struct declares them."""

import functools
from typing import Any, get_args, get_origin, get_type_hints

from msgspec import Struct


@functools.cache
def hints(kind: type[Struct]) -> dict[str, Any]:
    """The types of a Struct's fields with their annotations."""
    known = get_type_hints(kind, include_extras=True)
    return {name: known[name] for name in kind.__struct_fields__}


def nullable(kind: type[Struct], name: str) -> bool:
    """Whether a field may hold nothing."""
    return type(None) in get_args(hints(kind)[name])


def table(hint: Any) -> type[Struct] | None:
    """The Struct that a value is read as, whether it may be left out or not; None for others."""
    args = get_args(hint)
    kinds = [kind for kind in args if kind is not type(None)] if type(None) in args else [hint]
    one = kinds[0] if len(kinds) == 1 else None
    return one if isinstance(one, type) and issubclass(one, Struct) else None


def item(hint: Any) -> Any:
    """The type of a list's items, through annotations; None for what is no list."""
    while get_origin(hint) is not list and (inner := get_args(hint)):
        hint = inner[0]
    return get_args(hint)[0] if get_origin(hint) is list else None
