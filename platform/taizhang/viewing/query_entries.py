"""Query entries: how they, and the audiences that they are shown to, are written in one go."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

import msgspec

from taizhang.bounded import Bounded
from taizhang.viewing.asked import Entry

_SEEN_BY = """
    insert into tenancy.query_audience (tenant_id, home, audience, place)
    select member.tenant_id, $1, $2, member.place
      from unnest($3::uuid[], $4::int[]) as member (tenant_id, place)
        on conflict do nothing
"""
_AT_A_TIME = 200
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
    "positions": "bigint[]",
    "objects": "bigint",
    "rows": "bigint",
    "bytes": "bigint",
    "milliseconds": "real",
    "status": "int",
    "code": "text",
}
_NAMES = ", ".join(_COLUMNS)
_TYPED = ", ".join(f"{name} {sql}" for name, sql in _COLUMNS.items())
# As JSON, since the driver takes five times as long over arrays. A repeated attempt, after a commit
# whose answer was lost, changes nothing.
_INSERT = f"""
    insert into tenancy.query_log (tenant_id, {_NAMES})
    select tenant_id, {_NAMES} from json_to_recordset($1) as asked (tenant_id uuid, {_TYPED})
        on conflict do nothing
"""  # noqa: S608 - names of columns only
_encoder = msgspec.json.Encoder()


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
            await connection.execute(_INSERT, _encoder.encode(rows).decode())


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


def _row(entry: Entry, audience: UUID) -> dict[str, Any]:
    return {
        "tenant_id": entry.home,
        "audience": audience,
        "query": entry.query,
        "at": entry.at,
        "client": entry.client,
        "token": entry.token,
        "kind": entry.kind,
        "document": "\\x" + entry.document.hex(),
        "name": entry.name,
        "operation": entry.operation,
        "covered": len(entry.tenants),
        "positions": _positions(entry),
        "objects": entry.objects,
        "rows": entry.rows,
        "bytes": entry.bytes,
        "milliseconds": entry.milliseconds,
        "status": entry.status,
        "code": entry.code,
    }


def _positions(entry: Entry) -> list[int] | None:
    match entry.positions:
        case None:
            return None
        case int(position):
            return [position]
        case positions:
            return [positions.get(entry.tenants[t], 0) for t in _in_order(entry.tenants)]
