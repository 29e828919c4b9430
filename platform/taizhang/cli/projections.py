"""`projections`: how the rows stand, and what an operator does about them."""

import contextlib
from typing import Annotated

from cyclopts import App, Parameter

from taizhang.app import Platform
from taizhang.cli.environment import out, with_platform
from taizhang.cli.listing import Listing
from taizhang.cli.rebuilding import follow
from taizhang.cli.standing import show
from taizhang.projections.retiring import retire as give_up
from taizhang.projections.switching import switch as change_over

app = App(name="projections", help="数据（读模型）：进度、死信、重建、切换、退役")


@app.default
def projections(
    *, worst: int = 10, seconds: Annotated[float, Parameter(name="--seconds")] = 1.0
) -> None:
    """Show how far the rows are: lag, rate, generations, letters; the tenants farthest behind.

    --worst sets how many tenants are named; --seconds how far apart the two looks for the rate are.
    """

    async def work(platform: Platform) -> None:
        await show(platform, worst=worst, seconds=seconds)

    with_platform(work)


@app.command
def rebuild() -> None:
    """Fill the rows of this release anew beside the old ones, and switch when they are full.

    Writing and reading go on. Stop workers of older code first: they would fill it their way.
    Interrupt it at will: `taizhang work` goes on with it, and asking again shows how far it is.
    """
    with contextlib.suppress(KeyboardInterrupt):
        with_platform(follow)


@app.command
def switch(generation: str) -> None:
    """Let readers use another generation at once: the way back to a kept one."""

    async def work(platform: Platform) -> None:
        async with (
            platform.worker.scheduler.acquire() as scheduler,
            platform.worker.projector.acquire() as projector,
        ):
            await change_over(scheduler, projector, generation)
        out.print(f"读者现在使用数据代 {generation}")

    with_platform(work)


@app.command
def retire(generation: str, *, abandon: bool = False) -> None:
    """Drop the tables of a kept generation; --abandon also drops one that is being filled."""

    async def work(platform: Platform) -> None:
        async with (
            platform.worker.scheduler.acquire() as scheduler,
            platform.worker.projector.acquire() as projector,
        ):
            tenants = await give_up(scheduler, projector, generation, abandon=abandon)
        out.print(f"数据代 {generation} 已退役，涉及 {tenants} 个单位；个人信息未动")

    with_platform(work)


@app.command
def letters(tenant: str) -> None:
    """List what could not be folded for a tenant, and why."""

    async def work(platform: Platform) -> None:
        known = await platform.register.find(tenant)
        found = await platform.worker.letters(known.id)
        table = Listing("数据", "键", "位置", "失败时间", "原因")
        for each in found:
            where = each.letter.row_type, each.letter.row_key, str(each.letter.position)
            table.tell(*where, f"{each.failed_at:%Y-%m-%d %H:%M:%S}", each.letter.error)
        out.print(table if found else f"{known.name}：没有死信")

    with_platform(work)


@app.command
def retry(tenant: str) -> None:
    """Fold a tenant's letters again, once a fold has been mended."""

    async def work(platform: Platform) -> None:
        known = await platform.register.find(tenant)
        done = await platform.worker.retry(known.id)
        for each in done:
            outcome = f"仍然失败：{each.error}" if each.error else "已折叠"
            text = f"{each.row_type} {each.row_key}：{each.letters} 个事件，{outcome}"
            out.print(text, markup=False)
        if not done:
            out.print(f"{known.name}：没有死信")

    with_platform(work)
