"""Uses: what each tenant has to do with plugins, read from its events of authority alone.

A plugin records only where it is on, so that whoever never switched it on has nothing of it.
"""

from collections.abc import AsyncIterator, Iterable, Sequence
from itertools import groupby
from typing import Any

import asyncpg
from msgspec import Struct

from taizhang.database.pool import answering
from taizhang.events.catalogue import Catalogue
from taizhang.events.event import Event
from taizhang.log import entry
from taizhang.rules.events import AUTHORITY, RulesAdopted
from taizhang.tenancy.authority import Authority
from taizhang.tenancy.events import PluginSwitchedOff, PluginSwitchedOn
from taizhang.tenancy.register import Tenant

SWITCHES: tuple[type[Event], ...] = (PluginSwitchedOn, PluginSwitchedOff)
ALL: tuple[type[Event], ...] = (*SWITCHES, RulesAdopted)

AT_ONCE = 50
"""Tenants in one statement: row-level security compares each row with all of them."""

# One descent of the index a tenant and type, and one an event, however long their logs are: without
# the limit, the planner would rather read a tenant's log from end to end.
_AUTHORITY = """
    select t.tenant_id, t.position, e.entry
      from unnest($1::uuid[]) as w(tenant_id)
     cross join unnest($3::text[]) as k(type)
      join log.tag t on t.tenant_id = w.tenant_id and t.tag = $2 and t.type = k.type
     cross join lateral (select entry from log.event
                          where tenant_id = t.tenant_id and position = t.position limit 1) e
     order by t.tenant_id, t.position
"""
_RECORDED = """
    select type, count(*) from log.event
     where tenant_id = any ($1::uuid[]) and split_part(type, '.', 1) = $2 group by type
"""


class Use(Struct, frozen=True):
    """One tenant: what is on, what ever was, and its rules as far as they were read."""

    tenant: Tenant
    authority: Authority
    ever: frozenset[str]


async def uses(
    pool: "asyncpg.Pool[Any]",
    catalogue: Catalogue,
    tenants: Sequence[Tenant],
    kinds: Iterable[type[Event]] = ALL,
) -> AsyncIterator[Use]:
    """The uses of tenants that have a switch or rules, some hundred at a time."""
    names = [kind.event_name for kind in kinds]
    for start in range(0, len(tenants), AT_ONCE):
        some = {tenant.id: tenant for tenant in tenants[start : start + AT_ONCE]}
        async with answering(), pool.acquire() as connection:
            await connection.work_for(*some)
            rows = await connection.fetch(_AUTHORITY, list(some), AUTHORITY, names)
        for id_, its in groupby(rows, key=lambda row: row["tenant_id"]):
            yield _use(some[id_], catalogue, its)


async def recorded(
    pool: "asyncpg.Pool[Any]", tenants: Sequence[Tenant], scheme: str
) -> dict[str, int]:
    """How many events of a scheme these tenants' logs hold, by type. Reads the logs from end to
    end: the index knows types within tags only.
    """
    counts: dict[str, int] = {}
    for start in range(0, len(tenants), AT_ONCE):
        some = [tenant.id for tenant in tenants[start : start + AT_ONCE]]
        async with answering(), pool.acquire() as connection:
            await connection.work_for(*some)
            for name, count in await connection.fetch(_RECORDED, some, scheme):
                counts[name] = counts.get(name, 0) + count
    return dict(sorted(counts.items()))


def _use(tenant: Tenant, catalogue: Catalogue, rows: Iterable[Any]) -> Use:
    authority, ever = Authority(), set()
    for _, position, data in rows:
        e = entry.decode(data)
        event = catalogue.read(e.type, e.schema, bytes(e.body))
        assert isinstance(event, ALL)
        authority = authority.then(position, event)
        if isinstance(event, PluginSwitchedOn):
            ever.add(event.plugin)
    return Use(tenant, authority, frozenset(ever))
