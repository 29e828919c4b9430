"""Query entries: how they, and the audiences that they are shown to, are written in one go."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

from taizhang.bounded import Bounded
from taizhang.viewing.asked import Entry

_SEEN_BY = """
    insert into tenancy.query_audience (tenant_id, home, audience, place)
    select member.tenant_id, $1, $2, member.place
      from unnest($3::uuid[], $4::int[]) as member (tenant_id, place)
        on conflict do nothing
"""
_AT_A_TIME = 40
"""Entries in a statement: nobody is answered while it is put together, which takes 0.4 ms."""
_COLUMNS = {
    "audience": "uuid",
    "query": "uuid",
    "at": "timestamptz",
    "client": "text",
    "token": "text",
    "kind": "text",
    "document": "bytea",
    "name": "text",
    "operation": "text",
    "covered": "int",
    "positions": "text",  # an array of arrays would be one
    "objects": "bigint",
    "rows": "bigint",
    "bytes": "bigint",
    "milliseconds": "real",
    "status": "int",
    "code": "text",
}
_NAMES = ", ".join(_COLUMNS)
_VALUES = _NAMES.replace("positions", "positions::bigint[]")
_CASTS = ", ".join(f"${number}::{sql}[]" for number, sql in enumerate(_COLUMNS.values(), 2))
# A repeated attempt, after a commit whose answer was lost, changes nothing.
_INSERT = f"""
    insert into tenancy.query_log (tenant_id, {_NAMES})
    select tenant_id, {_VALUES} from unnest($1::uuid[], {_CASTS}) as asked (tenant_id, {_NAMES})
        on conflict do nothing
"""  # noqa: S608 - names of columns only


async def write(connection: Any, entries: Sequence[Entry], written: Bounded[UUID, UUID]) -> None:
    """Insert entries, all or none, and the audiences that are not among the `written` ones yet."""
    seen = {id(entry.tenants): entry for entry in entries}
    audiences = {key: _audience(entry) for key, entry in seen.items()}
    for key, entry in seen.items():
        if written.get(audiences[key]) is None:
            await _write_audience(connection, audiences[key], entry)
            written.keep(audiences[key], audiences[key])
    await connection.work_for(*sorted({entry.home for entry in entries}))
    async with connection.transaction():
        for first in range(0, len(entries), _AT_A_TIME):
            some = entries[first : first + _AT_A_TIME]
            rows = [_row(entry, audiences[id(entry.tenants)]) for entry in some]
            await connection.execute(_INSERT, *map(list, zip(*rows, strict=True)))


async def _write_audience(connection: Any, audience: UUID, entry: Entry) -> None:
    places: dict[UUID, int | None] = {entry.home: None}
    places |= {tenant: place for place, tenant in enumerate(_in_order(entry.tenants), 1)}
    await connection.work_for(*places)
    members = list(places), list(places.values())
    await connection.execute(_SEEN_BY, entry.home, audience, *members)


def _in_order(tenants: Mapping[UUID, str]) -> list[UUID]:
    """Tenants by their slugs, which never change."""
    return sorted(tenants, key=tenants.__getitem__)


def _audience(entry: Entry) -> UUID:
    """The same tenants under the same grant's home have the same audience."""
    return uuid5(entry.home, ",".join(sorted(map(str, entry.tenants))))


def _row(entry: Entry, audience: UUID) -> list[Any]:
    return [
        entry.home,
        audience,
        entry.query,
        entry.at,
        entry.client,
        entry.token,
        entry.kind.value,
        entry.document,
        entry.name,
        entry.operation,
        len(entry.tenants),
        _positions(entry),
        entry.objects,
        entry.rows,
        entry.bytes,
        entry.milliseconds,
        entry.status,
        entry.code,
    ]


def _positions(entry: Entry) -> str | None:
    match entry.positions:
        case None:
            return None
        case int(position):
            return f"{{{position}}}"
        case positions:
            found = (positions.get(entry.tenants[t], 0) for t in _in_order(entry.tenants))
            return f"{{{','.join(map(str, found))}}}"
