"""Listener: the platform's hints, heard and given by threads."""

import asyncio
import contextlib
import threading
from collections.abc import Callable
from uuid import UUID

from taizhang.log.hints import Hints

_POLL_SECONDS = 1.0


class Listener:
    """A thread that calls `heard` when a tenant's log may have grown, and every second besides."""

    def __init__(self, dsn: str, role: str, tenant: UUID, heard: Callable[[], None]) -> None:
        self._hints = Hints(dsn, role)
        self._tenant = tenant
        self._heard = heard
        self._closing = False
        self._runner = asyncio.Runner(loop_factory=asyncio.new_event_loop)
        self._loop = self._runner.get_loop()
        self._thread = threading.Thread(target=self._run, name="taizhang-listener", daemon=True)
        self._thread.start()

    def grown(self) -> None:
        """This process has appended: others should hear of it soon."""
        with contextlib.suppress(RuntimeError):  # closed meanwhile
            self._loop.call_soon_threadsafe(self._hints.grown, self._tenant)

    def close(self) -> None:
        """Stop listening. A hint that was not sent yet is lost; whoever waits for it polls."""
        self._closing = True
        self.grown()
        self._thread.join()

    def _run(self) -> None:
        with self._runner:
            self._runner.run(self._listen())

    async def _listen(self) -> None:
        async with self._hints:
            with self._hints.listen(self._tenant) as ear:
                while not self._closing:
                    await ear.wait(_POLL_SECONDS)
                    ear.take()
                    self._heard()
