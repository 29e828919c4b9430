"""Raw: requests and answers without a web framework's objects, where each microsecond counts."""

from collections.abc import Mapping
from typing import Any

from litestar.types import Receive, Send
from litestar.types import Scope as Connection
from msgspec import Struct

from taizhang.http.packing import packed
from taizhang_graphql.exchange import Answer

_KEPT = {
    "cache-control": "private, no-cache",
    "vary": "Authorization, Accept, Accept-Encoding",
}


class Incoming(Struct, frozen=True, gc=False):
    """What matters of a request; header names in lower case."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]

    def header(self, name: str) -> str | None:
        """A header's value; of one that is sent twice, the last."""
        return self.headers.get(name)

    @property
    def token(self) -> str | None:
        """The bearer token (RFC 6750)."""
        return bearer_in(self.headers.get("authorization"))


def bearer_in(authorization: str | None) -> str | None:
    """The token of an Authorization header, if it holds one."""
    scheme, _, token = (authorization or "").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None


def incoming(connection: Connection) -> Incoming:
    """The request of an ASGI connection."""
    found: Any = connection
    headers = {name.decode("latin-1"): v.decode("latin-1") for name, v in found["headers"]}
    query = found.get("query_string", b"").decode("latin-1")
    return Incoming(found.get("method", "GET"), found["path"], query, headers)


async def body_of(receive: Receive, limit: int) -> bytes:
    """The whole body, or so much of it that it is over the limit."""
    parts, size, more = [], 0, True
    while more and size <= limit:
        message: Any = await receive()
        part = message.get("body", b"")
        parts.append(part)
        size += len(part)
        more = message.get("more_body", False)
    return parts[0] if len(parts) == 1 else b"".join(parts)


async def reply(
    send: Send,
    status: int,
    content_type: str,
    body: bytes,
    headers: Mapping[str, str] = {},
    *,
    accepted: str | None = None,
) -> None:
    """Send an answer that is whole, compressed as `accepted` (`Accept-Encoding`) allows."""
    sent = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    if accepted and (smaller := await packed(body, accepted)):
        body = smaller
        sent.append((b"content-encoding", b"gzip"))
    if status != 304:
        sent.append((b"content-type", content_type.encode()))
        sent.append((b"content-length", b"%d" % len(body)))
    start: Any = {"type": "http.response.start", "status": status, "headers": sent}
    await send(start)
    rest: Any = {"type": "http.response.body", "body": body, "more_body": False}
    await send(rest)


async def send_answer(
    send: Send, request: Incoming, answer: Answer, content_type: str | None = None
) -> None:
    """Send an answer as the client takes it. What was asked by GET may be kept, and asked after."""
    headers = {**_KEPT, **answer.headers} if request.method != "POST" else answer.headers
    sent = content_type or answer.content_type
    accepted = request.header("accept-encoding")
    await reply(send, answer.status, sent, answer.body, headers, accepted=accepted)
