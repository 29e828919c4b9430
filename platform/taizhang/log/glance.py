"""Glance: what a fold needs of an entry. The rest is passed over unread, in a quarter of the time.

Whoever must know that an entry is whole decodes it with `taizhang.log.entry`.
"""

from datetime import date

from msgspec import Raw, Struct
from msgspec.msgpack import Decoder


class Glance(Struct, array_like=True, frozen=True, gc=False):
    """The fields of `entry.Entry`, in its order; those that are `Raw` are not looked into."""

    format: int
    tenant: Raw
    type: str
    schema: int
    tags: Raw
    on: date
    actor: str
    on_behalf_of: Raw
    command_id: Raw
    command_hash: Raw
    cause: Raw
    keys: Raw
    body: Raw


glance = Decoder(Glance).decode
"""A Glance of an entry's bytes. Raises msgspec.DecodeError when they are none."""
