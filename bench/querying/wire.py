"""Wire: one kept connection, and just enough of HTTP/1.1 to know when an answer is whole."""

import socket
import time

_CHUNK = 1 << 18
_HEAD = b"\r\n\r\n"
_LENGTH = b"content-length:"


class Connection:
    """One request at a time."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.begun, self.number, self.asked = 0.0, 0, False
        self.freed = time.perf_counter()
        self._begin, self._left, self._length = b"", 0, 0
        self.connect()

    def connect(self) -> None:
        """Connect, also anew."""
        self.socket = socket.create_connection(("127.0.0.1", self._port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, number: int, request: bytes, begun: float) -> None:
        self.number, self.begun, self.asked = number, begun, True
        self._begin, self._left = b"", 0
        self.socket.sendall(request)

    def receive(self) -> int:
        """What has come of the answer; its length once all is there, else 0."""
        came = self.socket.recv(_CHUNK)
        if not came:
            raise ConnectionError("closed by the server")
        if self._left:
            self._left -= len(came)
            return 0 if self._left else self._length
        came = self._begin + came
        end = came.find(_HEAD)
        if end < 0:
            self._begin = came
            return 0
        self._length = _length(came[: end + 2])
        self._left = self._length - (len(came) - end - len(_HEAD))
        return 0 if self._left else self._length


def _length(head: bytes) -> int:
    if head[9:12] != b"200":
        raise ConnectionError(head.decode())
    lower = head.lower()
    at = lower.index(_LENGTH) + len(_LENGTH)
    return int(lower[at : lower.index(b"\r", at)])
