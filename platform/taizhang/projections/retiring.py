"""Retiring: a generation that nobody goes back to gives its tables back."""

from collections.abc import Sequence
from itertools import islice
from typing import Any
from uuid import UUID

from taizhang.errors import Refusal, Refused
from taizhang.projections.generation import LOCK
from taizhang.projections.switching import known_state
from taizhang.projections.tables import quoted

_TENANTS_AT_ONCE = 500

IN_USE = Refusal(
    "projections.in_use",
    zh="数据代 {generation} 是当前代，读者正在使用，不能退役；请先切换到另一代："
    "taizhang projections switch <代>",
    en="generation {generation} is the one that readers use; switch to another one first",
    status=409,
)
BEING_BUILT = Refusal(
    "projections.being_built",
    zh="数据代 {generation} 正在填充，不能退役；请等它填满并切换，确实要放弃它请加 --abandon",
    en="generation {generation} is being built; wait for it, or abandon it by --abandon",
    status=409,
)

# The row is locked against new cursors, which hold its key for share (cursor.py).
_HOLD = "select from projections.generation where generation = $1 for update"
_RETIRE = """
    update projections.generation set state = 'retired' where generation = $1
    returning schema_name
"""
_HOLDERS = """
    select tenant_id from projections.cursor where generation = $1
    union select tenant_id from projections.dead_letter where generation = $1
"""
_FORGET = (
    "delete from projections.cursor where tenant_id = any ($1::uuid[]) and generation = $2",
    "delete from projections.dead_letter where tenant_id = any ($1::uuid[]) and generation = $2",
)


async def retire(scheduler: Any, projector: Any, name: str, *, abandon: bool = False) -> int:
    """Drop the tables, cursors and letters of a kept generation; says of how many tenants.

    Personal values stay: the other generations show them too. `abandon` lets one go that is
    still being built. What was interrupted is finished by asking again. Raises Refused.
    """
    schema = await _declare(projector, name, abandon=abandon)
    # Committed before this, so that no worker begins anything more in these tables.
    await projector.execute(f"drop schema if exists {quoted(schema)} cascade")
    holders = iter([row["tenant_id"] for row in await scheduler.fetch(_HOLDERS, name)])
    count = 0
    while tenants := list(islice(holders, _TENANTS_AT_ONCE)):
        await _forget(projector, tenants, name)
        count += len(tenants)
    return count


async def _declare(projector: Any, name: str, *, abandon: bool) -> str:
    async with projector.transaction():
        await projector.execute(LOCK)
        await projector.execute(_HOLD, name)
        now = await known_state(projector, name)
        if now == "current":
            raise Refused(IN_USE(generation=name))
        if now == "building" and not abandon:
            raise Refused(BEING_BUILT(generation=name))
        return str(await projector.fetchval(_RETIRE, name))


async def _forget(projector: Any, tenants: Sequence[UUID], name: str) -> None:
    await projector.work_for(*tenants)
    for statement in _FORGET:
        await projector.execute(statement, tenants, name)
