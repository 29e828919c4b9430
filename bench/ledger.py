"""The history that is folded: a county's tickets, from entry to closing, and one that never rests.

A thousand tickets are open at a time and take turns, so that a batch meets many rows; every tenth
event goes to the same ticket. The row type is the platform's own: 14 fields, two of them indexed.
"""

import asyncio
import uuid
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

from taizhang.domain.tickets.events import (
    ProgressReported,
    TicketAssigned,
    TicketClosed,
    TicketOpened,
    TicketVerified,
)
from taizhang.events.catalogue import Catalogue, body_of
from taizhang.events.event import Event
from taizhang.events.tags import tags_of
from taizhang.log import entry
from taizhang.log.log import Log
from taizhang.log.model import NewCommand, NewEvent
from taizhang.log.writer import Writer
from taizhang.tenancy.master import MasterKey
from taizhang.tenancy.register import Register

EVENTS = (TicketOpened, TicketAssigned, ProgressReported, TicketVerified, TicketClosed)
CATALOGUE = Catalogue(EVENTS)
MASTER = MasterKey(b"0" * 32)
_DAY = date(2015, 12, 20)
_OPEN, _EVERY, _COMMAND, _AT_ONCE = 1_000, 10, 1_000, 2
_HOT = ("ticket-hot", "village-hot")


def history(events: int) -> Iterator[Event]:
    """So many events, in order."""
    yield _opened(*_HOT)
    for place in range(1, events):
        if place % _EVERY == 0:
            yield _progressed(*_HOT, place)
        else:
            yield _of_its_turn(place - place // _EVERY - 1)


def _of_its_turn(turn: int) -> Event:
    step, which = turn // _OPEN, turn % _OPEN
    ticket, village = f"ticket-{step // 5}-{which}", f"village-{which}"
    match step % 5:
        case 0:
            return _opened(ticket, village)
        case 1:
            return TicketAssigned(
                ticket=ticket,
                organisation=village,
                responsible="党总支书记 李明",
                supervisor="镇纪委 王芳",
                target="年底前完成 2.3 公里村道硬化并通过验收",
            )
        case 2:
            return _progressed(ticket, village, turn)
        case 3:
            finding = "现场核实，路面平整，排水沟已疏通"
            return TicketVerified(
                ticket=ticket, organisation=village, verifier="张强", finding=finding
            )
    return TicketClosed(ticket=ticket, organisation=village)


def _opened(ticket: str, village: str) -> Event:
    return TicketOpened(
        ticket=ticket,
        organisation=village,
        cycle="2015",
        source="comment",
        problem="通组公路破损严重，雨天积水，群众出行不便",
        due_on=_DAY,
        clause=None,
    )


def _progressed(ticket: str, village: str, place: int) -> Event:
    return ProgressReported(
        ticket=ticket,
        organisation=village,
        reporter="李明",
        text=f"已完成路基整修 {place} 米，材料进场",
        evidence=f"照片 {place}",
        finished=False,
    )


async def fill(pool: Any, events: int) -> uuid.UUID:
    """A new tenant with this history, appended in commands of a thousand events."""
    slug = f"bench-{uuid.uuid4().hex[:12]}"
    tenant = (await Register(pool, MASTER).open(slug, slug, rehearsal=False)).id
    story = history(events)
    async with Writer(pool) as writer:
        log = Log(pool, writer)
        while batch := list(islice(story, _COMMAND)):
            await _append(log, tenant, batch)
    return tenant


async def _append(log: Log, tenant: uuid.UUID, events: list[Event]) -> None:
    command = uuid.uuid4()
    new = [_new(tenant, command, event) for event in events]
    outcome = await log.append(tenant, NewCommand(command, b"mac", b"request", 2**62, [], new))
    assert outcome.state == "appended", outcome
    await asyncio.sleep(0)


def _new(tenant: uuid.UUID, command: uuid.UUID, event: Event) -> NewEvent:
    tags = tags_of(event)
    data = entry.Entry(
        format=entry.FORMAT,
        tenant=tenant,
        type=event.event_name,
        schema=event.event_version,
        tags=tags,
        on=_DAY,
        actor="clerk",
        on_behalf_of=None,
        command_id=command,
        command_hash=bytes(32),
        cause=None,
        keys={},
        body=body_of(event),
    )
    return NewEvent(event.event_name, tags, entry.encode(data))
