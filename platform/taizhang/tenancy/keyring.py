"""The keyring: one key a tenant and person. Deleting it erases the person from history."""

import os
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from taizhang.tenancy.master import MasterKey

_MAKE = """
    insert into tenancy.person_key (tenant_id, person, wrapped)
    select $1, new.person, new.wrapped from unnest($2::text[], $3::bytea[]) as new(person, wrapped)
    on conflict do nothing
"""
_READ = "select person, wrapped from tenancy.person_key where tenant_id = $1 and person = any ($2)"


class Keyring:
    """Keys of people, 32 bytes each, kept wrapped by the master key."""

    def __init__(self, master: MasterKey) -> None:
        self._master = master

    async def make(self, connection: Any, tenant: UUID, people: Iterable[str]) -> dict[str, bytes]:
        """The keys of people, made where there are none yet."""
        wanted = sorted(set(people))
        fresh = [self._master.wrap(os.urandom(32), _purpose(tenant, p)) for p in wanted]
        await connection.work_for(tenant)
        await connection.execute(_MAKE, tenant, wanted, fresh)
        return await self.read(connection, tenant, wanted)

    async def read(self, connection: Any, tenant: UUID, people: Iterable[str]) -> dict[str, bytes]:
        """The keys that exist; an erased person has none."""
        await connection.work_for(tenant)
        rows = await connection.fetch(_READ, tenant, sorted(set(people)))
        return {
            row["person"]: self._master.unwrap(row["wrapped"], _purpose(tenant, row["person"]))
            for row in rows
        }


def _purpose(tenant: UUID, person: str) -> str:
    return f"person key {tenant} {person}"
