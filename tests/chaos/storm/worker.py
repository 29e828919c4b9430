"""A worker: projections and policies for all tenants, as `taizhang work` runs them."""

import asyncio
from contextlib import AsyncExitStack
from functools import partial
from typing import Any

from storm.journal import Journal
from storm.program import Words, opened, patiently, run, until
from storm.scheme import SCHEMES

from taizhang.app import Platform
from taizhang.database.pool import open_pool
from taizhang.dispatch.dispatcher import Dispatcher
from taizhang.dispatch.reactor import Reactor
from taizhang.projections.worker import Worker

SMALL = 25  # events a batch: many transactions, so that many are cut short


async def main(words: Words, _: Journal, over: asyncio.Event) -> None:
    async with AsyncExitStack() as stack, opened(words.dsn) as platform:
        pools: dict[str, Any] = {}
        for role in ("projector", "scheduler"):
            open_role = partial(open_pool, words.dsn, f"taizhang_{role}", size=4)
            pools[role] = await patiently(open_role)
            stack.callback(pools[role].terminate)
        worker, reactor = _parts(platform, pools)
        await until(over, worker.run(), reactor.run())


def _parts(platform: Platform, pools: dict[str, Any]) -> tuple[Worker, Reactor]:
    log, keyring, hints = platform.log, platform.keyring, platform.hints
    dispatcher = Dispatcher(log, SCHEMES, keyring, platform.app)
    return (
        Worker(SCHEMES.rows, SCHEMES.catalogue, keyring, hints, batch=SMALL, **pools),
        Reactor(log, dispatcher, SCHEMES, platform.register, hints, **pools),
    )


if __name__ == "__main__":
    run(main)
