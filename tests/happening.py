"""Happening: events appended to a tenant's log as history holds them; nothing is decided."""

from datetime import date
from uuid import uuid4

from taizhang.app import Platform
from taizhang.events.catalogue import body_of
from taizhang.events.event import Event
from taizhang.events.sealing import commitment, people_in, sealed
from taizhang.events.tags import tags_of
from taizhang.log import entry
from taizhang.log.model import NewCommand, NewEvent
from taizhang.tenancy.register import Tenant


async def happen(
    platform: Platform, tenant: Tenant, on: date, *events: Event, actor: str = "clerk"
) -> int:
    """Append events of one business date; says the position of the last."""
    people = {person for event in events for person in people_in(event)}
    async with platform.app.acquire() as connection:
        keys = await platform.keyring.make(connection, tenant.id, people)
    new = [new_event(tenant, on, event, actor, keys) for event in events]
    command = NewCommand(uuid4(), b"mac", b"request", 2**40, [], new)
    outcome = await platform.log.append(tenant.id, command)
    assert outcome.last is not None
    return outcome.last


def new_event(
    tenant: Tenant, on: date, event: Event, actor: str, keys: dict[str, bytes]
) -> NewEvent:
    """An event as the log takes it, its personal fields sealed."""
    kept = entry.Entry(
        format=entry.FORMAT,
        tenant=tenant.id,
        type=event.event_name,
        schema=event.event_version,
        tags=tags_of(event),
        on=on,
        actor=actor,
        on_behalf_of=None,
        command_id=uuid4(),
        command_hash=bytes(32),
        cause=None,
        keys={person: commitment(keys[person]) for person in people_in(event)},
        body=body_of(sealed(event, event.event_name, tenant.id, keys)),
    )
    return NewEvent(event.event_name, tags_of(event), entry.encode(kept))
