"""Fields: the types that the keys of a table may have, as their Struct declares them."""

import functools
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from msgspec import Struct, inspect

_AROUND = (Annotated, UnionType, Union)


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
    while get_origin(hint) is Annotated:
        hint = hint.__origin__
    args = get_args(hint)
    kinds = [kind for kind in args if kind is not type(None)] if type(None) in args else [hint]
    one = kinds[0] if len(kinds) == 1 else None
    return one if isinstance(one, type) and issubclass(one, Struct) else None


def entry(hint: Any, kind: type[list[Any] | dict[str, Any]]) -> type[Struct] | None:
    """The Struct of each entry of a list, or of each value of a table of any names; None if the
    hint is no such list or table. Annotations and None beside it are looked through.
    """
    while get_origin(hint) is not kind and get_origin(hint) in _AROUND:
        hint = next(each for each in get_args(hint) if each is not type(None))
    return table(get_args(hint)[-1]) if get_origin(hint) is kind else None


def bounds(hint: Any) -> tuple[int, int | None]:
    """The fewest and the most entries of a list or table, as its annotations have it."""
    info = inspect.type_info(hint)
    while isinstance(info, inspect.Metadata | inspect.UnionType):
        inner = [info.type] if isinstance(info, inspect.Metadata) else info.types
        info = next(each for each in inner if not isinstance(each, inspect.NoneType))
    return getattr(info, "min_length", None) or 0, getattr(info, "max_length", None)
