"""Exchange: whose rows are asked for, what is asked, and the answer."""

import functools
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from taizhang.projections.generation import Generation

Positions = int | Mapping[str, int] | None
"""Where rows stood when they were read: of one tenant, of several by slug, or nowhere."""


class Media(StrEnum):
    """The two media types of GraphQL over HTTP."""

    RESPONSE = "application/graphql-response+json"
    JSON = "application/json"


class Scope(Struct, frozen=True, dict=True):
    """What the viewer sees: tenants with their slugs, and the generation of rows that is read.

    `now` is the newest moment that `asOf` may name, by default the clock's: a rehearsal has its
    own. `grant` is another system's, with the position since which it stands.
    """

    tenants: Mapping[UUID, str]
    generation: Generation
    personal: bool
    now: datetime | None = None
    grant: str = ""

    @functools.cached_property
    def setting(self) -> str:
        """What lets row-level security show these tenants: their ids with commas between."""
        return ",".join(sorted(map(str, self.tenants)))


class Request(Struct, frozen=True, gc=False):
    """One GraphQL request, whichever way it came."""

    query: str
    variables: Mapping[str, Any] = {}
    operation: str | None = None
    media: Media = Media.RESPONSE
    get: bool = False
    document: str | None = None
    """The id of a registered document, where one was named; then `query` may still be empty."""
    unless: str | None = None
    """`If-None-Match`: an answer that is still the same is not sent again."""
    bare: bool = False
    """The value of `data` alone is wanted."""


class Answer(Struct, frozen=True, gc=False):
    """What goes back, byte for byte."""

    status: int
    body: bytes
    media: Media
    headers: Mapping[str, str] = {}
    positions: Positions = None
    objects: int = 0
    """The cost: as many objects as it might have held."""
    code: str | None = None
    """Of a mistake."""

    @property
    def content_type(self) -> str:
        """For the HTTP header."""
        return f"{self.media}; charset=utf-8"


def extensions(**members: Any) -> bytes:
    """The end of every answer: what is to be said beside the data."""
    said = {name: member for name, member in members.items() if member is not None}
    return b',"extensions":' + msgspec.json.encode(said) + b"}" if said else b"}"


def placed(positions: Positions) -> dict[str, Any]:
    """The positions that an answer was read at, as a member of its extensions."""
    return {"position" if isinstance(positions, int) else "positions": positions}


def refusal(errors: list[dict[str, Any]], positions: Positions, *, executed: bool) -> bytes:
    """The body of an answer that has errors. `data` is there only once something was executed."""
    data = b'"data":null,' if executed else b""
    end = extensions(**placed(positions))
    return b"{" + data + b'"errors":' + msgspec.json.encode(errors) + end
