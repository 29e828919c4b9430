"""What the programs share: their words, their end, and a database that may be away."""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from msgspec import Struct
from storm.journal import Journal

from taizhang.app import Platform, open_platform
from taizhang.database.pool import unavailable
from taizhang.errors import Refused
from taizhang.tenancy.master import MasterKey
from taizhang.tenancy.register import Tenant

MASTER = MasterKey(bytes(32))
TOWNS = {"santangjie": 8, "changpu": 2, "jingui": 4}
"""How busy each tenant is, against the others."""
TALKERS = "jingui"
"""Here nobody votes. What people say touches no row with a history, so that no history's key
stands in the way of a second fold.
"""

Main: TypeAlias = Callable[["Words", Journal, asyncio.Event], Awaitable[None]]


class Words(Struct, frozen=True):
    """What a program is told: where things are, its name, and which of its lives this is."""

    dsn: str
    folder: Path
    name: str
    life: int

    @property
    def journal(self) -> Path:
        """The journal of this life. Its being there says that the process can be told to end."""
        return self.folder / f"{self.name}.{self.life:03}.jsonl"


def run(main: Main) -> None:
    """Run a program until it is told to end (SIGTERM). It does not outlive whoever started it."""
    dsn, folder, name, life = sys.argv[1:]
    logging.basicConfig(format=f"%(asctime)s {name}.{life} %(message)s")
    logging.getLogger("asyncpg").setLevel(logging.CRITICAL)  # tells each vain attempt at length
    asyncio.run(_run(main, Words(dsn, Path(folder), name, int(life))))


async def _run(main: Main, words: Words) -> None:
    loop, over = asyncio.get_running_loop(), asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, over.set)
    loop.add_reader(0, os._exit, 1)  # nobody ever writes: it has ended
    await main(words, Journal(words.journal), over)


@asynccontextmanager
async def opened(dsn: str) -> AsyncIterator[Platform]:
    """The platform, as soon as the database is there."""
    async with AsyncExitStack() as stack:
        made = await patiently(lambda: stack.enter_async_context(open_platform(dsn, MASTER)))
        yield made


async def until(over: asyncio.Event, *work: Coroutine[Any, Any, None]) -> None:
    """Do endless work until it is over. What fails is raised at once."""
    tasks = [asyncio.create_task(each) for each in (_told(over), *work)]
    ended, others = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in others:
        task.cancel()
    for task in ended:
        await task


async def _told(over: asyncio.Event) -> None:
    await over.wait()


async def patiently(attempt: Callable[[], Awaitable[Any]]) -> Any:
    """The answer, asked for again while the database is away."""
    while True:
        try:
            return await attempt()
        except Exception as error:
            if not is_for_now(error):
                raise
            await asyncio.sleep(0.05)


def is_for_now(error: Exception) -> bool:
    """Whether to come again: the database is away, or the queue is full."""
    return unavailable(error) or (isinstance(error, Refused) and error.retry_after is not None)


async def towns(platform: Platform) -> dict[str, Tenant]:
    """The tenants, by slug."""
    return {slug: await patiently(partial(platform.register.find, slug)) for slug in TOWNS}
