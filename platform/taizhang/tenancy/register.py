"""The register of tenants: opened once, found by slug."""

import os
from typing import Any
from uuid import UUID

import asyncpg
from msgspec import Struct
from uuid_utils.compat import uuid7

from taizhang.bounded import Bounded
from taizhang.database.pool import answering
from taizhang.errors import Refusal, Refused
from taizhang.tenancy.master import MasterKey

UNKNOWN = Refusal(
    "tenancy.unknown_tenant",
    zh="没有名为“{slug}”的单位",
    en="there is no tenant {slug!r}",
    status=404,
)


NOT_PLACED = Refusal(
    "tenancy.not_placed",
    zh="“{slug}”不能放在“{above}”之下：它已有别的上级，或者“{above}”就在它之下",
    en="{slug!r} cannot stand below {above!r}: it stands elsewhere, or above it",
    status=409,
)

_KEPT = 10_000
"""Tenants that a process knows by heart: about a kilobyte each. Others are looked up again."""

_OF = "select * from tenancy.tenant where tenant_id = $1"


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
    """Finds and opens tenants. What is found is kept: these columns never change, but that one who
    stood alone may come to stand below another.
    """

    def __init__(self, pool: "asyncpg.Pool[Any]", master: MasterKey) -> None:
        self._pool = pool
        self._master = master
        self._by_slug: Bounded[str, Tenant] = Bounded(_KEPT)
        self._by_id: Bounded[UUID, Tenant] = Bounded(_KEPT)

    async def find(self, slug: str) -> Tenant:
        """A tenant by its slug. Raises Refused(`tenancy.unknown_tenant`)."""
        if known := self._by_slug.get(slug):
            return known
        found = await self._read("select * from tenancy.find_tenants($1)", slug)
        if not found:
            raise Refused(UNKNOWN(slug=slug))
        return self._keep(found[0])

    async def of(self, tenant: UUID) -> Tenant:
        """A tenant by its id, which the log knows. Raises LookupError."""
        if known := self._by_id.get(tenant):
            return known
        async with answering(), self._pool.acquire() as connection:
            await connection.work_for(tenant)
            row = await connection.fetchrow(_OF, tenant)
        if row is None:
            raise LookupError(f"tenant {tenant} is not in the register")
        return self._keep(self._tenant(row))

    async def all(self, at_most: int | None = None) -> list[Tenant]:
        """Every tenant that has a history, by slug, or the first of them."""
        return await self._read("select * from tenancy.find_tenants(null, $1)", at_most)

    async def below(self, tenant: Tenant) -> list[Tenant]:
        """The tenants below one, at any depth, that have a history: a county's townships."""
        return await self._read("select * from tenancy.tenants_below($1)", tenant.id)

    async def above(self, tenant: Tenant) -> Tenant | None:
        """The tenant that one stands below, as far as the given `tenant` knows of it."""
        return None if tenant.parent is None else await self.of(tenant.parent)

    async def place(self, tenant: Tenant, above: Tenant) -> Tenant:
        """Let a tenant that stands alone stand below another, for good; it as it is then.

        Raises Refused(`tenancy.not_placed`) where it cannot.
        """
        [row] = await self._read("select * from tenancy.place_tenant($1, $2)", tenant.id, above.id)
        if row.parent != above.id:
            raise Refused(NOT_PLACED(slug=tenant.slug, above=above.slug))
        return self._keep(row)

    async def open(
        self, slug: str, name: str, *, rehearsal: bool, parent: Tenant | None = None
    ) -> Tenant:
        """The tenant of this slug, opened with an empty log unless it exists."""
        new = uuid7()
        secret = self._master.wrap(os.urandom(32), _purpose(slug))
        query = "select * from tenancy.open_tenant($1, $2, $3, $4, $5, $6)"
        above = parent.id if parent else None
        opened = await self._read(query, new, slug, name, above, rehearsal, secret)
        return self._keep(opened[0])

    async def _read(self, query: str, *args: object) -> list[Tenant]:
        async with answering(), self._pool.acquire() as connection:
            return [self._tenant(row) for row in await connection.fetch(query, *args)]

    def _keep(self, tenant: Tenant) -> Tenant:
        self._by_id.keep(tenant.id, tenant)
        return self._by_slug.keep(tenant.slug, tenant)

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
