"""The voters' page in a browser, over a line that loses what it is told to lose."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from urllib.parse import urlsplit

import httpx
import pytest
from tests.http.browsing import browser

__all__ = ["browser"]


class Wire:
    """The line between phones and the server: it keeps what was sent, and loses what it is told to.

    `cut`: nobody is reached. `deaf`: casts reach the server, and their answers are lost.
    """

    def __init__(self, host: str, port: int) -> None:
        self._server = (host, port)
        self.sent: list[bytes] = []
        self.cut = self.deaf = False

    @property
    def casts(self) -> list[bytes]:
        return [each for each in self.sent if each.startswith(b"POST")]

    async def carry(self, phone: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            request = await _request(phone)
            self.sent.append(request)
            if not self.cut:
                answer = await self._ask(request)
                if not (self.deaf and request.startswith(b"POST")):
                    back.write(answer)
                    await back.drain()
        back.close()

    async def _ask(self, request: bytes) -> bytes:
        reader, writer = await asyncio.open_connection(*self._server)
        head, _, body = request.partition(b"\r\n\r\n")
        kept = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
        writer.write(b"\r\n".join([*kept, b"Connection: close", b"", body]))
        answer = await reader.read()
        writer.close()
        return answer


async def _request(phone: asyncio.StreamReader) -> bytes:
    head = await phone.readuntil(b"\r\n\r\n")
    sizes = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    size = int(sizes[0].partition(b":")[2]) if sizes else 0
    return head + await phone.readexactly(size)


@pytest.fixture
async def wire(served: httpx.AsyncClient) -> AsyncIterator[tuple[Wire, str]]:
    """A line to the real server, and its address for phones."""
    server = urlsplit(str(served.base_url))
    carrying = Wire(server.hostname or "", server.port or 0)
    listening = await asyncio.start_server(carrying.carry, "127.0.0.1", 0)
    yield carrying, f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    listening.close()
