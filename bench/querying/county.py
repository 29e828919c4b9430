"""The counties that are asked: real tenants with real tokens, over the core's own row types."""

import uuid

import psycopg
from bench.querying.filling import fill
from msgspec import Struct

from taizhang.app import Platform, open_platform
from taizhang.commands.context import Envelope
from taizhang.database.embedded import Server
from taizhang.database.pool import open_pool
from taizhang.domain.access.commands import GrantAccess
from taizhang.projections.generation import Generation, ensure
from taizhang.tenancy.clients import RowGrant, Stage, actor_of_client
from taizhang.tenancy.master import MasterKey
from taizhang.tenancy.register import Tenant
from taizhang.tenancy.roles import Role

TENANTS = 4
MASTER_KEY = "30" * 32
PEER_ROLE = "bench_peer"
_PEER = (
    f"create role {PEER_ROLE} login bypassrls",
    f"grant usage on schema {{schema}} to {PEER_ROLE}",
    f"grant select on all tables in schema {{schema}} to {PEER_ROLE}",
    f"grant connect on database {{database}} to {PEER_ROLE}",
)
_CLIENT = "bench"
_GRANTED = tuple(
    RowGrant(row=name, stages=tuple(Stage)) for name in ("Cycle", "Organisation", "Ticket")
)


class County(Struct, frozen=True):
    """A tenant, and the token of a system that reads it."""

    id: str
    slug: str
    token: str


class Filled(Struct, frozen=True):
    """Where the rows are, and whose they are."""

    dsn: str
    schema: str
    counties: list[County]
    postmaster: int


async def filled(server: Server, database: str) -> Filled:
    """All counties with their rows, in a new, migrated database."""
    dsn = server.dsn(database=database)
    async with open_platform(dsn, MasterKey(bytes.fromhex(MASTER_KEY))) as platform:
        generation = await _generation(dsn, platform)
        opened = [await _opened(platform, f"county-{n}") for n in range(1, TENANTS + 1)]
        counties = [
            County(str(tenant.id), tenant.slug, await _token(platform, tenant)) for tenant in opened
        ]
    with psycopg.connect(dsn, autocommit=True) as connection:  # as superuser
        for tenant in opened:
            fill(connection, generation.schema, generation.name, tenant.id)
        for statement in _PEER:
            its = statement.format(schema=generation.schema, database=database)
            connection.execute(its)
        connection.execute("vacuum (freeze, analyze)")
    postmaster = int((server.data / "postmaster.pid").read_text().split()[0])
    return Filled(dsn, generation.schema, counties, postmaster)


async def _generation(dsn: str, platform: Platform) -> Generation:
    pool = await open_pool(dsn, "taizhang_projector", size=1)
    async with pool.acquire() as connection:
        made = await ensure(connection, platform.schemes.rows)
    await pool.close()
    return made


async def _opened(platform: Platform, slug: str) -> Tenant:
    return await platform.register.open(slug, slug, rehearsal=False)


async def _token(platform: Platform, tenant: Tenant) -> str:
    """The token of another system, which was granted the rows that are asked for."""
    ask = GrantAccess(client=_CLIENT, title="对接系统", basis="对接协议", rows=_GRANTED)
    envelope = Envelope(command_id=uuid.uuid4(), actor=str(Role.SYSTEM))
    await platform.dispatcher.dispatch(tenant, ask, envelope)
    return await platform.tokens.issue(tenant, actor_of_client(_CLIENT), "bench")
