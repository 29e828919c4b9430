"""Entries of a decision: its events as the bytes to keep, and the command they came from."""

import hashlib
from collections.abc import Mapping
from uuid import UUID

from msgspec import Struct
from msgspec.msgpack import Decoder

from taizhang.dispatch.decision import Decision
from taizhang.dispatch.receipt import Happened
from taizhang.dispatch.record import record_of
from taizhang.errors import Refusal, Refused
from taizhang.events.catalogue import body_of
from taizhang.events.event import Event
from taizhang.events.sealing import commitment, has_personal, people_in, sealed
from taizhang.log import entry
from taizhang.log.model import NewCommand, NewEvent
from taizhang.tenancy.register import Tenant

MAX_TAGS = 64
MAX_TAG_LENGTH = 200

BAD_TAG = Refusal(
    "commands.bad_name",
    zh="编号“{tag}”太长（最多 {most} 个字符）或一次涉及的对象太多（最多 {count} 个）",
    en="{tag!r} is longer than {most} characters, or an event names more than {count} objects",
)
_plain = Decoder()


def people_of(decided: Decision) -> set[str]:
    """Everybody whose personal fields the command or its events hold."""
    asked = set(people_in(decided.slice.ask))
    return asked.union(*(people_in(t.decision) for t in decided.slice.new_decisions))


def new_command(
    tenant: Tenant, decided: Decision, mac: bytes, keys: Mapping[str, bytes]
) -> NewCommand:
    """All that one accepted command appends."""
    head = decided.boundary.head
    request = record_of(decided.slice.ask, decided.context, tenant.id, head, keys)
    digest = hashlib.sha256(request).digest()
    events = [
        _new_event(tenant, decided, tagged.decision, tagged.tags, digest, keys)
        for tagged in decided.slice.new_decisions
    ]
    return NewCommand(
        command_id=decided.context.envelope.command_id,
        request_mac=mac,
        request=request,
        after=head,
        selectors=decided.selectors,
        events=events,
        clock=decided.slice.clock,
        incarnation=UUID(decided.boundary.incarnation),
    )


def _new_event(
    tenant: Tenant,
    decided: Decision,
    event: Event,
    tags: list[str],
    digest: bytes,
    keys: Mapping[str, bytes],
) -> NewEvent:
    if len(tags) > MAX_TAGS or any(len(tag) > MAX_TAG_LENGTH for tag in tags):
        raise Refused(BAD_TAG(tag=max(tags, key=len), most=MAX_TAG_LENGTH, count=MAX_TAGS))
    envelope = decided.context.envelope
    data = entry.Entry(
        format=entry.FORMAT,
        tenant=tenant.id,
        type=event.event_name,
        schema=event.event_version,
        tags=tags,
        on=decided.context.on,
        actor=envelope.actor,
        on_behalf_of=envelope.on_behalf_of,
        command_id=envelope.command_id,
        command_hash=digest,
        cause=envelope.cause,
        keys={person: commitment(keys[person]) for person in people_in(event)},
        body=body_of(_body(event, tenant, keys)),
    )
    return NewEvent(event.event_name, tags, entry.encode(data))


def _body(event: Event, tenant: Tenant, keys: Mapping[str, bytes]) -> object:
    return sealed(event, event.event_name, tenant.id, keys) if has_personal(type(event)) else event


def happened(event: Struct, position: int | None = None) -> Happened:
    """An event that was not appended, for a dry run."""
    assert isinstance(event, Event)
    return Happened(event.event_name, _plain.decode(bytes(body_of(event))), position)


def happened_at(data: bytes, position: int) -> Happened:
    """An appended event, from its entry."""
    e = entry.decode(data)
    return Happened(e.type, _plain.decode(bytes(e.body)), position)
