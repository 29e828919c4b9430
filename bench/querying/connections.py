"""Connections: many of them to one server, each with one request under way at most."""

import select
import time
from collections import deque
from collections.abc import Iterator

from bench.querying.wire import Connection

_STALE_SECONDS = 2.0


class Connections:
    """So many connections to one port, and the requests that they send in turn."""

    def __init__(self, port: int, requests: Iterator[bytes], distinct: int, many: int) -> None:
        self._requests, self._distinct, self.asked = requests, distinct, 0
        self._sizes: dict[int, int] = {}
        self._epoll = select.epoll()
        self._of: dict[int, Connection] = {}
        self.idle, self.size = deque([Connection(port) for _ in range(many)]), 0
        self.took: list[float] = []
        for connection in self.idle:
            self._listen(connection)

    def send(self, begun: float) -> None:
        """The next request, on an idle connection."""
        connection, number = self.idle.popleft(), self.asked
        if begun > connection.freed + _STALE_SECONDS:
            self._again(connection)
        self.asked += 1
        connection.send(number, next(self._requests), begun)

    def wait(self, until: float | None = None) -> None:
        """Take what has come, at once or at a moment at the latest."""
        if until is not None:
            # epoll counts in milliseconds, select in microseconds.
            select.select([self._epoll], [], [], max(0.0, until - time.perf_counter()))
        for handle, _ in self._epoll.poll(0 if until is not None else -1):
            connection = self._of[handle]
            if not connection.asked:
                self._again(connection)
            elif size := connection.receive():
                now = time.perf_counter()
                self.took.append(now - connection.begun)
                self._check(connection.number, size)
                connection.asked, connection.freed = False, now
                self.idle.append(connection)

    @property
    def under_way(self) -> int:
        return len(self._of) - len(self.idle)

    def _listen(self, connection: Connection) -> None:
        self._of[connection.socket.fileno()] = connection
        self._epoll.register(connection.socket, select.EPOLLIN)

    def _again(self, connection: Connection) -> None:
        """A server closes what was idle for some seconds."""
        self._of.pop(connection.socket.fileno())
        self._epoll.unregister(connection.socket)
        connection.socket.close()
        connection.connect()
        self._listen(connection)

    def _check(self, number: int, size: int) -> None:
        if self._distinct:
            known = self._sizes.setdefault(number % self._distinct, size)
            if known != size:
                raise ValueError(f"request {number}: {size} bytes, before {known}")
        self.size = size
