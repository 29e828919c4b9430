"""`serve`, `work` and `migrate`: the processes of design 14."""

import asyncio
import contextlib
import os

import uvicorn
from cyclopts import App
from litestar import Litestar

from taizhang.app import Platform
from taizhang.cli.environment import database, out, telling, with_platform
from taizhang.http.server import create
from taizhang_migrations import migrate as bring_up


def add_to(app: App) -> None:
    """Register the commands."""
    app.command(serve)
    app.command(work)
    app.command(migrate)


def serve(*, host: str = "127.0.0.1", port: int = 8000, work: bool = False) -> None:
    """Serve HTTP. With --work the same process also keeps the rows up to date."""

    async def run(platform: Platform) -> None:
        async with working(platform) if work else contextlib.nullcontext():
            out.print(f"台账服务:http://{host}:{port}/")
            await http_server(create(platform), host, port).serve()

    with_platform(run)


def work() -> None:
    """Keep rows up to date and run policies, until stopped."""

    async def run(platform: Platform) -> None:
        out.print("开始处理:数据折叠和策略")
        await asyncio.gather(platform.worker.run(), platform.reactor.run())

    with contextlib.suppress(KeyboardInterrupt):
        with_platform(run)


def migrate() -> None:
    """Bring the database to this release. Safe at any time."""
    with telling(), database() as dsn:
        if "DATABASE_URL" in os.environ:
            bring_up(os.environ.get("DATABASE_OWNER_URL", dsn))
        out.print("数据库结构已是最新")


@contextlib.asynccontextmanager
async def working(platform: Platform):  # type: ignore[no-untyped-def]
    """Run worker and reactor beside whatever else this process does."""
    tasks = [
        asyncio.create_task(platform.worker.run()),
        asyncio.create_task(platform.reactor.run()),
    ]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


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
    )
    return uvicorn.Server(config)
