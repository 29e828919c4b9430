"""`demo`: from nothing to a played assessment, served on this machine."""

import asyncio
import socket
import sys
import time
from pathlib import Path

from taizhang.app import Platform, home
from taizhang.cli.environment import out, with_platform
from taizhang.cli.running import application, http_server, working
from taizhang.cli.telling import ConsoleTeller
from taizhang.database.embedded import remove
from taizhang.demo.county.places import demo_files, demo_tokens
from taizhang.demo.memory import Memory
from taizhang.demo.play import play
from taizhang.onboarding.apply import apply
from taizhang.onboarding.file import TenantFile

HOST = "127.0.0.1"
ACCOUNTS = "demo.json"
STORY = "demo-story.json"
"""Slips, keys and sealed ballots of the demo's invented voters; nobody else's."""


def demo(*, port: int = 8000, exit: bool = False, clean: bool = False) -> None:
    """Play the demo and serve it. --exit ends after playing; --clean removes all of it."""
    if clean:
        _clean()
        return
    _require_free(port)
    begun = time.monotonic()

    async def run(platform: Platform) -> None:
        memory = Memory(home() / ACCOUNTS)
        server = http_server(application(platform), HOST, port)
        async with working(platform):
            serving = asyncio.create_task(server.serve())
            telling = asyncio.create_task(_tell(platform, memory, port, begun, serve=not exit))
            try:
                await asyncio.wait([serving, telling], return_when=asyncio.FIRST_COMPLETED)
                if telling.done() and (exit or telling.exception()):
                    server.should_exit = True
                await serving
                if telling.done():
                    telling.result()
            finally:  # nothing may be told any more when the platform closes
                for task in (serving, telling):
                    task.cancel()
                await asyncio.gather(serving, telling, return_exceptions=True)

    with_platform(run)


def _require_free(port: int) -> None:
    """Better now than after PostgreSQL was started for nothing."""
    try:
        socket.create_server((HOST, port)).close()
    except OSError as error:
        sys.exit(
            f"{HOST}:{port} 不能使用（{error.strerror}）；请换一个端口，如 make demo PORT=8001"
        )


async def _tell(
    platform: Platform, memory: Memory, port: int, begun: float, *, serve: bool
) -> None:
    files = demo_files(platform.schemes)
    for file in files:
        applied = await apply(file, platform.register, platform.dispatcher)
        out.print(f"单位 {file.name}：日志位置 {applied.receipt.position}")
        await _tokens(platform, memory, file)
    url = f"http://{HOST}:{port}"
    units = {file.slug: [unit.id for unit in file.organisations] for file in files}
    story = Memory(home() / STORY)
    titles = {each.command_name: each.command_title for each in platform.schemes.commands.values()}
    with ConsoleTeller(titles, {file.slug: file.name for file in files}) as teller:
        await play(url, story, memory.data["tokens"], units, teller)
    out.print(f"演示完成，用时 {time.monotonic() - begun:.1f} 秒")
    memory.keep(urls=_urls(url))
    if serve:
        _where(memory, url)


async def _tokens(platform: Platform, memory: Memory, file: TenantFile) -> None:
    held = memory.data.get("tokens", {})
    if file.slug not in held:
        tenant = await platform.register.find(file.slug)
        held = held | {file.slug: await demo_tokens(platform, file, tenant)}
        memory.keep(tokens=held)


def _urls(url: str) -> dict[str, str]:
    return {"status": f"{url}/", "graphql": f"{url}/graphql", "openapi": f"{url}/schema"}


def _where(memory: Memory, url: str) -> None:
    out.print(f"\n首页         {url}/\nGraphQL 查询 {url}/graphql\n命令接口     {url}/schema")
    out.print(f"账号和令牌   {memory.path}（演示用，人名均为虚构）")
    out.print(f"示例令牌     三堂街镇 clerk:{memory.data['tokens']['santangjie']['clerk']}")
    out.print("按 Ctrl-C 结束")


def _clean() -> None:
    where = home()
    remove(where)
    for name in (ACCOUNTS, STORY, "master.key"):
        (where / name).unlink(missing_ok=True)
    _remove_if_empty(where)
    out.print("演示数据已清除")


def _remove_if_empty(folder: Path) -> None:
    if folder.exists() and not any(folder.iterdir()):
        folder.rmdir()
