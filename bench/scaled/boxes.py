"""A long history: boxes of eighty ballots each, every ballot a command of its own."""

import asyncio
import secrets
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime

from bench.scaled.population import in_parallel
from msgspec.msgpack import Encoder

from taizhang.dispatch.record import CommandRecord
from taizhang.domain.ballots.events import BallotCast, BoxClosed, BoxOpened
from taizhang.domain.ballots.questions import Question
from taizhang.domain.ballots.sealing import sealed_size
from taizhang.domain.ballots.slip_events import SlipsRegistered
from taizhang.events.catalogue import body_of
from taizhang.events.event import Event
from taizhang.events.tags import tags_of
from taizhang.log import entry
from taizhang.log.log import Log
from taizhang.log.model import NewCommand, NewEvent, Selector

BALLOTS = 80
A_BOX = BALLOTS + 3
"""Events of a box: its slips are registered, it is opened, the ballots are cast, it is closed."""
_QUESTIONS = 3
_AT_ONCE = 20
_TODAY, _NOW = date(2025, 12, 20), datetime(2025, 12, 20, tzinfo=UTC)
_encode = Encoder(order="deterministic", uuid_format="bytes").encode


async def fill(log: Log, tenant: uuid.UUID, boxes: int) -> None:
    """So many boxes, a few at a time, as meetings are held."""
    await in_parallel((_held(log, tenant, f"box-{n}") for n in range(boxes)), _AT_ONCE)


def ballot(tenant: uuid.UUID, box: str = "box-bench") -> NewCommand:
    """One more ballot, on the condition that a ballot has: its slip unspent, its box not closed."""
    (cast,) = _ballots(box, [secrets.token_hex(32)])
    unspent = Selector(("ballots.ballot_cast",), (f"slip:{cast.slip}",))
    still_open = Selector(("ballots.box_closed",), (f"box:{box}",))
    return _command(tenant, cast)._replace(selectors=[unspent, still_open])


async def _held(log: Log, tenant: uuid.UUID, box: str) -> None:
    slips = sorted(secrets.token_hex(32) for _ in range(BALLOTS))
    before, after = _frame(box, slips)
    for event in before:
        await log.append(tenant, _command(tenant, event))
    ballots = (_command(tenant, ballot) for ballot in _ballots(box, slips))
    await asyncio.gather(*(log.append(tenant, ballot) for ballot in ballots))
    await log.append(tenant, _command(tenant, after))


def _frame(box: str, slips: list[str]) -> tuple[list[Event], Event]:
    place = {"box": box, "meeting": f"meeting-{box}"}
    questions = [
        Question(subject=f"{box}-{n}", text="综合评价", choices=["好", "较好", "一般", "差"])
        for n in range(_QUESTIONS)
    ]
    opened = BoxOpened(
        **place, cycle="2025", public_key="04" + "a" * 128, questions=questions, present=BALLOTS
    )
    closed = BoxClosed(
        **place, cycle="2025", entitled=BALLOTS, checked_in=BALLOTS, cast=BALLOTS, valid=True
    )
    return [SlipsRegistered(**place, batch=1, hashes=slips), opened], closed


def _ballots(box: str, slips: list[str]) -> Iterator[BallotCast]:
    for slip in slips:
        yield BallotCast(box=box, slip=slip, sealed=secrets.token_bytes(sealed_size(_QUESTIONS)))


def _command(tenant: uuid.UUID, event: Event) -> NewCommand:
    command, tags = uuid.uuid4(), tags_of(event)
    new = NewEvent(event.event_name, tags, entry.encode(_entry(tenant, command, event, tags)))
    return NewCommand(command, secrets.token_bytes(32), _record(event), 0, [], [new])


def _record(event: Event) -> bytes:
    """What a command's record holds, about as long as a real one."""
    record = CommandRecord(
        name="ballots.cast",
        body=event,
        on=_TODAY,
        actor="anyone",
        on_behalf_of=None,
        late=None,
        cause=None,
        now=_NOW,
        seed=secrets.token_bytes(16),
        decision_version=1,
        head=0,
    )
    return _encode(record)


def _entry(tenant: uuid.UUID, command: uuid.UUID, event: Event, tags: list[str]) -> entry.Entry:
    return entry.Entry(
        format=entry.FORMAT,
        tenant=tenant,
        type=event.event_name,
        schema=event.event_version,
        tags=tags,
        on=_TODAY,
        actor="anyone",
        on_behalf_of=None,
        command_id=command,
        command_hash=secrets.token_bytes(32),
        cause=None,
        keys={},
        body=body_of(event),
    )
