"""Many tenants: each registered and opened as a township is, with its rules, roles and a clerk."""

import asyncio
import uuid
from collections.abc import Awaitable, Iterable, Iterator
from typing import Any

import psycopg
from msgspec.structs import replace

from taizhang.app import Platform
from taizhang.commands.context import Envelope
from taizhang.dispatch.policy_cursors import KNOWN, slowest
from taizhang.log.model import NewCommand, NewEvent, Recorded
from taizhang.onboarding.file import load
from taizhang.onboarding.sources import source_tenants
from taizhang.tenancy.master import MasterKey
from taizhang.tenancy.register import Tenant

MASTER = MasterKey(b"0" * 32)
_LIKE = "hunan-town"
_GRANTS = 5
_AT_ONCE = 32
_FOLDED = """
    insert into projections.cursor (tenant_id, generation, incarnation, position)
    select h.tenant_id, %s, h.incarnation, h.position from log.tenant_head h where h.position > 0
    on conflict (tenant_id, generation) do update set position = excluded.position
"""
_JUDGED = """
    insert into projections.policy_cursor (tenant_id, policy, incarnation, position)
    select h.tenant_id, p, h.incarnation, h.position
      from log.tenant_head h, unnest(%s::text[]) as p where h.position > 0
    on conflict (tenant_id, policy) do update set position = excluded.position
"""


def slug(number: int) -> str:
    """The name of one of the many."""
    return f"town-{number}"


async def opened(platform: Platform, name: str) -> Tenant:
    """A tenant that has applied a real file, without its people."""
    (path,) = (path for path in source_tenants() if path.parent.name == _LIKE)
    file = load(path, platform.schemes).command()
    tenant = await platform.register.open(name, name, rehearsal=False)
    bare = replace(file, name=name, people=[], units=[], clock=None, rehearsal=False)
    command = replace(bare, grants=file.grants[:_GRANTS])
    envelope = Envelope(command_id=uuid.uuid4(), actor="system")
    await platform.dispatcher.dispatch(tenant, command, envelope)
    return tenant


async def multiply(platform: Platform, model: Tenant, numbers: Iterable[int]) -> None:
    """More tenants with the same history; each event names its own tenant."""
    events = await platform.log.read_after(model.id, 0, 1_000)
    pieces = (_another(platform, model, events, slug(number)) for number in numbers)
    await in_parallel(pieces, _AT_ONCE)


async def in_parallel(pieces: Iterator[Awaitable[None]], at_once: int) -> None:
    """Do the pieces, a few at a time."""

    async def some() -> None:
        for piece in pieces:
            await piece

    await asyncio.gather(*(some() for _ in range(at_once)))


async def _another(
    platform: Platform, model: Tenant, events: Iterable[Recorded], name: str
) -> None:
    tenant = await platform.register.open(name, name, rehearsal=False)
    new = [NewEvent(e.type, e.tags, _moved(e.entry, model.id, tenant.id)) for e in events]
    command = NewCommand(uuid.uuid4(), b"m" * 32, b"r" * 4_000, 0, [], new)
    outcome = await platform.log.append(tenant.id, command)
    assert outcome.state == "appended", outcome


def _moved(entry: bytes, model: uuid.UUID, tenant: uuid.UUID) -> bytes:
    return bytes(entry).replace(model.bytes, tenant.bytes)


async def settle(platform: Platform) -> None:
    """As if the workers had done all their work, without the rows: nothing here reads them."""
    generation = await platform.worker.generation()
    names = [policy.name for policy in platform.schemes.policies]
    connection: Any
    with psycopg.connect(platform.dsn, autocommit=True) as connection:
        connection.execute(_FOLDED, (generation.name,))
        connection.execute(_JUDGED, ([KNOWN, *names, slowest(names)],))
        connection.execute("vacuum analyze")
