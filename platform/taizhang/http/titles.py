"""Titles: what a field is called in Chinese, from its own `Meta` or its namesakes in the scheme."""

from collections.abc import Iterator, Mapping

from msgspec import Struct, inspect

from taizhang.commands.command import Command
from taizhang.scheme import Scheme


def titles_of(scheme: Scheme, command: type[Command]) -> Mapping[str, str]:
    """A command's fields by name, as far as they have titles.

    A field without a title of its own is called like the rows' and events' field of that name.
    """
    known: dict[str, str] = {}
    for kind in (command, *scheme.rows, *scheme.events):
        for name, title in _titles(kind):
            known.setdefault(name, title)
    return {name: known[name] for name in command.__struct_fields__ if name in known}


def _titles(kind: type[Struct]) -> Iterator[tuple[str, str]]:
    info = inspect.type_info(kind)
    assert isinstance(info, inspect.StructType)
    for field in info.fields:
        if title := title_of(field.type):
            yield field.name, title


def title_of(kind: inspect.Type) -> str:
    """The title that a type carries; of a choice, the first that has one."""
    match kind:
        case inspect.Metadata(type=inner, extra_json_schema=schema):
            return str((schema or {}).get("title") or title_of(inner))
        case inspect.UnionType(types=choices):
            return next(filter(None, map(title_of, choices)), "")
    return ""
