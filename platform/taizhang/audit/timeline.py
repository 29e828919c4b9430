"""Timeline: everything that happened to one subject, as of any moment."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.msgpack import Decoder

from taizhang.audit.concealing import concealed
from taizhang.audit.summary import summary
from taizhang.events.catalogue import Catalogue, Unknown
from taizhang.events.event import Event
from taizhang.log import entry
from taizhang.log.entry import Entry
from taizhang.log.log import Log
from taizhang.log.model import Recorded, Selector

_raw = Decoder()


class Line(Struct, frozen=True, kw_only=True):
    """One event. `on` and `command_id` are None where the entry cannot be read."""

    position: int
    recorded_at: datetime
    on: date | None
    type: str
    summary: str
    actor: str
    on_behalf_of: str | None
    cause: int | None
    body: Any
    command_id: UUID | None


async def timeline(
    log: Log, catalogue: Catalogue, tenant: UUID, tag: str, *, as_of: int | datetime | None = None
) -> list[Line]:
    """Every event that carries a tag, in order, up to a position or a moment (with its zone)."""
    boundary = await log.read_boundary(tenant, [Selector(tags=(tag,))])
    return [_line(catalogue, event) for event in _until(as_of, boundary.events)]


def _until(as_of: int | datetime | None, events: Iterable[Recorded]) -> Iterable[Recorded]:
    if as_of is None:
        return events
    if isinstance(as_of, int):
        return [event for event in events if event.position <= as_of]
    if as_of.tzinfo is None:
        raise ValueError(f"{as_of.isoformat()} names no time zone")
    return [event for event in events if event.recorded_at <= as_of]


def _line(catalogue: Catalogue, event: Recorded) -> Line:
    try:
        e = entry.decode(event.entry)
    except (ValueError, RecursionError):
        return _unreadable(event)
    body = _read(catalogue, e)
    return Line(
        position=event.position,
        recorded_at=event.recorded_at,
        on=e.on,
        type=e.type,
        summary=_told(body),
        actor=e.actor,
        on_behalf_of=e.on_behalf_of,
        cause=e.cause,
        body=concealed(body),
        command_id=e.command_id,
    )


def _told(body: Event | Unknown) -> str:
    title = body.event_title if isinstance(body, Event) else ""
    return " ".join(part for part in (title, summary(body)) if part)


def _read(catalogue: Catalogue, e: Entry) -> Event | Unknown:
    """A body that does not read as its name promises is shown as it is: auditors must see it."""
    try:
        return catalogue.read(e.type, e.schema, bytes(e.body))
    except Exception:  # an upcast may fail in any way
        return Unknown(e.type, _plain(e))


def _plain(e: Entry) -> Any:
    try:
        return _raw.decode(bytes(e.body))
    except (ValueError, RecursionError):
        return "（内容无法解读）"


def _unreadable(event: Recorded) -> Line:
    return Line(
        position=event.position,
        recorded_at=event.recorded_at,
        on=None,
        type=event.type,
        summary="（条目无法解读）",
        actor="?",
        on_behalf_of=None,
        cause=None,
        body=None,
        command_id=None,
    )
