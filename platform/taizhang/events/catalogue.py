"""Catalogue: which names the log knows, and how the body of each is read."""

from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.msgpack import Decoder, Encoder

from taizhang.events.event import Event

_any = Decoder()
_encoder = Encoder(order="deterministic", decimal_format="string", uuid_format="bytes")


class Unknown(Struct, frozen=True):
    """An event whose name no installed scheme knows: shown raw, and never in the way."""

    name: str
    body: Any


class Catalogue:
    """All event types of the core and of the installed plugins, by their stable names."""

    def __init__(self, types: Iterable[type[Event]]) -> None:
        self.types: dict[str, type[Event]] = {}
        for kind in types:
            known = self.types.setdefault(kind.event_name, kind)
            if known is not kind:
                raise TypeError(f"two events are named {kind.event_name}: {known} and {kind}")
        self._decoders = {name: Decoder(kind) for name, kind in self.types.items()}

    def read(self, name: str, version: int, body: bytes) -> Event | Unknown:
        """An event from its stored body; older versions are led up to today's.

        Raises ValueError for a newer version than this release knows: guessing would be worse.
        """
        kind = self.types.get(name)
        if kind is None:
            return Unknown(name, _any.decode(body))
        if version > kind.event_version:
            raise ValueError(f"{name}: version {version} was written by a newer release")
        if version == kind.event_version:
            return self._decoders[name].decode(body)
        plain = _any.decode(body)
        for step in range(version, kind.event_version):
            plain = kind.event_upcasts[step](plain)
        return msgspec.convert(plain, kind)


def body_of(plain: Any) -> msgspec.Raw:
    """The bytes of an event's body (a Struct, or plain data of one), the same on every machine."""
    return msgspec.Raw(_encoder.encode(plain))
