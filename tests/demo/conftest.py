"""The demo, played once over HTTP against a real server and PostgreSQL, and what it left."""

import asyncio
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

from taizhang.app import Platform, open_platform
from taizhang.cli.running import http_server, working
from taizhang.database.embedded import Server, remove
from taizhang.demo.client import Answer
from taizhang.demo.county.places import demo_files, demo_tokens
from taizhang.demo.memory import Memory
from taizhang.demo.play import Teller, play
from taizhang.events.event import Event
from taizhang.http.server import create
from taizhang.log import entry
from taizhang.log.entry import Entry
from taizhang.log.model import Recorded
from taizhang.onboarding.apply import apply
from taizhang.onboarding.file import TenantFile
from taizhang.tenancy.master import MasterKey
from taizhang.tenancy.register import Tenant
from taizhang_migrations import migrate


class Listener(Teller):
    """Remembers what was answered, by tenant and command, in order."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str, Answer]] = []

    def step(self, tenant: str, command: str, answer: Answer) -> None:
        self.heard.append((tenant, command, answer))


class Happened:
    """An event of a log: its place, what is known of it, and itself."""

    def __init__(self, recorded: Recorded, known: Entry, event: Event) -> None:
        self.position, self.recorded_at = recorded.position, recorded.recorded_at
        self.known, self.event = known, event

    def __repr__(self) -> str:
        return f"#{self.position} {self.known.on} {self.known.actor}: {self.event}"


class Played:
    """The demo after its end."""

    def __init__(self, platform: Platform, memory: Memory, files: list[TenantFile]) -> None:
        self.platform, self.memory = platform, memory
        self.files = {file.slug: file for file in files}
        self.tenants: dict[str, Tenant] = {}
        self.logs: dict[str, list[Happened]] = {}
        self.listener = Listener()
        self.url = ""
        self.dsn = ""

    @property
    def tokens(self) -> dict[str, dict[str, str]]:
        return dict(self.memory.data["tokens"])

    @cached_property
    def units(self) -> dict[str, list[str]]:
        return {slug: [u.id for u in file.organisations] for slug, file in self.files.items()}

    def answers(self, tenant: str, command: str) -> list[Answer]:
        """All answers to a command."""
        return [a for slug, name, a in self.listener.heard if (slug, name) == (tenant, command)]

    def refusal(self, tenant: str, code: str) -> dict[str, Any]:
        """The one refusal of this code."""
        (found,) = self.refusals(tenant, code)
        return found

    def refusals(self, tenant: str, code: str) -> list[dict[str, Any]]:
        """The first reason of each refusal of this code, in order."""
        found = [a for slug, _, a in self.listener.heard if (slug, a.code) == (tenant, code)]
        return [{**answer.body["reasons"][0], "status": answer.status} for answer in found]

    def of(self, tenant: str, *kinds: type[Event]) -> list[Happened]:
        """All events of some types, in order."""
        return [h for h in self.logs[tenant] if isinstance(h.event, kinds)]

    async def query(self, tenant: str, document: str, *, actor: str = "clerk") -> Any:
        """The data of a query, with all that the log holds."""
        headers = {"Authorization": f"Bearer {self.tokens[tenant][actor]}"}
        url = f"{self.url}/graphql?minPosition={len(self.logs[tenant])}"
        async with httpx.AsyncClient(trust_env=False) as http:
            answer = await http.post(url, json={"query": document}, headers=headers)
        assert answer.status_code == 200, answer.text
        assert "errors" not in answer.json(), answer.text
        return answer.json()["data"]

    async def play(self) -> None:
        """Play what is left of the story as the memory's file knows it, and read the logs once
        days and policies have added what is theirs.
        """
        self.memory = Memory(self.memory.path)
        await play(self.url, self.memory, self.tokens, self.units, self.listener)
        await self.platform.days.catch_up()
        await self.platform.reactor.catch_up()
        for slug, tenant in self.tenants.items():
            self.logs[slug] = await self._read(tenant)

    async def _read(self, tenant: Tenant) -> list[Happened]:
        found = []
        for recorded in await self.platform.log.read_after(tenant.id, 0, 100_000):
            known = entry.decode(recorded.entry)
            event = self.platform.schemes.catalogue.read(
                known.type, known.schema, bytes(known.body)
            )
            assert isinstance(event, Event)
            found.append(Happened(recorded, known, event))
        return found


@contextlib.contextmanager
def _database(server: Server) -> Iterator[str]:
    name = f"demo_{uuid.uuid4().hex}"
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        connection.execute(f"create database {name}")
        migrate(server.dsn(database=name))
        yield server.dsn(database=name)
        connection.execute(f"drop database {name} with (force)")


@contextlib.asynccontextmanager
async def _stage(dsn: str, memory: Memory) -> AsyncIterator[Played]:
    """A server over all tenants of the demo, before the story."""
    async with open_platform(dsn, MasterKey(b"0" * 32)) as platform, working(platform):
        demo = Played(platform, memory, demo_files(platform.schemes))
        demo.dsn = dsn
        for slug, file in demo.files.items():
            applied = await apply(file, platform.register, platform.dispatcher)
            demo.tenants[slug] = applied.tenant
            held = await demo_tokens(platform, file, applied.tenant)
            memory.keep(tokens=memory.data.get("tokens", {}) | {slug: held})
        # asyncio sends small answers at once only through a socket that is known to be TCP's.
        with socket.socket(proto=socket.IPPROTO_TCP) as listening:
            listening.bind(("127.0.0.1", 0))
            host, port = listening.getsockname()[:2]
            demo.url = f"http://{host}:{port}"
            uvicorn = http_server(create(platform), host, port)
            serving = asyncio.create_task(uvicorn.serve([listening]))
            yield demo
            uvicorn.should_exit = True
            await serving


@pytest.fixture(scope="package")
async def played(server: Server, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Played]:
    """All tenants applied and the whole story told, once for all who only look at it."""
    async with _played(server, tmp_path_factory.mktemp("demo")) as demo:
        yield demo


@pytest.fixture(scope="module")
async def played_again(
    server: Server, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Played]:
    """The same, for the tests of one module that play on or fill rows anew."""
    async with _played(server, tmp_path_factory.mktemp("demo")) as demo:
        yield demo


@contextlib.asynccontextmanager
async def _played(server: Server, folder: Path) -> AsyncIterator[Played]:
    with _database(server) as dsn:
        async with _stage(dsn, Memory(folder / "demo.json")) as demo:
            await demo.play()
            yield demo


@pytest.fixture
async def unplayed(server: Server, tmp_path: Path) -> AsyncIterator[Played]:
    """All tenants applied, and nothing told yet."""
    with _database(server) as dsn:
        async with _stage(dsn, Memory(tmp_path / "demo.json")) as demo:
            yield demo


@contextlib.contextmanager
def _home() -> Iterator[Path]:
    # Not tmp_path: its parents are closed to the user that PostgreSQL runs as under root.
    folder = Path(tempfile.mkdtemp(prefix="taizhang-test-"))
    folder.chmod(0o755)
    try:
        yield folder
        remove(folder)
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def home() -> Iterator[Path]:
    """A home that an embedded server may use, and nothing of it afterwards."""
    with _home() as folder:
        yield folder


@pytest.fixture(scope="module")
def module_home() -> Iterator[Path]:
    """The same, for all tests of a module."""
    with _home() as folder:
        yield folder


class Process:
    """A `taizhang` command as a process of its own, in a group that Ctrl-C would reach."""

    def __init__(self, home: Path, *words: str, **settings: str) -> None:
        self.home = home
        self._words, self._settings = words, settings
        self._output = home / "output.txt"
        self.start()

    def start(self) -> None:
        with self._output.open("ab") as output:
            self.running = subprocess.Popen(
                [sys.executable, "-u", "-c", "from taizhang.cli import main; main()", *self._words],
                env=os.environ | {"TAIZHANG_HOME": str(self.home)} | self._settings,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                process_group=0,
            )

    @property
    def output(self) -> str:
        return self._output.read_text()

    def kill(self) -> None:
        """SIGKILL, as when the machine's memory is full."""
        self.running.kill()
        self.running.wait()

    def interrupt(self, seconds: float = 30) -> int:
        """Ctrl-C in its terminal; its exit code once it has ended."""
        if self.running.poll() is None:
            os.killpg(self.running.pid, signal.SIGINT)
        return self.running.wait(seconds)


Start = Callable[..., Process]


@contextlib.contextmanager
def _processes() -> Iterator[Start]:
    started = []

    def start(home: Path, *words: str, **settings: str) -> Process:
        started.append(Process(home, *words, **settings))
        return started[-1]

    yield start
    for process in started:
        process.kill()


@pytest.fixture
def processes(home: Path) -> Iterator[Start]:
    """Starts `taizhang` commands, and ends them after the test, before their home goes."""
    with _processes() as start:
        yield start


@pytest.fixture(scope="module")
def module_processes(module_home: Path) -> Iterator[Start]:
    """The same, for all tests of a module."""
    with _processes() as start:
        yield start


@pytest.fixture(scope="module")
def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])
