"""Hints: coalesced wake-ups over a poll that always runs. Losing one costs time, not an event."""

import asyncio
import contextlib
from typing import Any

import asyncpg

_CHANNEL = "taizhang_log"
_COALESCE_SECONDS = 0.02
_RECONNECT_SECONDS = 1.0
_PROBE_SECONDS = 30.0

#: A connection that dies between two messages of one query raises the last of these.
_LOST = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)


class Hints:
    """Tells whoever waits that some log has grown, in this process and (by NOTIFY) in others."""

    def __init__(self, dsn: str, role: str) -> None:
        self._dsn = dsn
        self._role = role
        self._news = asyncio.Event()
        self.heard = 0
        """How many hints there have been; read it before looking for news, and wait beyond it."""
        self._to_send = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "Hints":
        self._task = asyncio.create_task(self._keep_connected())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    def grown(self, tenant: object = None) -> None:
        """A log has grown: wake waiters here now, and elsewhere soon."""
        self._wake()
        self._to_send.set()

    async def wait(self, seconds: float, beyond: int | None = None) -> None:
        """Until there is a hint (beyond so many heard before), or the time is up."""
        if beyond is not None and self.heard > beyond:
            return
        # Not wait_for: before Python 3.12 it can swallow a cancellation.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._news.wait()

    def _wake(self, *_: object) -> None:
        self.heard += 1
        news, self._news = self._news, asyncio.Event()
        news.set()

    async def _keep_connected(self) -> None:
        while True:
            try:
                await self._converse()
            except _LOST:
                await asyncio.sleep(_RECONNECT_SECONDS)

    async def _converse(self) -> None:
        settings = {"role": self._role, "application_name": "taizhang_hints"}
        connection: Any = await asyncpg.connect(self._dsn, server_settings=settings, timeout=5)
        try:
            await connection.add_listener(_CHANNEL, self._wake)
            self._wake()  # whatever was missed while disconnected
            while True:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(_PROBE_SECONDS):
                        await self._to_send.wait()
                if self._to_send.is_set():
                    self._to_send.clear()
                    await connection.execute(f"notify {_CHANNEL}")
                    await asyncio.sleep(_COALESCE_SECONDS)
                else:
                    await connection.execute("select")  # notices a dead server
        finally:
            connection.terminate()
