"""Exchange: whose rows are asked for, what is asked, and the answer."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct


class Media(StrEnum):
    """The two media types of GraphQL over HTTP."""

    RESPONSE = "application/graphql-response+json"
    JSON = "application/json"


class Scope(Struct, frozen=True):
    """What the viewer sees: tenants with their slugs, the rows' schema, up to which position.

    `position` is the one that the rows stand at, None when there are several tenants. `now` is
    the newest moment that `asOf` may name, by default the clock's: a rehearsal has its own.
    """

    tenants: Mapping[UUID, str]
    schema: str
    position: int | None
    personal: bool
    now: datetime | None = None


class Request(Struct, frozen=True):
    """One GraphQL request, whichever way it came."""

    query: str
    variables: Mapping[str, Any] = {}
    operation: str | None = None
    media: Media = Media.RESPONSE
    get: bool = False


class Answer(Struct, frozen=True):
    """What goes back, byte for byte."""

    status: int
    body: bytes
    media: Media
    headers: Mapping[str, str] = {}

    @property
    def content_type(self) -> str:
        """For the HTTP header."""
        return f"{self.media}; charset=utf-8"


def extensions(position: int | None) -> bytes:
    """The end of every answer: the position that it was read at, where there is one."""
    return b"}" if position is None else b',"extensions":{"position":%d}}' % position


def refusal(errors: list[dict[str, Any]], position: int | None, *, executed: bool) -> bytes:
    """The body of an answer that has errors. `data` is there only once something was executed."""
    data = b'"data":null,' if executed else b""
    return b"{" + data + b'"errors":' + msgspec.json.encode(errors) + extensions(position)
