"""How the rows stand, as an operator reads it at three in the morning."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from taizhang import __version__
from taizhang.app import Platform
from taizhang.cli.environment import out
from taizhang.cli.listing import Listing, number
from taizhang.commands.context import CHINA
from taizhang.projections.status import Filled, filled, rate, worst

STATES = {"building": "填充中", "current": "当前（读者在用）", "kept": "保留（可退回）"}
_SLUGS = "select tenant_id, slug from tenancy.tenant where tenant_id = any ($1::uuid[])"


async def show(platform: Platform, *, worst: int, seconds: float) -> None:
    """Look twice, `seconds` apart, and print what was seen."""
    before = await filled(platform.worker.scheduler)
    await asyncio.sleep(seconds)
    after = await filled(platform.worker.scheduler)
    out.print(f"台账 {__version__}，本版的数据代：{platform.worker.shape}")
    if not after:
        out.print("还没有数据代：请先运行 taizhang work")
        return
    rates = _rates(before, after)
    out.print(_generations(after, rates))
    out.print(f"速率：隔 {seconds:g} 秒看两次，其间折叠的事件数 ÷ 秒数")
    await _tenants(platform, worst)
    _warn(after, rates)


def _rates(before: Iterable[Filled], after: Iterable[Filled]) -> dict[str, float]:
    first = {each.generation: each for each in before}
    return {a.generation: rate(first.get(a.generation, a), a) for a in after}


def _generations(found: Iterable[Filled], rates: Mapping[str, float]) -> Listing:
    table = _table("数据代", "状态", "单位", "落后单位", "待折叠", "最远落后", "事件/秒", "死信")
    for each in found:
        left = each.events - each.folded
        counts = (each.tenants, each.behind, left, each.farthest, rates[each.generation])
        numbers = (f"{count:,.0f}" for count in (*counts, each.letters))
        table.tell(each.generation, STATES.get(each.state, each.state), *numbers)
    return table


def _table(first: str, second: str, *numbers: str) -> Listing:
    return Listing(first, second, *map(number, numbers))


async def _tenants(platform: Platform, at_most: int) -> None:
    found = await worst(platform.worker.scheduler, at_most)
    if not found:
        if at_most:
            out.print("没有落后的单位，也没有死信")
        return
    slugs = await _slugs(platform, {each.tenant for each in found})
    table = _table("单位", "数据代", "日志", "已折叠", "落后", "死信", "最后移动")
    for each in found:
        numbers = (f"{n:,}" for n in (each.head, each.position, each.lag, each.letters))
        name = slugs.get(each.tenant, str(each.tenant))
        table.tell(name, each.generation, *numbers, _moment(each.moved_at))
    out.print(f"落后或有死信的单位（最多列 {at_most} 个，--worst 可改）：")
    out.print(table)


async def _slugs(platform: Platform, tenants: Iterable[UUID]) -> dict[UUID, str]:
    async with platform.app.acquire() as connection:
        await connection.work_for(*tenants)
        return {row[0]: row[1] for row in await connection.fetch(_SLUGS, list(tenants))}


def _warn(found: Sequence[Filled], rates: Mapping[str, float]) -> None:
    for each in found:
        if each.state != "kept" and each.behind and not rates[each.generation]:
            out.print(
                f"[yellow]{each.generation} 落后而没有进展：请确认 taizhang work（或 serve --work）"
                "在运行，并看它的日志"
            )
        if each.letters:
            out.print(
                f"[yellow]{each.generation} 有 {each.letters} 封死信："
                "taizhang projections letters <单位> 看原因，修好后 retry <单位>"
            )


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone(CHINA):%m-%d %H:%M:%S}" if at else "从未"
