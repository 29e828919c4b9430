"""Queries asked: the log of other systems' queries, as a tenant may read it.

A tenant sees what was asked by its own grants, and what was asked of its rows by its county's.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg
from msgspec import Struct

from taizhang.database.pool import answering
from taizhang.tenancy.register import Register, Tenant

_NEWEST = UUID(int=2**128 - 1)
_READ = """
    select q.query, q.at, q.tenant_id as home, q.client, q.token, q.kind, q.document, q.name,
           q.operation, q.covered, q.positions[a.place] as position, q.objects, q.rows, q.bytes,
           q.milliseconds, q.status, q.code
      from tenancy.query_audience a
     cross join lateral (
       select l.* from tenancy.query_log l
        where l.tenant_id = a.home and l.audience = a.audience and l.query < $3
          and ($2::text is null or l.client = $2)
        order by l.query desc limit $4) q
     where a.tenant_id = $1
     order by q.query desc limit $4
"""


class Logged(Struct, frozen=True):
    """A query of another system. `home` granted it, `covered` tenants' rows were asked for, and
    this tenant's own stood at `position`; `token` and `document` are SHA-256, the first cut short.
    """

    query: UUID
    at: datetime
    home: str
    client: str
    token: str
    kind: str
    document: str
    name: str | None
    operation: str | None
    covered: int
    position: int | None
    objects: int
    rows: int | None
    bytes: int
    milliseconds: float
    status: int
    code: str | None


async def queries_asked(
    pool: "asyncpg.Pool[Any]",
    register: Register,
    tenant: Tenant,
    *,
    client: str | None = None,
    after: UUID | None = None,
    limit: int = 100,
) -> list[Logged]:
    """The newest queries that a tenant may see, or those before `after`; of one client."""
    async with answering(), pool.acquire() as connection:
        await connection.work_for(tenant.id)
        rows = await connection.fetch(_READ, tenant.id, client, after or _NEWEST, limit)
    homes = {row["home"]: (await register.of(row["home"])).slug for row in rows}
    return [
        Logged(**{**row, "home": homes[row["home"]], "document": row["document"].hex()})
        for row in rows
    ]
