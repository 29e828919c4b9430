"""A story is a list of chapters; each is told as it happens, with the log's position."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from msgspec import Struct

from taizhang.demo.client import Client, Unexpected
from taizhang.demo.memory import Memory

_TIMES, _PAUSE_SECONDS = 100, 0.2
Done = Callable[[Any], bool]


class Stage(Struct, frozen=True):
    """What a chapter plays on: its tenant, its memory, and how it speaks."""

    client: Client
    memory: Memory
    organisations: list[str]
    tell: Callable[[str], None]

    async def call_meeting(self, meeting: str, cycle: str, kind: str, place: str) -> None:
        """Call a meeting."""
        about = {"meeting": meeting, "cycle": cycle, "kind": kind, "place": place}
        await self.ask("clerk", "meetings.call", **about)

    async def move_to(self, moment: str) -> None:
        """Let the rehearsal stand at a later moment."""
        await self.ask("clerk", "setup.move_clock", to=moment)
        self.tell(f"时钟拨到 {moment[:16].replace('T', ' ')}")

    def tell_warning(self, receipt: Any) -> None:
        """The first warning, which only the first answer to a command carries."""
        for warning in receipt["warnings"][:1]:
            self.tell(f"提醒：{warning['detail']}")

    async def ask(self, actor: str | None, command: str, **body: Any) -> Any:
        """Ask a command; the answer's body."""
        return (await self.client.ask(actor, command, **body)).body

    def tell_refusal(self, refused: Any) -> None:
        """Why something cannot be, with the tenant's own clause, and how many reasons there are."""
        many = len(refused["reasons"])
        told = refused["reasons"][0]["detail"]
        self.tell(f"不能办理：{told}" + (f"（共 {many} 项）" if many > 1 else ""))

    async def awaited(self, ask: Callable[["Stage"], Awaitable[Any]], done: Done) -> Any:
        """An answer that workers are about to make so: asked until it is, for a bounded time."""
        for _ in range(_TIMES):
            if done(found := await ask(self)):
                return found
            await asyncio.sleep(_PAUSE_SECONDS)
        raise Unexpected(
            f"{self.client.tenant}: not yet after {_TIMES * _PAUSE_SECONDS} s: {found}"
        )

    async def until(self, actor: str, document: str, field: str) -> list[dict[str, Any]]:
        """Rows that a policy is about to make: asked until there are some, for a bounded time."""
        for _ in range(_TIMES):
            data = await self.client.query(actor, document, self.client.last_position)
            if nodes := data[field]["nodes"]:
                found: list[dict[str, Any]] = nodes
                return found
            await asyncio.sleep(_PAUSE_SECONDS)
        raise Unexpected(f"{self.client.tenant}: no {field} after {_TIMES * _PAUSE_SECONDS} s")


class Chapter(Struct, frozen=True):
    """Some steps of one tenant's story."""

    tenant: str
    title: str
    play: Callable[[Stage], Awaitable[None]]


def chapter(tenant: str, title: str) -> Callable[[Callable[[Stage], Awaitable[None]]], Chapter]:
    """Make a coroutine a chapter of a tenant's story."""
    return lambda play: Chapter(tenant, title, play)
