"""Messages of `graphql-transport-ws`, read and written; what is none ends the connection."""

from typing import Any

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType

from taizhang.http.raw import bearer_in
from taizhang_graphql.exchange import Request
from taizhang_graphql.limits import Limits
from taizhang_graphql.route import Parts, read

_LONGEST = 120
"""Bytes of a reason: a close frame has room for 123."""


class Closing(Exception):  # noqa: N818 - it says how the conversation ends
    """The connection is closed with a code of the protocol."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(code, reason)
        self.code = code
        self.reason = reason.encode()[:_LONGEST].decode(errors="ignore")


class Message(Struct, frozen=True):
    """One message of a client."""

    type: str
    id: str | None = None
    payload: Raw | UnsetType = UNSET


def message_in(event: Any, limits: Limits) -> Message:
    """The message of an ASGI event. Raises Closing."""
    text = event.get("text")
    if text is None:
        raise Closing(4400, "Messages are text")
    if len(text) > limits.body:
        raise Closing(1009, f"A message has {limits.body} characters at most")
    try:
        return msgspec.json.decode(text, type=Message)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        raise Closing(4400, "Invalid message") from None


def asked_in(message: Message, limits: Limits) -> tuple[str, Request]:
    """The id and the request of a `subscribe`. Raises Closing."""
    if not message.id or isinstance(message.payload, UnsetType):
        raise Closing(4400, "A subscribe message has an id and a payload")
    parts = Parts("POST", body=bytes(message.payload), content_type="application/json")
    request = read(parts, limits)
    if not isinstance(request, Request):
        raise Closing(4400, "The payload of a subscribe message is a GraphQL request")
    return message.id, request


def token_in(message: Message) -> str | None:
    """The token of a `connection_init`: `{"Authorization": "Bearer …"}`. Raises Closing."""
    if isinstance(message.payload, UnsetType):
        return None
    try:
        members = msgspec.json.decode(message.payload, type=dict[str, Any] | None)
    except (msgspec.DecodeError, RecursionError):
        raise Closing(4400, "The payload of connection_init is an object") from None
    named = {name.lower(): value for name, value in (members or {}).items()}
    return bearer_in(str(named.get("authorization", "")))


def written(kind: str, name: str | None = None, payload: Any = UNSET) -> str:
    """A message to a client."""
    fields = {"id": name, "type": kind, "payload": payload}
    said = {name: value for name, value in fields.items() if value is not None}
    return msgspec.json.encode({n: v for n, v in said.items() if v is not UNSET}).decode()
