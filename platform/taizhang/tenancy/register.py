"""The register of tenants: opened once, found by slug."""

import os
from typing import Any
from uuid import UUID

import asyncpg
from msgspec import Struct
from uuid_utils.compat import uuid7

from taizhang.database.pool import answering
from taizhang.errors import Refusal, Refused
from taizhang.tenancy.master import MasterKey

UNKNOWN = Refusal(
    "tenancy.unknown_tenant",
    zh="没有名为“{slug}”的单位",
    en="there is no tenant {slug!r}",
    status=404,
)


class Tenant(Struct, frozen=True):
    """A county, township or other body with a log of its own."""

    id: UUID
    slug: str
    name: str
    parent: UUID | None
    rehearsal: bool
    secret: bytes
    """Keys the HMACs over this tenant's requests."""


class Register:
    """Finds and opens tenants. What is found is kept: these columns never change."""

    def __init__(self, pool: "asyncpg.Pool[Any]", master: MasterKey) -> None:
        self._pool = pool
        self._master = master
        self._known: dict[str, Tenant] = {}

    async def find(self, slug: str) -> Tenant:
        """A tenant by its slug. Raises Refused(`tenancy.unknown_tenant`)."""
        if slug not in self._known:
            await self._read("select * from tenancy.find_tenants($1)", slug)
        if slug not in self._known:
            raise Refused(UNKNOWN(slug=slug))
        return self._known[slug]

    async def all(self) -> list[Tenant]:
        """Every tenant that has a history, by slug."""
        return await self._read(
            "select * from tenancy.find_tenants(null) where $1::text is null", None
        )

    async def open(
        self, slug: str, name: str, *, rehearsal: bool, parent: Tenant | None = None
    ) -> Tenant:
        """The tenant of this slug, opened with an empty log unless it exists."""
        new = uuid7()
        secret = self._master.wrap(os.urandom(32), _purpose(slug))
        query = "select * from tenancy.open_tenant($1, $2, $3, $4, $5, $6)"
        above = parent.id if parent else None
        return (await self._read(query, new, slug, name, above, rehearsal, secret))[0]

    async def _read(self, query: str, *args: object) -> list[Tenant]:
        async with answering(), self._pool.acquire() as connection:
            tenants = [self._tenant(row) for row in await connection.fetch(query, *args)]
        self._known.update((tenant.slug, tenant) for tenant in tenants)
        return tenants

    def _tenant(self, row: Any) -> Tenant:
        return Tenant(
            id=row["tenant_id"],
            slug=row["slug"],
            name=row["name"],
            parent=row["parent_id"],
            rehearsal=row["rehearsal"],
            secret=self._master.unwrap(row["secret"], _purpose(row["slug"])),
        )


def _purpose(slug: str) -> str:
    return f"tenant secret {slug}"
