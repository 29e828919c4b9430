"""Switching: which generation readers use. A kept one is the instant way back (design 7)."""

from typing import Any

from taizhang.errors import Refusal, Refused
from taizhang.projections.generation import LOCK, RETIRED, state

WITHIN = 5
"""Events that readers of any tenant may be put back by; `minPosition` bridges them."""

UNKNOWN = Refusal(
    "projections.unknown_generation",
    zh="没有数据代“{generation}”；现有：{known}",
    en="there is no generation {generation!r}, but {known}",
    status=404,
)
TOO_FAR = Refusal(
    "projections.too_far_behind",
    zh="数据代 {generation} 还不能用：单位 {tenant} 比读者现在看到的少 {lag} 个事件"
    "（最多允许 {within} 个），这样的单位共 {count} 个；请让那一版的 taizhang work 运行到追上为止",
    en="{generation} is not ready: of tenant {tenant} it lacks {lag} events that readers see now "
    "(at most {within}), as of {count} tenants in all; let its release's worker catch up",
    status=409,
)

# Against what readers see, not against the heads: these move on while everybody is at work. What
# they see beyond a head is of a history that a restore has ended.
_FAR = """
    select h.tenant_id, least(seen.position, h.position) - coalesce(c.position, 0) as lag,
           count(*) over () as tenants
      from log.tenant_head h
      join projections.generation now on now.state = 'current'
      join projections.cursor seen
        on seen.tenant_id = h.tenant_id and seen.generation = now.generation
      left join projections.cursor c on c.tenant_id = h.tenant_id and c.generation = $1
     where least(seen.position, h.position) - coalesce(c.position, 0) > $2
     order by lag desc limit 1
"""
_NAMES = """
    select string_agg(generation, ', ' order by created_at) from projections.generation
     where state <> 'retired'
"""
_KEEP = "update projections.generation set state = 'kept' where state = 'current'"
_MAKE_CURRENT = "update projections.generation set state = 'current' where generation = $1"


async def switch(scheduler: Any, projector: Any, name: str, *, within: int = WITHIN) -> None:
    """Let readers use a generation: one that is filled, or a kept one, which is the way back.

    Raises Refused when it is unknown, retired, or would put readers back by more than `within`.
    """
    async with projector.transaction():
        await projector.execute(LOCK)
        now = await known_state(projector, name)
        if now == "retired":
            raise Refused(RETIRED(generation=name))
        await _require_near(scheduler, name, within)
        if now != "current":
            await projector.execute(_KEEP)
            await projector.execute(_MAKE_CURRENT, name)


async def switch_when_filled(
    scheduler: Any, projector: Any, name: str, *, within: int = WITHIN
) -> bool:
    """As a worker does it: never back to what was current before. Says whether it was done."""
    if await scheduler.fetchrow(_FAR, name, within):
        return False
    async with projector.transaction():
        await projector.execute(LOCK)
        if await state(projector, name) != "building":
            return False
        await projector.execute(_KEEP)
        await projector.execute(_MAKE_CURRENT, name)
    return True


async def known_state(connection: Any, name: str) -> str:
    """A generation's state. Raises Refused (`projections.unknown_generation`)."""
    found = await state(connection, name)
    if found is None:
        known = await connection.fetchval(_NAMES) or "-"
        raise Refused(UNKNOWN(generation=name, known=known))
    return found


async def _require_near(scheduler: Any, name: str, within: int) -> None:
    far = await scheduler.fetchrow(_FAR, name, within)
    if far:
        where = {"tenant": str(far["tenant_id"]), "lag": far["lag"], "count": far["tenants"]}
        raise Refused(TOO_FAR(generation=name, within=within, **where))
