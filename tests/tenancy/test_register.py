"""The register finds a tenant by its slug or its id, however many there are."""

import uuid

import psycopg
import pytest

from taizhang.app import Platform
from taizhang.commands.context import Envelope
from taizhang.domain.authority.commands import GrantRole
from taizhang.errors import Refused
from taizhang.tenancy import register as register_module
from taizhang.tenancy.master import MasterKey
from taizhang.tenancy.register import Register

pytestmark = pytest.mark.anyio

MANY = """
    insert into tenancy.tenant (tenant_id, slug, name, rehearsal, secret)
    select gen_random_uuid(), 'town-' || n, '某镇', false, '' from generate_series(1, 500) as n;
    insert into log.tenant_head (tenant_id) select tenant_id from tenancy.tenant;
    analyze tenancy.tenant, log.tenant_head;
"""
READ = """
    select sum(coalesce(idx_tup_fetch, 0) + seq_tup_read) from pg_stat_xact_user_tables
     where relname in ('tenant', 'tenant_head')
"""


def register_of(platform: Platform) -> Register:
    """A process of its own: it knows nobody by heart."""
    return Register(platform.app, MasterKey(b"0" * 32))


async def test_a_tenant_is_found_by_its_id_as_by_its_slug(platform: Platform) -> None:
    opened = await platform.register.open("town", "某镇", rehearsal=True)
    found = await register_of(platform).of(opened.id), await register_of(platform).find("town")
    assert found == (opened, opened)


async def test_an_id_that_nobody_has_is_an_error(platform: Platform) -> None:
    with pytest.raises(LookupError):
        await platform.register.of(uuid.uuid4())


async def test_a_slug_that_nobody_has_is_refused(platform: Platform) -> None:
    with pytest.raises(Refused) as refused:
        await platform.register.find("nobody")
    assert refused.value.code == "tenancy.unknown_tenant"


async def test_a_tenant_that_was_forgotten_is_looked_up_again(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register_module, "_KEPT", 1)
    register = register_of(platform)
    one = await register.open("one", "一镇", rehearsal=False)
    two = await register.open("two", "二镇", rehearsal=False)
    assert [await register.find("one"), await register.of(two.id)] == [one, two]


async def test_those_that_are_listed_are_not_all_kept_in_mind(platform: Platform) -> None:
    register = register_of(platform)
    town = await platform.register.open("town", "某镇", rehearsal=False)
    envelope = Envelope(command_id=uuid.uuid4(), actor="system")
    await platform.dispatcher.dispatch(town, GrantRole(actor="a", role="clerk"), envelope)
    assert (await register.all(), len(register._by_slug)) == ([town], 0)


async def test_finding_by_slug_reads_no_other_tenant(database: str) -> None:
    with psycopg.connect(database) as connection:
        for statement in MANY.split(";"):
            connection.execute(statement)  # type: ignore[call-overload]
    with psycopg.connect(database) as connection:
        connection.execute("set role taizhang_app")
        found = connection.execute("select * from tenancy.find_tenants('town-250')").fetchall()
        (read,) = connection.execute(READ).fetchone() or (0,)
    assert (len(found), read) == (1, 1)
