"""Cursors of policies: how far each has judged a tenant's log, and what it was refused."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from msgspec import json

from taizhang.errors import Refused

#: Stands beside the policies of a tenant: its lock is the lease, and its being there tells
#: a policy that was added later from one that was there before the tenant's first event.
KNOWN = "*"

BEHIND = """
    select h.tenant_id
      from log.tenant_head h
     cross join unnest($1::text[]) as wanted(policy)
      left join projections.policy_cursor c
        on c.tenant_id = h.tenant_id and c.policy = wanted.policy
     where h.position > 0
       and (c.position is null or c.position < h.position and c.policy <> '*')
     group by h.tenant_id
"""
_TAKE = """
    select policy from projections.policy_cursor
     where tenant_id = $1 and policy = $2 for update skip locked
"""
_START = """
    insert into projections.policy_cursor (tenant_id, policy, position) values ($1, $2, 0)
    on conflict do nothing returning policy
"""
_ADD = """
    insert into projections.policy_cursor (tenant_id, policy, position)
    select $1, wanted.policy, case when $3 then 0 else h.position end
      from unnest($2::text[]) as wanted(policy), log.tenant_head h
     where h.tenant_id = $1
    on conflict do nothing
"""
_POSITIONS = """
    select policy, position from projections.policy_cursor
     where tenant_id = $1 and policy = any ($2::text[])
"""
_MOVE = """
    update projections.policy_cursor c
       set position = reached.position, moved_at = clock_timestamp()
      from unnest($2::text[], $3::bigint[]) as reached(policy, position)
     where c.tenant_id = $1 and c.policy = reached.policy
"""
_REFUSED = """
    insert into projections.policy_refusal (tenant_id, policy, position, place, problem)
    values ($1, $2, $3, $4, $5::text::jsonb) on conflict do nothing
"""


async def lease(connection: Any, tenant: UUID, policies: Collection[str]) -> dict[str, int] | None:
    """Where each policy stands; None while another worker has the tenant.

    The first policies of a tenant judge all of its log; one that is added later starts
    at the head, and never judges the past.
    """
    new = False
    if await connection.fetchval(_TAKE, tenant, KNOWN) is None:
        new = await connection.fetchval(_START, tenant, KNOWN) is not None
        if not new:
            return None
    await connection.execute(_ADD, tenant, list(policies), new)
    rows = await connection.fetch(_POSITIONS, tenant, list(policies))
    return {row["policy"]: row["position"] for row in rows}


async def move(connection: Any, tenant: UUID, reached: Mapping[str, int]) -> None:
    """Move the cursors of policies."""
    await connection.execute(_MOVE, tenant, list(reached), list(reached.values()))


async def keep_refusal(
    connection: Any, tenant: UUID, policy: str, position: int, place: int, refused: Refused
) -> None:
    """Record what a policy asked for in vain, at the position that it answered."""
    reasons = [reason.as_data() for reason in refused.reasons]
    problem = {"status": refused.status, "code": refused.code, "reasons": reasons}
    text = json.encode(problem, enc_hook=str).decode().replace("\\u0000", "")
    await connection.execute(_REFUSED, tenant, policy, position, place, text)
