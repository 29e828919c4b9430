"""A worker as a process of its own: `python worker_process.py <dsn> work|stall`.

With `stall` it stops for ever once it has written a batch's rows and not yet moved the cursor, and
says so in a line.
"""

import asyncio
import sys
from typing import Any

from msgspec.structs import replace

from taizhang.database.pool import open_pool
from taizhang.events.catalogue import Catalogue
from taizhang.events.event import Event
from taizhang.log.hints import Hints
from taizhang.projections import runner
from taizhang.projections.row import At, Row, folds
from taizhang.projections.worker import Worker
from taizhang.tenancy.keyring import Keyring
from taizhang.tenancy.master import MasterKey


class Cast(Event, name="test.cast"):
    box: str


class Box(Row, key=("box",)):
    box: str
    count: int = 0


@folds(Box, Cast, "box")
def _(row: Box | None, event: Cast, at: At) -> Box | None:
    before = row or Box(box=event.box)
    return replace(before, count=before.count + 1)


async def stall(*_: Any) -> None:
    print("rows written", flush=True)
    await asyncio.Event().wait()


async def main(dsn: str, how: str) -> None:
    if how == "stall":
        runner.move = stall
    keyring = Keyring(MasterKey(bytes(32)))
    async with (
        await open_pool(dsn, "taizhang_projector", size=3) as projector,
        await open_pool(dsn, "taizhang_scheduler", size=1) as scheduler,
        Hints(dsn, "taizhang_app") as hints,
    ):
        pools = {"projector": projector, "scheduler": scheduler}
        worker = Worker([Box], Catalogue([Cast]), keyring, hints, batch=5, poll=0.05, **pools)
        print((await worker.generation()).name, flush=True)
        await worker.run()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
