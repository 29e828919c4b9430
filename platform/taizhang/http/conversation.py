"""Conversation: the messages of one WebSocket, and the operations that they begin and end."""

import asyncio
import contextlib
import time
from collections.abc import Iterator
from typing import Any

from litestar.types import Receive, Send

from taizhang.app import Platform
from taizhang.errors import Refused
from taizhang.http.messages import Closing, Message, asked_in, message_in, token_in, written
from taizhang.http.operating import Operation
from taizhang_graphql.exchange import Request
from taizhang_graphql.mistakes import TOO_MANY, Mistake

INIT_SECONDS = 10.0
"""How long a client may take to say who it is."""

_CODES = {401: (4401, "Unauthorized"), 403: (4403, "Forbidden"), 503: (1013, "Try again later")}


class Conversation:
    """What is said on one connection, and the operations that run on it."""

    def __init__(
        self,
        platform: Platform,
        token: str | None,
        receive: Receive,
        send: Send,
    ) -> None:
        self._platform, self._token = platform, token
        self._receive, self._send = receive, send
        self._limits = platform.worlds.limits
        self._begun = time.monotonic()
        self._initialised = self._acknowledged = False
        self._operations: dict[str, asyncio.Task[None]] = {}
        self._ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def hold(self) -> None:
        """Until the client leaves. Raises Closing where it has to."""
        while (message := await self._next()) is not None:
            await self._take(message_in(message, self._limits))

    def end(self) -> None:
        """End all that runs."""
        for task in self._operations.values():
            task.cancel()
        if self._ended.done() and not self._ended.cancelled():
            self._ended.exception()

    async def _next(self) -> Any:
        """The next message; None once the client has left. Raises Closing."""
        coming = asyncio.ensure_future(self._receive())
        left = None if self._initialised else self._begun + INIT_SECONDS - time.monotonic()
        try:
            await asyncio.wait(
                (coming, self._ended),
                timeout=left and max(0, left),
                return_when=asyncio.FIRST_COMPLETED,
            )
        finally:
            if not coming.done():
                coming.cancel()
        if self._ended.done():
            self._ended.result()
        if not coming.done() or coming.cancelled():
            raise Closing(4408, "Connection initialisation timeout")
        message: Any = coming.result()
        return None if message["type"] == "websocket.disconnect" else message

    async def _take(self, message: Message) -> None:
        match message.type:
            case "connection_init":
                await self._initialise(message)
            case "ping":
                await self._write(written("pong", payload=message.payload))
            case "subscribe":
                await self._subscribe(message)
            case "complete":
                if ended := self._operations.pop(message.id or "", None):
                    ended.cancel()
            case "pong":
                pass
            case _:
                raise Closing(4400, f"Unknown message type {message.type[:40]}")

    async def _initialise(self, message: Message) -> None:
        if self._initialised:
            raise Closing(4429, "Too many initialisation requests")
        self._initialised = True
        self._token = token_in(message) or self._token
        with self._closing():
            await self._platform.gate.viewer(self._token)
        self._acknowledged = True
        await self._write(written("connection_ack"))

    async def _subscribe(self, message: Message) -> None:
        if not self._acknowledged:
            raise Closing(4401, "Unauthorized")
        name, request = asked_in(message, self._limits)
        if name in self._operations:
            raise Closing(4409, f"Subscriber for {name[:60]} already exists")
        limit = self._limits.operations
        if len(self._operations) >= limit:
            errors = Mistake(TOO_MANY, limit=limit).errors()
            await self._write(written("error", name, errors))
            return
        operation = Operation(self._platform, self._token, self._write, name)
        task = asyncio.create_task(self._run(operation, request))
        self._operations[name] = task
        task.add_done_callback(lambda done: self._forget(name, done))

    async def _run(self, operation: Operation, request: Request) -> None:
        with self._closing():
            await operation.run(request)

    def _forget(self, name: str, task: asyncio.Task[None]) -> None:
        if self._operations.get(name) is task:
            del self._operations[name]
        fault = None if task.cancelled() else task.exception()
        if isinstance(fault, OSError):  # the client has left, as the next message will tell
            return
        if fault is not None and not self._ended.done():
            self._ended.set_exception(fault)

    @contextlib.contextmanager
    def _closing(self) -> Iterator[None]:
        """A token that is good no longer ends the connection with all that runs on it."""
        try:
            yield
        except Refused as refused:
            code, said = _CODES.get(refused.status, (4500, "Internal server error"))
            raise Closing(code, said) from refused

    async def _write(self, text: str) -> None:
        sent: Any = {"type": "websocket.send", "text": text}
        await self._send(sent)
