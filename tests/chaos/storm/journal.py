"""Journals: what a process claims, line by line, for whoever comes after it.

A line is one system call, so it outlives the process that wrote it, however that ends. The last
line of a killed process may be cut short: then it claims nothing.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, TypeAlias
from uuid import UUID

import msgspec
from msgspec import Struct


class Ask(Struct, frozen=True, tag=True):
    """What somebody is about to ask for; written before the first attempt."""

    id: UUID
    town: str
    kind: Literal["ballot", "count", "remark"]
    box: str
    slip: str
    notes: int


class Acknowledged(Struct, frozen=True, tag=True):
    """The ask was told to be done, at these positions."""

    id: UUID
    first: int
    last: int


class Declined(Struct, frozen=True, tag=True):
    """The ask was told to be impossible."""

    id: UUID
    why: Literal["spent", "busy"]


class Began(Struct, frozen=True, tag=True):
    """A subscriber follows a town from here on."""

    town: str
    after: int


class Delivered(Struct, frozen=True, tag=True):
    """A subscriber was handed this event; `leaf` is its hash, `tenant` its entry's."""

    town: str
    position: int
    leaf: str
    tenant: UUID


Line: TypeAlias = Ask | Acknowledged | Declined | Began | Delivered
_decoder = msgspec.json.Decoder(Line)


class Journal:
    """The journal of one life of one process."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o600)

    def write(self, line: Line) -> None:
        """Claim something."""
        os.write(self._file, msgspec.json.encode(line) + b"\n")


def lives(folder: Path, name: str) -> list[list[Line]]:
    """All that a process claimed, a list for each of its lives, in order."""
    return [list(_lines(path)) for path in sorted(folder.glob(f"{name}.*.jsonl"))]


def _lines(path: Path) -> Iterator[Line]:
    whole, _, _cut = path.read_bytes().rpartition(b"\n")
    yield from (_decoder.decode(line) for line in whole.splitlines())
