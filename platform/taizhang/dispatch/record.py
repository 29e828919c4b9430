"""The record of a command: all that its decision depended on, so that it can be taken again."""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.msgpack import Decoder, Encoder

from taizhang.commands.command import Command, Fresh
from taizhang.commands.context import Context, Envelope, Late
from taizhang.events.sealing import sealed
from taizhang.events.tags import marked_fields
from taizhang.tenancy.register import Tenant

_encoder = Encoder(order="deterministic", uuid_format="bytes")


class CommandRecord(Struct, frozen=True, kw_only=True):
    """An accepted command as `log.command` keeps it; personal fields are encrypted."""

    format: int = 1
    name: str
    body: Any
    on: date
    actor: str
    on_behalf_of: str | None
    late: Late | None
    cause: int | None
    now: datetime
    """The tenant's clock when the decision was taken."""
    seed: bytes
    decision_version: int
    head: int
    """The position that the decision read, authority and rules included."""


_decoder = Decoder(CommandRecord)


def record_of(
    command: Command, context: Context, tenant: UUID, head: int, keys: Mapping[str, bytes]
) -> bytes:
    """The bytes of a command's record."""
    envelope = context.envelope
    decided_by = type(command).decided_by
    assert decided_by is not None
    record = CommandRecord(
        name=command.command_name,
        body=sealed(command, command.command_name, tenant, keys),
        on=context.on,
        actor=envelope.actor,
        on_behalf_of=envelope.on_behalf_of,
        late=envelope.late,
        cause=envelope.cause,
        now=context.now,
        seed=context.seed,
        decision_version=decided_by.decision_version,
        head=head,
    )
    return _encoder.encode(record)


def read_record(data: bytes) -> CommandRecord:
    """A record from its bytes."""
    return _decoder.decode(data)


def _asked(command: Command) -> Command | dict[str, Any]:
    fresh = {name for name, _ in marked_fields(type(command), Fresh)}
    names = (name for name in command.__struct_fields__ if name not in fresh)
    return {name: getattr(command, name) for name in names} if fresh else command


def request_mac(tenant: Tenant, command: Command, envelope: Envelope) -> bytes:
    """Tells a repeated request from another under the same id: HMAC-SHA256 over who asks what."""
    asked = (
        envelope.actor,
        envelope.on_behalf_of,
        envelope.on,
        envelope.late,
        command.command_name,
        _asked(command),
    )
    return hmac.digest(tenant.secret, _encoder.encode(asked), hashlib.sha256)
