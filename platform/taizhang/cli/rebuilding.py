"""Following a rebuild: a bar on a terminal, plain lines elsewhere."""

import asyncio
import time

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

from taizhang.app import Platform
from taizhang.cli.environment import out
from taizhang.cli.standing import STATES
from taizhang.projections.status import Filled, filled, rate

_LOOK_SECONDS = 0.5
_LINE_SECONDS = 10.0
_STUCK_SECONDS = 30.0


async def follow(platform: Platform) -> None:
    """Begin a rebuild (or join one), help to fill it, and tell how far it is until readers use it.

    Events that are written meanwhile count as well.
    """
    name = (await platform.worker.rebuild()).name
    out.print(f"重建：新的数据代 {name}；旧的照常可读，写入照常。中断后由 taizhang work 接着做")
    first = seen = await _look(platform, name)
    working = asyncio.create_task(platform.worker.run())
    try:
        with Telling(first) as telling:
            while _goes_on(first, seen):
                telling.tell(seen)
                await asyncio.sleep(_LOOK_SECONDS)
                seen = await _look(platform, name)
            telling.tell(seen, at_last=True)
    finally:
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
    out.print(f"完成：{name} {STATES.get(seen.state, seen.state)}。")
    out.print("前一代保留，随时可退回：taizhang projections switch <代>；不再需要时 retire <代>")


async def _look(platform: Platform, name: str) -> Filled:
    found = {each.generation: each for each in await filled(platform.worker.scheduler)}
    if name not in found:
        raise SystemExit(f"数据代 {name} 在填充时被放弃（--abandon）")
    return found[name]


def _goes_on(first: Filled, seen: Filled) -> bool:
    """Readers may have it before it is full, where they had nothing better."""
    return seen.state == "building" or seen.folded < first.events


class Telling:
    """Prints looks at one generation as they come."""

    def __init__(self, first: Filled) -> None:
        self._progress = Progress(
            TextColumn("折叠"),
            BarColumn(),
            TaskProgressColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]} 事件/秒  还需"),
            TimeRemainingColumn(),
            console=out,
            disable=not out.is_terminal,
        )
        self._task = self._progress.add_task("", total=None, rate="-")
        self._first = self._last = first
        self._said = float("-inf")
        self._moved = time.monotonic()

    def __enter__(self) -> "Telling":
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def tell(self, seen: Filled, *, at_last: bool = False) -> None:
        """The bar moves at each look; a line comes now and then, at the start and at the end."""
        speed = rate(self._first, seen)
        self._progress.update(
            self._task, total=seen.events, completed=seen.folded, rate=f"{speed:,.0f}"
        )
        self._notice_standstill(seen)
        now = time.monotonic()
        if not out.is_terminal and (at_last or now - self._said >= _LINE_SECONDS):
            self._said = now
            out.print(line(seen, speed))

    def _notice_standstill(self, seen: Filled) -> None:
        if seen.folded != self._last.folded:
            self._moved = time.monotonic()
        elif time.monotonic() - self._moved >= _STUCK_SECONDS:
            self._moved = time.monotonic()
            out.print(
                f"[yellow]{_STUCK_SECONDS:.0f} 秒没有进展，{seen.behind} 个单位落后；请看日志"
            )
        self._last = seen


def line(seen: Filled, speed: float) -> str:
    """One look in words: events folded of events to fold, rate, time left."""
    share = 100 * seen.folded // seen.events if seen.events else 100
    left = seen.events - seen.folded
    parts = [f"折叠 {seen.folded:,} / {seen.events:,}（{share}%）", f"{speed:,.0f} 事件/秒"]
    if not left:
        parts.append("已追上")
    elif speed:
        parts.append(f"还需约 {left / speed:,.0f} 秒")
    return "，".join(parts)
