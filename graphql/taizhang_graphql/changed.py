"""Changed: what a window of changes holds, each change as it is sent."""

import hashlib
from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

import msgspec
from msgspec import Raw, Struct

from taizhang_graphql.compiler.changes import Watching, Window
from taizhang_graphql.fetching import Fetched


class Changed(Struct, frozen=True):
    """`versions`: their positions and JSON, in order. Rows stood at `stand` when they were read,
    the log at `head`; `history` is told apart from any other by these few digits.
    """

    versions: list["Version"]
    stand: int
    head: int
    history: str


class Version(NamedTuple):
    """The value of `data`, and why personal values in it are null."""

    position: int
    data: bytes
    nulls: object = None


class _Log(Struct, frozen=True, array_like=True):
    head: int
    incarnation: UUID
    mended: int | None = None


def changed(plan: Watching, window: Window, found: Fetched) -> Changed:
    """What the statement of a subscription answered."""
    versions, log = found.columns
    stand = found.positions
    assert versions is not None
    assert log is not None
    assert isinstance(stand, int)
    place = msgspec.json.decode(log, type=_Log)
    said = f"{window.scope.generation.name} {place.incarnation} {place.mended or 0}"
    history = hashlib.blake2s(said.encode(), digest_size=6).hexdigest()
    return Changed(list(_versions(plan, window, versions)), stand, place.head, history)


def _versions(plan: Watching, window: Window, found: bytes | str) -> Iterator[Version]:
    key = msgspec.json.encode(plan.key)
    for position, raw in msgspec.json.decode(found, type=list[tuple[int, Raw]]):
        data = b"{" + key + b":" + bytes(raw) + b"}"
        yield Version(position, *plan.explained(data, window))
