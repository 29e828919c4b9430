"""Nulls: why a personal value is null: its person was erased, or the viewer may not see it.

The statement prints a random marker for a value whose person is erased. No client knows it, so it
can be found in the finished JSON without looking at anything else.
"""

import json
import secrets
from collections.abc import Iterator
from typing import Any, Literal

from msgspec import Struct

_ERASED = "此项个人信息已按个人要求删除 / erased at the person's request"
_WITHHELD = "此项为个人信息，您无权查看 / personal: not shown to you"

Path = tuple[str | int, ...]


class Null(Struct, frozen=True, omit_defaults=True):
    """A place of the answer. `field` names what is null wherever it was asked for; then `path` has
    response keys only, no numbers.
    """

    path: Path
    reason: Literal["personal.erased", "personal.withheld"]
    message: str
    field: str | None = None


def new_marker() -> str:
    """A text that nobody can have guessed."""
    return f"erased:{secrets.token_hex(16)}"


def withheld(path: Path, type_name: str, field: str) -> Null:
    """A field that the viewer's schema shows and its rights do not."""
    return Null(path, "personal.withheld", _WITHHELD, f"{type_name}.{field}")


def without_marker(data: bytes, marker: str) -> tuple[bytes, list[Null]]:
    """Finished JSON with null for each marker, byte for byte the same elsewhere; and the places."""
    marked = b'"%b"' % marker.encode()
    if marked not in data:
        return data, []
    # Numbers are of no interest, and some fit no float.
    places = _places(json.loads(data, parse_float=str, parse_int=str), marker, ())
    nulls = [Null(path, "personal.erased", _ERASED) for path in places]
    return data.replace(marked, b"null"), nulls


def _places(value: Any, marker: str, path: Path) -> Iterator[Path]:
    if value == marker:
        yield path
    elif isinstance(value, dict):
        for key, member in value.items():
            yield from _places(member, marker, (*path, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _places(item, marker, (*path, number))
