"""`serve`, `work` and `migrate`: the processes of design 14."""

import asyncio
import contextlib
import gc
import os
import socket

import uvicorn
from litestar import Litestar

from taizhang.app import Platform
from taizhang.cli.environment import database, err, out, tell_standing, telling, with_platform
from taizhang.http.server import create
from taizhang.plugins.misasked import misasked
from taizhang.plugins.uses import ALL, SWITCHES
from taizhang_migrations import migrate as bring_up

_COLLECTED = 20_000, 10, 10
"""After how many new objects the collector looks at the young, and how often at the older ones. A
schema of a grant has some 500,000: about five that are forgotten wait to be found.
"""


def serve(*, host: str = "127.0.0.1", port: int = 8000, work: bool = False) -> None:
    """Serve HTTP. With --work the same process also keeps the rows up to date."""

    async def run(platform: Platform) -> None:
        app = application(platform)
        keep_what_is_loaded()
        told = asyncio.create_task(tell_standing(platform, SWITCHES))
        async with working(platform) if work else contextlib.nullcontext():
            out.print(f"台账服务：http://{host}:{port}/")
            await http_server(app, host, port).serve()
        told.cancel()

    with_platform(run, serves=True)


def work() -> None:
    """Keep rows up to date, run policies and begin days, until stopped."""

    async def run(platform: Platform) -> None:
        keep_what_is_loaded()
        out.print("开始处理：数据折叠、策略和到期事项")
        told = tell_standing(platform, ALL)
        tasks = platform.worker.run(), platform.reactor.run(), platform.days.run()
        await asyncio.gather(told, *tasks)

    with contextlib.suppress(KeyboardInterrupt):
        with_platform(run)


def migrate() -> None:
    """Bring the database to this release. Safe at any time."""
    with telling(), database() as dsn:
        if "DATABASE_URL" in os.environ:
            bring_up(os.environ.get("DATABASE_OWNER_URL", dsn))
        out.print("数据库结构已是最新")


def keep_what_is_loaded() -> None:
    """Modules and the schema stay for good: the collector of garbage would look through them for
    40 ms and more at a time, while everybody waits. What comes later, documents and plans, is
    looked through seldom: next to nothing of a request is garbage that only the collector finds.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECTED)


@contextlib.asynccontextmanager
async def working(platform: Platform):  # type: ignore[no-untyped-def]
    """Run worker, reactor and days beside whatever else this process does."""
    tasks = [
        asyncio.create_task(platform.worker.run()),
        asyncio.create_task(platform.reactor.run()),
        asyncio.create_task(platform.days.run()),
    ]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def application(platform: Platform) -> Litestar:
    """The HTTP application, with a word on every document that nobody can be given."""
    for each in misasked(platform.schemes, platform.worlds.whole.served.types):
        err.print(each.sentence, style="yellow", markup=False)
    return create(platform)


def http_server(app: Litestar, host: str, port: int) -> uvicorn.Server:
    """A server for the application, which stops in good order on SIGINT and SIGTERM."""
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=3,
        loop="none",
        ws_max_size=1 << 20,
        ws_per_message_deflate=False,
    )
    return _Server(config)


class _Server(uvicorn.Server):
    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let those who follow changes go, then wait for what is still being answered."""
        self.config.app.state.stopping()  # type: ignore[union-attr]
        await super().shutdown(sockets)
