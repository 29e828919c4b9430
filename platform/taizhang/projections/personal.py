"""Personal values: taken out of their sealed form into the one table that erasure can reach."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from msgspec import Struct

from taizhang.events.event import Event
from taizhang.events.personal import Personal
from taizhang.events.sealing import has_personal, unsealed
from taizhang.events.tags import marked_fields
from taizhang.projections.reading import Read, erased_by
from taizhang.tenancy.keyring import Keyring

_log = logging.getLogger(__name__)

# Two generations fold one tenant at their own pace: without a lock, one could write back
# what the other has just erased.
_LOCK = "select pg_advisory_xact_lock(hashtextextended('personal ' || $1::uuid::text, 0))"
_KEEP = """
    insert into projections.personal as p (tenant_id, person, field, source, value)
    select $1, * from unnest($2::text[], $3::text[], $4::bigint[], $5::text[])
        on conflict (tenant_id, person, field)
        do update set source = excluded.source, value = excluded.value
     where p.source < excluded.source
"""
# A value beyond the erasure means that another generation has erased already, and that
# the key is a new one.
_FORGET_KEY = """
    delete from tenancy.person_key k
     where k.tenant_id = $1 and k.person = $2
       and not exists (select from projections.personal p
                        where p.tenant_id = $1 and p.person = $2 and p.source > $3)
"""
_NOTE = """
    insert into projections.erased as e (tenant_id, person, position) values ($1, $2, $3)
        on conflict (tenant_id, person)
        do update set position = greatest(e.position, excluded.position)
"""
_FORGET = "delete from projections.personal where tenant_id = $1 and person = $2 and source < $3"


class Sealed(NamedTuple):
    """One personal field as the log holds it."""

    person: str
    field: str
    position: int
    kind: str
    text: str


async def keep_personal(
    connection: Any, keyring: Keyring, tenant: UUID, events: Sequence[Read]
) -> None:
    """Write the personal values of a batch, newer over older, and carry out its erasures."""
    if not any(map(_about_people, {type(read.event) for read in events})):
        return
    values = list(_sealed(events))
    erased = [(who, read.position) for read in events if (who := erased_by(read.event))]
    if not values and not erased:
        return
    await connection.execute(_LOCK, tenant)
    await _write(connection, keyring, tenant, values)
    for person, position in erased:
        await connection.execute(_FORGET_KEY, tenant, person, position)
        await connection.execute(_FORGET, tenant, person, position)
        await connection.execute(_NOTE, tenant, person, position)


async def _write(connection: Any, keyring: Keyring, tenant: UUID, values: Iterable[Sealed]) -> None:
    latest = {(value.person, value.field): value for value in values}.values()
    keys = await keyring.read(connection, tenant, {value.person for value in latest})
    plain = [(v, _unsealed(v, keys.get(v.person), tenant)) for v in latest]
    rows = [(v.person, v.field, v.position, text) for v, text in plain if text is not None]
    if rows:
        await connection.execute(_KEEP, tenant, *map(list, zip(*rows, strict=True)))


def _unsealed(value: Sealed, key: bytes | None, tenant: UUID) -> str | None:
    try:
        plain = unsealed(value.text, key, tenant, value.kind, value.field)
    except ValueError:
        place = (tenant, value.position, value.field)
        _log.exception("tenant %s, event %s: %s does not hold a sealed value", *place)
        return None
    return plain and plain.replace("\0", "")  # which no PostgreSQL text can hold


def _about_people(kind: type[Struct]) -> bool:
    return hasattr(kind, "event_erases") or (issubclass(kind, Event) and has_personal(kind))


def _sealed(events: Iterable[Read]) -> Iterator[Sealed]:
    for read in events:
        if isinstance(read.event, Event) and has_personal(type(read.event)):
            for person, field, text in _fields(read.event):
                yield Sealed(person, field, read.position, read.name, text)


def _fields(value: object) -> Iterator[tuple[str, str, str]]:
    """Person, field and sealed text of every personal field, at any depth."""
    if isinstance(value, Struct):
        for name, mark in marked_fields(type(value), Personal):
            if (text := getattr(value, name)) is not None:
                yield getattr(value, mark.subject), name, text
        for name in value.__struct_fields__:
            yield from _fields(getattr(value, name))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _fields(item)
