"""Over HTTP: who asks for one row while others do is answered with them, as if alone."""

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import psycopg
import pytest

from taizhang.app import open_platform
from taizhang.database.embedded import embedded, remove, stop
from taizhang.http.server import create
from taizhang.onboarding.apply import accounts, apply
from taizhang.onboarding.file import load
from taizhang.tenancy.master import MasterKey
from taizhang_graphql.fetching import Fetching
from taizhang_graphql.gathering import UNDER_WAY, Gathering
from taizhang_migrations import migrate

from .asking import ROWS, caught_up
from .conftest import TENANTS, Town

pytestmark = pytest.mark.anyio

Request = Coroutine[Any, Any, httpx.Response]
ONE = "query($v: String!) { organisation(organisation: $v) { tenant organisation name } }"
VILLAGES = "{ organisations(first: 6) { nodes { organisation name } } }"


class Seen:
    """What came to be fetched, and how many went together."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.came, self.groups = 0, list[int]()
        fetch, together = Gathering.fetch, Fetching.fetch_together

        async def counted(gathering: Gathering, *given: Any) -> Any:
            self.came += 1
            return await fetch(gathering, *given)

        async def noted(fetching: Fetching, *given: Any) -> Any:
            self.groups.append(len(given[-1]))
            return await together(fetching, *given)

        monkeypatch.setattr(Gathering, "fetch", counted)
        monkeypatch.setattr(Fetching, "fetch_together", noted)

    async def all_of(self, many: int) -> None:
        """So many came; all but the first two of a likeness wait."""
        async with asyncio.timeout(20):
            while self.came < many:  # noqa: ASYNC110 - what a server does is not told
                await asyncio.sleep(0.001)


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Seen:
    return Seen(monkeypatch)


@pytest.fixture(scope="module")
async def client(town: Town, client_of: Any) -> str:
    """A client that is granted organisations."""
    actor: str = await client_of(town, ROWS)
    await caught_up(town)
    return actor


@contextlib.asynccontextmanager
async def locked(dsn: str) -> AsyncIterator[None]:
    """Whoever reads an organisation waits meanwhile."""
    connection = await asyncpg.connect(dsn)
    find = "select schema_name from projections.generation where state = 'current'"
    schema = await connection.fetchval(find)
    async with connection.transaction():
        await connection.execute(f'lock table "{schema}".organisation in access exclusive mode')
        yield
    await connection.close()


async def at_once(town: Town, seen: Seen, requests: Sequence[Request]) -> list[httpx.Response]:
    """The answers to requests that all came before the first was answered."""
    seen.came = 0
    async with locked(town.platform.dsn):
        tasks = [asyncio.create_task(request) for request in requests]
        await seen.all_of(len(tasks))
    return await asyncio.gather(*tasks)


def post(http: httpx.AsyncClient, town: Town, actor: str, village: str) -> Request:
    body = {"query": ONE, "variables": {"v": village}}
    return http.post("/graphql", json=body, headers=town.bearer(actor))


def get(http: httpx.AsyncClient, town: Town, actor: str, village: str) -> Request:
    params = {"query": ONE, "variables": f'{{"v": "{village}"}}'}
    return http.get("/graphql", params=params, headers=town.bearer(actor))


async def villages_of(town: Town) -> dict[str, str]:
    """Their names."""
    nodes = (await town.query(VILLAGES))["organisations"]["nodes"]
    return {node["organisation"]: node["name"] for node in nodes}


def shown(answer: httpx.Response) -> tuple[str, str, str]:
    assert answer.status_code == 200, answer.text
    return tuple(answer.json()["data"]["organisation"].values())


def told(answer: httpx.Response) -> tuple[int, bytes, str | None]:
    return answer.status_code, answer.content, answer.headers.get("etag")


@pytest.mark.parametrize("ask", [post, get])
async def test_each_request_of_a_client_is_answered_as_if_alone(
    town: Town, served: httpx.AsyncClient, client: str, seen: Seen, ask: Any
) -> None:
    asked = [*await villages_of(town), "nowhere"] * 2
    alone = [await ask(served, town, client, village) for village in asked]
    found = await at_once(town, seen, [ask(served, town, client, village) for village in asked])
    assert seen.groups == [len(asked) - UNDER_WAY]
    assert [told(answer) for answer in found] == [told(answer) for answer in alone]


async def test_two_towns_at_once_are_shown_their_own(
    town: Town, neighbour: Town, served: httpx.AsyncClient, seen: Seen
) -> None:
    await caught_up(neighbour)
    both = [(each, await villages_of(each)) for each in (town, neighbour)]
    asked = [(each, v, name) for each, known in both for v, name in known.items()]
    asked = [*itertools.chain(*zip(asked[:6], asked[6:], strict=True))]
    found = await at_once(town, seen, [post(served, each, "clerk", v) for each, v, _ in asked])
    assert [shown(a) for a in found] == [(each.tenant.slug, v, name) for each, v, name in asked]
    assert seen.groups == [4, 4]


async def test_whoever_hangs_up_takes_nobody_along(
    town: Town, served: httpx.AsyncClient, client: str, seen: Seen
) -> None:
    known = await villages_of(town)
    async with locked(town.platform.dsn):
        tasks = [asyncio.create_task(post(served, town, client, village)) for village in known]
        await seen.all_of(len(tasks))
        tasks[0].cancel()
        tasks[3].cancel()
    found = await asyncio.gather(*tasks, return_exceptions=True)
    left = [place for place, answer in enumerate(found) if isinstance(answer, BaseException)]
    rest = [answer for answer in found if isinstance(answer, httpx.Response)]
    assert left == [0, 3]
    expected = [
        ("santangjie", *one) for place, one in enumerate(known.items()) if place not in left
    ]
    assert [shown(answer) for answer in rest] == expected


async def test_a_database_that_goes_away_is_told_to_all_who_wait(
    tmp_path: Path, seen: Seen
) -> None:
    home = tmp_path / "postgres"
    with ExitStack() as stack:
        server = stack.enter_context(embedded(home))
        with psycopg.connect(server.dsn(), autocommit=True) as connection:
            connection.execute("create database away")
        migrate(server.dsn(database="away"))
        async with town_over(server.dsn(database="away")) as town:
            before = await post(town.http, town, "clerk", "jingui")
            seen.came = 0
            # the lock goes with its connection
            with contextlib.suppress(asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
                async with locked(town.platform.dsn):
                    asked = [post(town.http, town, "clerk", village) for village in "abcde"]
                    tasks = [asyncio.create_task(request) for request in asked]
                    await seen.all_of(len(tasks))
                    waiting = waiting_in(town)
                    stop(home)
            stack.close()
            # the first may have got the lock as its holder was ended, and be answered
            away = (await asyncio.gather(*tasks))[UNDER_WAY:]
            stack.enter_context(embedded(home))
            after = await post(town.http, town, "clerk", "jingui")
    remove(home)
    assert waiting == len(away)
    assert {(answer.status_code, answer.json()["code"]) for answer in away} == {
        (503, "database.unavailable")
    }
    assert told(after) == told(before)


@contextlib.asynccontextmanager
async def town_over(dsn: str) -> AsyncIterator[Town]:
    """A town in a database of its own, of which there are rows to read."""
    async with open_platform(dsn, MasterKey(b"0" * 32)) as platform:
        await platform.worker.generation()
        file = load(TENANTS / "santangjie" / "tenant.toml", platform.schemes)
        tenant = (await apply(file, platform.register, platform.dispatcher)).tenant
        tokens = await accounts(file, tenant, platform.tokens)
        transport = httpx.ASGITransport(create(platform))  # type: ignore[arg-type]
        async with httpx.AsyncClient(transport=transport, base_url="http://taizhang") as http:
            yield Town(platform, tenant, tokens, http)


def waiting_in(town: Town) -> int:
    """How many wait to be answered together."""
    alike = town.platform.worlds.whole._gathering._alike.values()
    return sum(len(each.waiting) for each in alike)
