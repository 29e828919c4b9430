"""Packing: a stream of bytes as it goes over the wire, compressed where the client takes it."""

import asyncio
import gzip
import zlib
from typing import Protocol

_GZIP = 16 + zlib.MAX_WBITS
_LEVEL = 5
_WORTHWHILE = 1_000
_BESIDE = 32_000
"""Bytes from which on compressing takes longer than handing it to a thread."""


class Packing(Protocol):
    """Takes a stream piece by piece."""

    @property
    def encoding(self) -> str | None:
        """Its name as a content coding."""

    async def add(self, data: bytes) -> bytes:
        """What of it can be sent by now."""

    def end(self) -> bytes:
        """What is left to send."""


class Plain:
    """As it is."""

    encoding = None

    async def add(self, data: bytes) -> bytes:
        """All of it."""
        return data

    def end(self) -> bytes:
        """Nothing is held back."""
        return b""


class Gzip:
    """RFC 1952; whoever reads along gets every piece whole. A cut stream fails its checksum."""

    encoding = "gzip"

    def __init__(self) -> None:
        self._made = zlib.compressobj(_LEVEL, wbits=_GZIP)

    async def add(self, data: bytes) -> bytes:
        """Compressed beside the event loop: a megabyte takes some 20 ms."""
        return await asyncio.to_thread(self._add, data)

    def end(self) -> bytes:
        """The rest, with the checksum."""
        return self._made.flush()

    def _add(self, data: bytes) -> bytes:
        return self._made.compress(data) + self._made.flush(zlib.Z_SYNC_FLUSH)


async def packed(body: bytes, accept_encoding: str) -> bytes | None:
    """A whole answer in gzip, where it is wanted and worth it."""
    if len(body) < _WORTHWHILE or packing(accept_encoding).encoding is None:
        return None
    if len(body) < _BESIDE:
        return gzip.compress(body, _LEVEL, mtime=0)
    return await asyncio.to_thread(gzip.compress, body, _LEVEL, mtime=0)


def packing(accept_encoding: str | None) -> Packing:
    """How a client wants a stream (RFC 9110, 12.5.3)."""
    wanted = dict(map(_weighed, (accept_encoding or "").lower().split(",")))
    return Gzip() if wanted.get("gzip", wanted.get("*", 0.0)) > 0 else Plain()


def _weighed(part: str) -> tuple[str, float]:
    name, _, quality = part.strip().partition(";")
    try:
        return name.strip(), float(quality.strip().removeprefix("q=") or 1)
    except ValueError:
        return name.strip(), 0.0
