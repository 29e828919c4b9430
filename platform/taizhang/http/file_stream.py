"""File stream: a file on its way to a client, of a size that nobody knows yet."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from litestar.types import Receive, Send

from taizhang.http.packing import Packing
from taizhang.viewing.asked import Asked
from taizhang.viewing.exporting import Export
from taizhang_graphql.scalars import show_moment

_PIECE = 64 * 1024
_STALLED_SECONDS = 60.0
"""How long a client may take for a piece; one that takes longer is gone, or as good as gone."""


class FileStream:
    """An export as it is sent. `begun`: the client has been told that a file comes."""

    def __init__(self, send: Send, packing: Packing) -> None:
        self.begun = False
        self._send, self._packing = send, packing

    async def copy(
        self, export: Export, receive: Receive, noted: Asked, recheck: Callable[[], Awaitable[None]]
    ) -> None:
        """Send page after page, no faster than the client takes them, until it leaves.

        `recheck` is called between pages. Raises what it and `Export.page` raise, and
        TimeoutError where the client takes nothing any longer.
        """
        gone = asyncio.create_task(_gone(receive))
        try:
            while (lines := await export.page()) is not None:
                noted.answered(lines.answer, lines.rows)
                if not self.begun:
                    await self._begin(export)
                await self._pieces(await self._packing.add(lines.ndjson))
                if gone.done():
                    return
                await recheck()
            await self._end()
        finally:
            gone.cancel()

    async def _begin(self, export: Export) -> None:
        headers = {
            "content-type": "application/x-ndjson",
            "content-disposition": f'attachment; filename="{export.name}"',
            "cache-control": "no-store",
            "vary": "Accept-Encoding, Authorization",
        }
        if self._packing.encoding:
            headers["content-encoding"] = self._packing.encoding
        if export.position is not None:
            headers["taizhang-position"] = str(export.position)
        if export.moment is not None:
            headers["taizhang-as-of"] = show_moment(export.moment)
        sent = [(name.encode(), value.encode()) for name, value in headers.items()]
        self.begun = True
        start: Any = {"type": "http.response.start", "status": 200, "headers": sent}
        await self._send(start)

    async def _pieces(self, data: bytes) -> None:
        for begin in range(0, len(data), _PIECE):
            piece: Any = {
                "type": "http.response.body",
                "body": data[begin : begin + _PIECE],
                "more_body": True,
            }
            async with asyncio.timeout(_STALLED_SECONDS):
                await self._send(piece)

    async def _end(self) -> None:
        await self._pieces(self._packing.end())
        last: Any = {"type": "http.response.body", "body": b"", "more_body": False}
        await self._send(last)


async def _gone(receive: Receive) -> None:
    """Ends when the client has left."""
    while True:
        message: Any = await receive()
        if message["type"] == "http.disconnect":
            return
