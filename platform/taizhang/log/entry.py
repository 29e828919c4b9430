"""The entry: the bytes of an event that are kept and hashed, never serialised again.

An entry is a MessagePack array in the order of `Entry`'s fields; the first item is the format's
version. The leaf of the tenant's Merkle tree is
`SHA-256(0x00 ‖ position ‖ recorded_at ‖ entry)`, both numbers as signed 64-bit big-endian,
`recorded_at` in microseconds since 1970-01-01T00:00:00Z (RFC 6962 section 2.1 for the prefix).
"""

import hashlib
import struct
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from msgspec import Raw, Struct
from msgspec.msgpack import Decoder, Encoder

FORMAT = 1
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Entry(Struct, array_like=True, frozen=True):
    """All that is known of an event but its place and time in the log."""

    format: int
    tenant: UUID
    type: str
    schema: int
    tags: list[str]
    on: date
    actor: str
    on_behalf_of: str | None
    command_id: UUID
    command_hash: bytes
    cause: int | None
    """The position that a policy answered, else None."""
    keys: dict[str, bytes]
    """Commitments to the keys of the people whose fields the body holds encrypted."""
    body: Raw


_encoder = Encoder(order="deterministic", uuid_format="bytes")
_decoder = Decoder(Entry)


def encode(entry: Entry) -> bytes:
    """The bytes to keep."""
    return _encoder.encode(entry)


def decode(data: bytes) -> Entry:
    """An entry from its bytes. Raises msgspec.DecodeError when they are none."""
    return _decoder.decode(data)


def leaf(position: int, recorded_at: datetime, entry: bytes) -> bytes:
    """The leaf hash: 32 bytes that bind an entry to its place and time."""
    micros = (recorded_at - _EPOCH) // timedelta(microseconds=1)
    return hashlib.sha256(b"\0" + struct.pack(">qq", position, micros) + entry).digest()
