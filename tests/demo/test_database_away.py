"""The database goes away for a while: 503 with Retry-After, and back again by itself."""

import asyncio
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

from taizhang.app import open_platform
from taizhang.audit.verify import verify
from taizhang.cli.environment import DATABASE
from taizhang.database.embedded import Server, embedded, stop
from taizhang.log import entry
from taizhang.onboarding.apply import accounts, apply
from taizhang.onboarding.file import load
from taizhang.onboarding.sources import source_tenants
from taizhang.tenancy.master import MasterKey
from taizhang_migrations import migrate

TENANT = "santangjie"
CREW, PEOPLE = 6, 40


class Database:
    """A PostgreSQL that a test turns off and on; the server under test only has its address."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._stack = ExitStack()
        self.server: Server
        self.on()
        with psycopg.connect(self.server.dsn(), autocommit=True) as connection:
            connection.execute(f"create database {DATABASE}")
        migrate(self.dsn)

    @property
    def dsn(self) -> str:
        return self.server.dsn(database=DATABASE)

    def on(self) -> None:
        self.server = self._stack.enter_context(embedded(self.home))

    def off(self) -> None:
        stop(self.home)
        self._stack.close()


@pytest.fixture
def postgres(home: Path) -> Iterator[Database]:
    database = Database(home / "postgres")
    yield database
    database.off()


class Town:
    """三堂街镇 behind `taizhang serve --work`, with a meeting of its committee called."""

    def __init__(self, url: str, token: str) -> None:
        headers = {"Authorization": f"Bearer {token}"}
        self.http = httpx.Client(base_url=url, headers=headers, timeout=30, trust_env=False)

    def post(self, command: str, body: Any, key: str) -> httpx.Response:
        path = f"/api/{TENANT}/{command}"
        return self.http.post(path, json=body, headers={"Idempotency-Key": key})

    def check_in(self, key: str, meeting: str = "m") -> httpx.Response:
        """A command with many events."""
        people = [{"number": f"{key}-{n}", "category": "党委委员"} for n in range(PEOPLE)]
        return self.post("meetings/check-in", {"meeting": meeting, "attendees": people}, key)

    def query(self) -> httpx.Response:
        return self.http.post("/graphql", json={"query": "{ meetings { totalCount } }"})

    def is_ready(self) -> bool:
        try:
            return self.http.get("/readyz").status_code == 200
        except httpx.TransportError:
            return False


@pytest.fixture
def town(home: Path, postgres: Database, processes: Any, free_port: int) -> Iterator[Town]:
    token = asyncio.run(_applied(postgres.dsn, home))
    words = ("serve", "--port", f"{free_port}", "--work")
    processes(home, *words, DATABASE_URL=postgres.dsn)
    town = Town(f"http://127.0.0.1:{free_port}", token)
    eventually(town.is_ready, "the server is ready")
    cycle = {"cycle": "2015", "year": 2015, "title": "2015年度", "subjects": ["jingui"]}
    meeting = {"meeting": "m", "cycle": "2015", "kind": "committee", "place": "党委会议室"}
    assert town.post("cycles/open", cycle, "cycle").status_code == 200
    assert town.post("meetings/call", meeting, "meeting").status_code == 200
    yield town
    town.http.close()


async def _applied(dsn: str, home: Path) -> str:
    async with open_platform(dsn, MasterKey.load(home)) as platform:
        (path,) = [path for path in source_tenants() if path.parent.name == TENANT]
        file = load(path, platform.schemes)
        tenant = (await apply(file, platform.register, platform.dispatcher)).tenant
        return (await accounts(file, tenant, platform.tokens))["clerk"]


def eventually(condition: Callable[[], object], what: str, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} s: {what}"
        time.sleep(0.05)


def test_the_server_says_503_while_the_database_is_away_and_serves_again_afterwards(
    town: Town, postgres: Database
) -> None:
    postgres.off()
    away = {
        "command": town.check_in("first"),
        "graphql": town.query(),
        "readyz": town.http.get("/readyz"),
        "page": town.http.get("/"),
    }
    alive = town.http.get("/healthz").status_code
    postgres.on()
    eventually(town.is_ready, "the server has found the database again")
    assert {name: answer.status_code for name, answer in away.items()} == dict.fromkeys(away, 503)
    assert all(int(answer.headers["retry-after"]) > 0 for answer in away.values())
    for name in ("command", "graphql", "page"):
        problem = away[name].json()
        assert problem["code"] == "database.unavailable"
        assert "Idempotency-Key" in problem["detail"]
    assert alive == 200
    assert town.check_in("first").status_code == 200
    assert town.query().status_code == 200


def test_nothing_is_half_written_when_the_database_goes_away_under_load(
    town: Town, postgres: Database, home: Path
) -> None:
    over = threading.Event()
    with ThreadPoolExecutor(CREW) as crew:
        work = [crew.submit(_steadily, town, member, over) for member in range(CREW)]
        try:
            for _ in range(3):
                grown = partial(_has_grown, postgres, _head(postgres) + 200)
                eventually(grown, "the crew has written")
                postgres.off()
                postgres.on()
                eventually(town.is_ready, "the server has found the database again")
        finally:
            over.set()
        answers = [each for member in work for each in member.result()]
    assert Counter(answer.status_code for answer in answers).keys() == {200, 503}
    done = [answer.json() for answer in answers if answer.status_code == 200]
    asyncio.run(_each_is_whole_and_once(postgres.dsn, home, done))


def _steadily(town: Town, member: int, over: threading.Event) -> list[httpx.Response]:
    """Check people in at a meeting of one's own, each command again until it is done."""
    meeting = f"m-{member}"
    called = {"meeting": meeting, "cycle": "2015", "kind": "committee", "place": "党委会议室"}
    while town.post("meetings/call", called, meeting).status_code != 200:
        over.wait(0.05)  # the crew's calls may be in one another's way
    answers: list[httpx.Response] = []
    number = 0
    while not over.is_set() or (answers and answers[-1].status_code != 200):
        answers.append(town.check_in(f"{member}-{number}", meeting))
        if answers[-1].status_code == 200:
            number += 1
        else:
            over.wait(0.05)
    return answers


def _has_grown(postgres: Database, least: int) -> bool:
    return _head(postgres) > least


def _head(postgres: Database) -> int:
    query = """
        select h.position from log.tenant_head h join tenancy.tenant using (tenant_id)
         where slug = %s
    """
    with psycopg.connect(postgres.dsn) as connection:
        row = connection.execute(query, [TENANT]).fetchone()
    assert row is not None
    return int(row[0])


async def _each_is_whole_and_once(dsn: str, home: Path, receipts: list[Any]) -> None:
    async with open_platform(dsn, MasterKey.load(home)) as platform:
        tenant = await platform.register.find(TENANT)
        verdict = await verify(platform.app, platform.schemes.catalogue, tenant.id)
        log = await platform.log.read_after(tenant.id, 0, verdict.size)
    assert verdict.faults == []
    events = Counter(
        str(entry.decode(event.entry).command_id)
        for event in log
        if event.type == "meetings.attendee_checked_in"
    )
    assert set(events.values()) == {PEOPLE}
    asked = {r["command_id"] for r in receipts if len(r["events"]) == PEOPLE}
    assert set(events) == asked
