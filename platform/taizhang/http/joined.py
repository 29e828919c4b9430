"""Joined: the head and the body of a small answer leave in one write.

Uvicorn writes them apart: one system call, and one packet, more. No gain in requests a
second was shown (decision 0024).
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_MOST = 16 * 1024
"""Bytes that are held back at most; a stream is slowed down as if nothing was."""


class Joined:
    """A transport that writes once a turn of the loop, or as soon as there is much to write."""

    def __init__(self, transport: Any, loop: asyncio.AbstractEventLoop) -> None:
        self._transport, self._loop = transport, loop
        self._held: list[bytes] = []
        self._size = 0

    def write(self, data: bytes) -> None:
        """Write soon."""
        if not self._held:
            self._loop.call_soon(self.flush)
        self._held.append(data)
        self._size += len(data)
        if self._size > _MOST:
            self.flush()

    def flush(self) -> None:
        """Write what is held back."""
        if self._held:
            held, self._held, self._size = self._held, [], 0
            self._transport.writelines(held)

    def close(self) -> None:
        """Write what is held back, then close."""
        self.flush()
        self._transport.close()

    def write_eof(self) -> None:
        """Write what is held back, and that nothing follows."""
        self.flush()
        self._transport.write_eof()

    def __getattr__(self, name: str) -> Any:
        """All else is the transport's own."""
        return getattr(self._transport, name)


class JoiningProtocol(HttpToolsProtocol):
    """Uvicorn's protocol over such a transport."""

    def connection_made(self, transport: Any) -> None:
        """A client has come."""
        super().connection_made(Joined(transport, self.loop))  # type: ignore[arg-type]
