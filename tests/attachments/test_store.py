"""Bytes are kept once a tenant, seen by that tenant alone, and held against their hash."""

import hashlib
from typing import Any

import psycopg
import pytest

from taizhang.app import Platform
from taizhang.errors import Refused
from taizhang.tenancy.register import Tenant

pytestmark = pytest.mark.anyio

CONTENT = b"%PDF-1.7 " + bytes(range(256)) * 40
HASH = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
async def towns(platform: Platform) -> list[Tenant]:
    return [await platform.register.open(slug, slug, rehearsal=True) for slug in ("one", "two")]


def kept(dsn: str) -> list[Any]:
    """Tenant, hash and length of all that is stored, as the owner of the database sees it."""
    with psycopg.connect(dsn) as connection:
        query = "select tenant_id, encode(sha256, 'hex'), length(content) from tenancy.attachment"
        return connection.execute(query).fetchall()


async def test_what_was_put_is_read_by_its_hash(platform: Platform, towns: list[Tenant]) -> None:
    assert await platform.attachments.put(towns[0].id, CONTENT) == HASH
    assert await platform.attachments.get(towns[0].id, HASH) == CONTENT


async def test_same_bytes_are_kept_once_a_tenant(
    platform: Platform, towns: list[Tenant], database: str
) -> None:
    for tenant in (*towns, *towns):
        await platform.attachments.put(tenant.id, CONTENT)
    assert sorted(kept(database)) == sorted((town.id, HASH, len(CONTENT)) for town in towns)


async def test_another_tenant_does_not_see_them(platform: Platform, towns: list[Tenant]) -> None:
    await platform.attachments.put(towns[0].id, CONTENT)
    with pytest.raises(Refused) as refused:
        await platform.attachments.get(towns[1].id, HASH)
    assert refused.value.code == "attachments.missing"


async def test_changed_bytes_are_not_given_out(
    platform: Platform, towns: list[Tenant], database: str
) -> None:
    await platform.attachments.put(towns[0].id, CONTENT)
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("update tenancy.attachment set content = 'changed' where true")
    with pytest.raises(Refused) as refused:
        await platform.attachments.get(towns[0].id, HASH)
    assert (refused.value.code, refused.value.status) == ("attachments.damaged", 500)


async def test_the_platform_cannot_change_what_it_has_stored(
    platform: Platform, towns: list[Tenant]
) -> None:
    async with platform.app.acquire() as connection:
        await connection.work_for(towns[0].id)
        for statement in ("update tenancy.attachment set content = ''", "delete from {}"):
            with pytest.raises(Exception, match="permission denied"):
                await connection.execute(statement.format("tenancy.attachment"))
