"""How an ask is decided: its boundary, the events that answer it, and the bytes to keep. Pure."""

import hashlib
from collections.abc import Sequence
from datetime import date
from uuid import UUID

import msgspec
from storm.events import BOX, SLIP, BallotCast, BallotNoted, BoxCounted, RemarkMade
from storm.journal import Ask

from taizhang.events.catalogue import body_of
from taizhang.events.event import Event
from taizhang.events.tags import tags_of
from taizhang.log import entry
from taizhang.log.model import Boundary, NewCommand, NewEvent, Selector

_DAY = date(2015, 12, 20)


def selectors_of(ask: Ask) -> list[Selector]:
    """A ballot needs its slip, a count its box to be as they were read; a remark needs nothing."""
    tags = {"ballot": SLIP(ask.slip), "count": BOX(ask.box)}
    return [Selector([BallotCast.event_name], [tags[ask.kind]])] if ask.kind in tags else []


def decide(ask: Ask, boundary: Boundary) -> list[Event]:
    """What the ask comes to; nothing when its slip is spent."""
    name = str(ask.id)
    if ask.kind == "remark":
        return [RemarkMade(ask=name)]
    if ask.kind == "count":
        return [BoxCounted(ask=name, box=ask.box, ballots=len(boundary.events))]
    if boundary.events:
        return []
    notes = (BallotNoted(ask=name, slip=ask.slip, place=n + 1) for n in range(ask.notes))
    return [BallotCast(ask=name, box=ask.box, slip=ask.slip), *notes]


def mac_of(ask: Ask) -> bytes:
    """Tells a repeated ask from another under its id."""
    return hashlib.sha256(msgspec.json.encode(ask)).digest()


def command(
    tenant: UUID, ask: Ask, selectors: Sequence[Selector], boundary: Boundary, events: list[Event]
) -> NewCommand:
    """The command that appends these events if nothing of the boundary has changed."""
    request = msgspec.json.encode(ask)
    made = [_new_event(tenant, ask, hashlib.sha256(request).digest(), event) for event in events]
    return NewCommand(ask.id, mac_of(ask), request, boundary.head, selectors, made)


def _new_event(tenant: UUID, ask: Ask, digest: bytes, event: Event) -> NewEvent:
    kept = entry.Entry(
        format=entry.FORMAT,
        tenant=tenant,
        type=event.event_name,
        schema=event.event_version,
        tags=tags_of(event),
        on=_DAY,
        actor="voter",
        on_behalf_of=None,
        command_id=ask.id,
        command_hash=digest,
        cause=None,
        keys={},
        body=body_of(event),
    )
    return NewEvent(event.event_name, tags_of(event), entry.encode(kept))
