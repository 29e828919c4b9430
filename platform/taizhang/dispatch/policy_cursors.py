"""Cursors of policies: how far each has judged a tenant's log, and what it was refused."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

import asyncpg
from msgspec import json

from taizhang.errors import Refused
from taizhang.log.ear import Grown
from taizhang.log.incarnation import require_shared

#: Stands beside the policies of a tenant: its lock is the lease, and its being there tells
#: a policy that was added later from one that was there before the tenant's first event.
KNOWN = "*"

_FAR = 2**63 - 1

_BEHIND = """
    select h.tenant_id
      from log.tenant_head h
      left join projections.policy_cursor c on c.tenant_id = h.tenant_id and c.policy = $1
     where h.position > coalesce(c.position, 0) {among}
"""
_BEHIND_ANY = _BEHIND.format(among="")
_BEHIND_OF = _BEHIND.format(among="and h.tenant_id = any ($2::uuid[])")
_TAKE = """
    select policy from projections.policy_cursor
     where tenant_id = $1 and policy = $2 for update skip locked
"""
_START = """
    insert into projections.policy_cursor (tenant_id, policy, incarnation, position)
    select $1, $2, h.incarnation, 0 from log.tenant_head h where h.tenant_id = $1
    on conflict do nothing returning policy
"""
_ADD = """
    insert into projections.policy_cursor (tenant_id, policy, incarnation, position)
    select $1, wanted.policy, h.incarnation, case when $3 then 0 else h.position end
      from unnest($2::text[]) as wanted(policy), log.tenant_head h
     where h.tenant_id = $1
    on conflict do nothing
"""
_POSITIONS = """
    select c.policy, c.position, case when c.incarnation <> h.incarnation
                                      then log.shared_until($1, c.incarnation) end as shared
      from projections.policy_cursor c join log.tenant_head h on h.tenant_id = c.tenant_id
     where c.tenant_id = $1 and c.policy = any ($2::text[])
"""
_MOVE = """
    update projections.policy_cursor c
       set position = reached.position, incarnation = h.incarnation, moved_at = clock_timestamp()
      from unnest($2::text[], $3::bigint[]) as reached(policy, position), log.tenant_head h
     where c.tenant_id = $1 and c.policy = reached.policy and h.tenant_id = c.tenant_id
"""
_REFUSED = """
    insert into projections.policy_refusal (tenant_id, policy, position, place, problem)
    values ($1, $2, $3, $4, $5::text::jsonb) on conflict do nothing
"""


async def behind(
    scheduler: "asyncpg.Pool[Any]", policies: Collection[str], among: Grown
) -> list[UUID]:
    """Tenants that some policy has not judged to the end: of all, or of a few, however many
    others there are.
    """
    summary = slowest(policies)
    async with scheduler.acquire() as connection:
        if among is None:
            rows = await connection.fetch(_BEHIND_ANY, summary)
        else:
            rows = await connection.fetch(_BEHIND_OF, summary, list(among))
    return [row["tenant_id"] for row in rows]


async def lease(connection: Any, tenant: UUID, policies: Collection[str]) -> dict[str, int] | None:
    """Where each policy stands; None while another worker has the tenant.

    The first policies of a tenant judge all of its log; one that is added later starts
    at the head, and never judges the past. Raises Refused(`log.other_incarnation`).
    """
    new = False
    if await connection.fetchval(_TAKE, tenant, KNOWN) is None:
        new = await connection.fetchval(_START, tenant, KNOWN) is not None
        if not new:
            return None
    await connection.execute(_ADD, tenant, [*policies, slowest(policies)], new)
    rows = await connection.fetch(_POSITIONS, tenant, list(policies))
    for row in rows:
        require_shared(row["position"], row["shared"])
    return {row["policy"]: row["position"] for row in rows}


async def move(connection: Any, tenant: UUID, reached: Mapping[str, int]) -> None:
    """Move the cursors of all policies that were leased."""
    every = {**reached, slowest(reached): min(reached.values(), default=_FAR)}
    await connection.execute(_MOVE, tenant, list(every), list(every.values()))


async def keep_refusal(
    connection: Any, tenant: UUID, policy: str, position: int, place: int, refused: Refused
) -> None:
    """Record what a policy asked for in vain, at the position that it answered."""
    reasons = [reason.as_data() for reason in refused.reasons]
    problem = {"status": refused.status, "code": refused.code, "reasons": reasons}
    text = json.encode(problem, enc_hook=str).decode().replace("\\u0000", "")
    await connection.execute(_REFUSED, tenant, policy, position, place, text)


def slowest(policies: Iterable[str]) -> str:
    """Names the cursor that stands where the slowest of these policies does, so that a look at all
    tenants reads one row of each. Another release's policies have another one.
    """
    return f"{KNOWN}{hashlib.sha256(json.encode(sorted(policies))).hexdigest()[:12]}"
