"""`kill -9` in the middle of the story, of the server or of PostgreSQL, loses nothing.

A crowd registers units of another tenant all the while, so that something is always under way.
Every acknowledgement is kept; at the end the log must hold each at its place, once, and no more.
"""

import asyncio
import contextlib
import os
import signal
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest

from taizhang.app import Platform, open_platform
from taizhang.audit.verify import verify
from taizhang.cli.environment import DATABASE, database
from taizhang.database.embedded import embedded, running
from taizhang.database.embedded.postmaster import postmaster
from taizhang.demo.client import Answer, Client
from taizhang.demo.memory import Memory
from taizhang.demo.play import CHAPTERS, Teller, play
from taizhang.dispatch.entries import happened_at
from taizhang.log import entry
from taizhang.log.model import Recorded
from taizhang.onboarding.apply import accounts, apply
from taizhang.onboarding.file import load
from taizhang.onboarding.sources import source_tenants
from taizhang.tenancy.master import MasterKey
from taizhang.tenancy.register import Tenant

pytestmark = [pytest.mark.anyio, pytest.mark.timeout(240)]

PLAYED = "santangjie"
CROWDED = "dongfang"
CROWD = 3
#: After which answer to which command the blow falls, and how many milliseconds later.
BLOWS = {
    ("ballots.cast", 30): 4,
    ("ballots.cast", 70): 7,
    ("meetings.record_minutes", 1): 1,
    ("results.publish", 1): 0,
}


class Witness(Teller):
    """Keeps every acknowledgement, and strikes at the appointed answers."""

    def __init__(self, strike: Callable[[], None]) -> None:
        self.acknowledged: list[tuple[str, Answer]] = []
        self.blows = 0
        self._strike = strike
        self._counted: dict[str, int] = {}

    def step(self, tenant: str, command: str, answer: Answer) -> None:
        if answer.position is not None:
            self.acknowledged.append((tenant, answer))
        self._counted[command] = self._counted.get(command, 0) + 1
        delay = BLOWS.get((command, self._counted[command]))
        if delay is not None:
            self.blows += 1
            asyncio.get_running_loop().call_later(delay / 1000, self._strike)


class Prepared(msgspec.Struct, frozen=True):
    """A home whose tenants are applied; the server's address and the players' notes."""

    home: Path
    url: str
    memory: Memory
    units: dict[str, list[str]]


@pytest.fixture
async def prepared(home: Path, free_port: int, monkeypatch: pytest.MonkeyPatch) -> Prepared:
    monkeypatch.setenv("TAIZHANG_HOME", str(home))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    memory = Memory(home / "demo.json")
    units = {}
    with database() as dsn:
        async with open_platform(dsn, MasterKey.load(home)) as platform:
            for path in source_tenants():
                file = load(path, platform.schemes)
                tenant = (await apply(file, platform.register, platform.dispatcher)).tenant
                held = await accounts(file, tenant, platform.tokens)
                memory.keep(tokens=memory.data.get("tokens", {}) | {file.slug: held})
                units[file.slug] = [unit.id for unit in file.organisations]
    return Prepared(home, f"http://127.0.0.1:{free_port}", memory, units)


async def _crowd(prepared: Prepared, witness: Witness, member: int) -> None:
    """Register one unit after the other until cancelled, retrying as anybody should."""
    tokens = prepared.memory.data["tokens"][CROWDED]
    async with httpx.AsyncClient(base_url=prepared.url, trust_env=False, timeout=30) as http:
        client = Client(http, CROWDED, tokens, prepared.memory)
        client.begin(f"crowd {member}")
        client.heard = lambda command, answer: witness.acknowledged.append((CROWDED, answer))
        for number in range(10_000):
            unit = f"u-{member}-{number}"
            await client.ask(
                "clerk", "organisations.register", organisation=unit, name=unit, kind="村"
            )


async def _play(prepared: Prepared, witness: Witness) -> None:
    """The story, with the crowd around it; when the story ends the crowd's last answers count."""
    crowd = [asyncio.create_task(_crowd(prepared, witness, member)) for member in range(CROWD)]
    try:
        await play(
            prepared.url,
            prepared.memory,
            prepared.memory.data["tokens"],
            prepared.units,
            witness,
            only=(PLAYED,),
        )
        assert not any(task.done() for task in crowd)
    finally:
        for task in crowd:
            task.cancel()
        await asyncio.gather(*crowd, return_exceptions=True)


@contextlib.asynccontextmanager
async def _afterwards(home: Path) -> AsyncIterator[Platform]:
    with embedded(home) as server:
        async with open_platform(server.dsn(database=DATABASE), MasterKey.load(home)) as platform:
            yield platform


async def _nothing_is_lost(prepared: Prepared, witness: Witness) -> None:
    assert witness.blows == len(BLOWS)
    last = max(place for place, chapter in enumerate(CHAPTERS) if chapter.tenant == PLAYED)
    assert prepared.memory.data["done"] == last
    ids = [answer.body["command_id"] for _, answer in witness.acknowledged]
    assert len(ids) == len(set(ids)), "two requests were answered with one command"
    async with _afterwards(prepared.home) as platform:
        for tenant in await platform.register.all():
            answers = [answer for slug, answer in witness.acknowledged if slug == tenant.slug]
            await _holds(platform, tenant, answers)


async def _holds(platform: Platform, tenant: Tenant, answers: list[Answer]) -> None:
    """The log holds what was acknowledged, each at its place; all else is the platform's own."""
    verdict = await verify(platform.app, platform.schemes.catalogue, tenant.id)
    assert verdict.faults == []
    log = await platform.log.read_after(tenant.id, 0, 1_000_000)
    assert [event.position for event in log] == list(range(1, verdict.size + 1))
    told = {event["position"]: event for answer in answers for event in answer.body["events"]}
    lost = {at: event for at, event in told.items() if at > len(log) or event != _told(log[at - 1])}
    assert lost == {}
    assert sum(len(answer.body["events"]) for answer in answers) == len(told)
    untold = [entry.decode(event.entry) for event in log if event.position not in told]
    asked = {e.command_id for e in untold if not e.actor.startswith(("system", "policy:"))}
    # Only the crowd was interrupted before its last answers came.
    assert len(asked) <= (CROWD if tenant.slug == CROWDED else 0)


def _told(event: Recorded) -> Any:
    """An event of the log as a receipt tells it."""
    return msgspec.json.decode(msgspec.json.encode(happened_at(event.entry, event.position)))


async def test_killing_the_server_loses_no_acknowledged_event(
    prepared: Prepared, processes: Any, free_port: int
) -> None:
    server = processes(prepared.home, "serve", "--port", f"{free_port}", "--work")

    def strike() -> None:
        server.kill()
        server.start()

    witness = Witness(strike)
    await _play(prepared, witness)
    server.interrupt()
    await _nothing_is_lost(prepared, witness)


async def test_killing_postgres_loses_no_acknowledged_event(
    prepared: Prepared, processes: Any, free_port: int
) -> None:
    server = processes(prepared.home, "serve", "--port", f"{free_port}", "--work")
    struck = []

    def strike() -> None:
        found = running(prepared.home)
        first = postmaster(found.data) if found else None
        assert first is not None
        os.kill(first.pid, signal.SIGKILL)
        struck.append(first.pid)

    witness = Witness(strike)
    await _play(prepared, witness)
    assert len(set(struck)) == len(BLOWS), "PostgreSQL was not started again each time"
    assert server.running.poll() is None, "the server did not outlive PostgreSQL"
    server.interrupt()
    await _nothing_is_lost(prepared, witness)
