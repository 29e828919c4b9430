"""Event stream: GraphQL over server-sent events, one operation a connection.

This is the "distinct connections mode" of the GraphQL over SSE protocol. `id:` is the position that
everything has been sent up to, with a few digits of the history that it is of; sent back as
`Last-Event-ID` it goes on there. A comment now and then keeps the connection open.
"""

import asyncio
from typing import Any

import msgspec
from litestar.types import Receive, Send

from taizhang.http.refusing import errors_of, reason_of
from taizhang.viewing.following import Batch, Following
from taizhang.viewing.windows import Event, Last
from taizhang_graphql.mistakes import VALUE, Mistake

MEDIA = "text/event-stream"
_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),  # nginx would keep events back
]
_RETRY = b"retry: 2000\n\n"
_COMPLETE = b"event: complete\ndata:\n\n"


def accepts_stream(accept: str | None) -> bool:
    """Whether a client takes events; it may take JSON as well."""
    for part in (accept or "").lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        if name == MEDIA:
            return not any(_is_zero(parameter) for parameter in parameters)
    return False


def last_of(header: str | None) -> Last | None:
    """Where a `Last-Event-ID` goes on; None without one. Raises Mistake for none of ours."""
    if not header:
        return None
    position, _, history = header.partition("-")
    if not (position.isascii() and position.isdigit() and len(position) < 19):
        raise Mistake(VALUE)
    return Last(int(position), history or None)


async def send_head(send: Send) -> None:
    """The headers alone, as HEAD asks."""
    await _start(send)
    await _part(send, b"", more=False)


async def send_whole(send: Send, body: bytes) -> None:
    """One answer, and that it was all."""
    await _start(send)
    await _part(send, _event(body) + _COMPLETE, more=False)


async def send_changes(receive: Receive, send: Send, following: Following) -> None:
    """Changes until the client leaves, or there is a reason to end."""
    sending = asyncio.create_task(_changes(send, following))
    leaving = asyncio.create_task(_left(receive))
    try:
        await asyncio.wait((sending, leaving), return_when=asyncio.FIRST_COMPLETED)
    finally:  # nothing is waited for here: a server that stops cancels this
        leaving.cancel()
        sending.cancel()
    await asyncio.gather(sending, leaving, return_exceptions=True)
    fault = None if sending.cancelled() else sending.exception()
    if fault is not None and not isinstance(fault, OSError):  # which is the client that left
        raise fault


async def _changes(send: Send, following: Following) -> None:
    await _start(send)
    await _part(send, _RETRY + _looked(following.position, following.history))
    try:
        while True:
            batch = await following.next()
            await _part(send, _batch(batch, following.history))
    except Exception as fault:
        body = b'{"errors":' + msgspec.json.encode(errors_of(reason_of(fault))) + b"}"
        await _part(send, _event(body) + _COMPLETE, more=False)


async def _left(receive: Receive) -> None:
    while True:
        message: Any = await receive()
        if message["type"] == "http.disconnect":
            return


def _batch(batch: Batch, history: str) -> bytes:
    if not batch.events:
        return _looked(batch.position, history)
    sent = b"".join(_event(event.body, _id(event, history)) for event in batch.events)
    # A last one that is far behind what was looked through is not gone on from.
    return sent + (_looked(batch.position, history) if _lags(batch) else b"")


def _lags(batch: Batch) -> bool:
    return batch.position > batch.events[-1].position


def _id(event: Event, history: str) -> bytes:
    return f"id: {event.position}-{history}\n".encode()


def _looked(position: int, history: str) -> bytes:
    """An id without data sets where to go on, and is no event to the client."""
    return f": {position}\nid: {position}-{history}\n\n".encode()


def _event(body: bytes, identified: bytes = b"") -> bytes:
    # PostgreSQL breaks lines between the items of a list; within a string there are none.
    return b"event: next\n" + identified + b"data: " + body.replace(b"\n", b" ") + b"\n\n"


async def _start(send: Send) -> None:
    start: Any = {"type": "http.response.start", "status": 200, "headers": _HEADERS}
    await send(start)


async def _part(send: Send, body: bytes, *, more: bool = True) -> None:
    part: Any = {"type": "http.response.body", "body": body, "more_body": more}
    await send(part)


def _is_zero(parameter: str) -> bool:
    name, _, value = parameter.partition("=")
    try:
        return name.strip() == "q" and float(value) == 0
    except ValueError:
        return False
