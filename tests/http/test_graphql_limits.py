"""Limits over HTTP: each refuses with a code, the place and what to do, and the server goes on."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import httpx
import pytest
from litestar import Litestar, asgi

from taizhang.app import open_platform
from taizhang.errors import Refused
from taizhang.http.graphql import graphql
from taizhang.http.problems import from_refused
from taizhang.http.registered import registered_documents
from taizhang.tenancy.master import MasterKey
from taizhang_graphql.limits import variable_of

from .asking import NAMES, ROWS, caught_up

pytestmark = pytest.mark.anyio

WIDE = "{ organisations(first: 3) { nodes { organisation name kind labels } } }"
DEEP = "{ organisations { nodes { tickets { nodes { ticket } } } } }"
#: The limit, its value, a query over it, and a word of the place or of the remedy.
OVER = {
    "depth": (4, DEEP, "拆小"),
    "objects": (11, "{ organisations(first: 12) { nodes { name } } }", "分页"),
    "page": (5, "{ organisations(first: 6) { totalCount } }", "after"),
    "aliases": (1, "{ a: __typename b: __typename }", "拆小"),
    "tokens": (10, WIDE, "拆小"),
    "directives": (1, "{ __typename @skip(if: false) @include(if: true) }", "拆小"),
    "fields": (3, WIDE, "拆小"),
    "descriptions": (1, "{ a: __schema { __typename } b: __schema { __typename } }", "拆小"),
    "items": (2, '{ organisations(where: {name: {in: ["a", "b", "c"]}}) { totalCount } }', "拆小"),
    "filters": (
        1,
        '{ organisations(where: {name: {eq: "a"}, kind: {eq: "村"}}) { totalCount } }',
        "拆小",
    ),
}


@contextlib.asynccontextmanager
async def limited(town: Any, monkeypatch: Any, **limits: object) -> AsyncIterator[Any]:
    """The same town, served by a process whose operator has set limits."""
    for name, value in limits.items():
        monkeypatch.setenv(variable_of(name), str(value))
    async with open_platform(town.platform.dsn, MasterKey(b"0" * 32)) as platform:
        # These routes alone: all of them take a second to make.
        rows = asgi("/graphql", copy_scope=False)(graphql(platform))
        routes = [rows, registered_documents(platform)]
        refusals: Any = {Refused: from_refused}
        app: Any = Litestar(routes, exception_handlers=refusals, openapi_config=None)
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://taizhang") as http:
            yield http


@pytest.fixture(scope="module")
async def clients(town: Any, client_of: Any) -> list[str]:
    """Two other systems: what they see is made faster than the whole schema."""
    await caught_up(town)
    return [await client_of(town, ROWS) for _ in range(2)]


async def ask(http: httpx.AsyncClient, town: Any, query: str, actor: str) -> httpx.Response:
    headers = town.bearer(actor) | {"Accept": "application/graphql-response+json"}
    return await http.post("/graphql", json={"query": query}, headers=headers)


@contextlib.asynccontextmanager
async def locked(town: Any) -> AsyncIterator[None]:
    """Whoever reads an organisation waits meanwhile."""
    connection = await asyncpg.connect(town.platform.dsn)
    find = "select schema_name from projections.generation where state = 'current'"
    schema = await connection.fetchval(find)
    async with connection.transaction():
        await connection.execute(f'lock table "{schema}".organisation in access exclusive mode')
        yield
    await connection.close()


@pytest.mark.parametrize("name", OVER)
async def test_what_is_over_a_limit_is_refused_with_its_name(
    town: Any, clients: list[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    limit, query, word = OVER[name]
    async with limited(town, monkeypatch, **{name: limit}) as http:
        answer = await ask(http, town, query, clients[0])
        (error,) = answer.json()["errors"]
        assert answer.status_code == 400
        assert error["extensions"]["code"] in ("graphql.limit", "graphql.page_size")
        assert str(limit) in error["message"]
        assert word in error["extensions"]["remedy"]
        assert (await ask(http, town, "{ __typename }", clients[0])).status_code == 200


async def test_the_place_of_a_page_that_is_too_long_is_told(town: Any, clients: list[str]) -> None:
    query = "{ a: organisations(first: 1001) { totalCount } }"
    answer = await ask(town.http, town, query, clients[0])
    assert answer.json()["errors"][0]["path"] == ["a", "first"]


@pytest.mark.parametrize("size", [501, 600, 200_000], ids=["one more", "more", "much more"])
async def test_a_body_over_the_limit_is_refused(
    town: Any, clients: list[str], monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    async with limited(town, monkeypatch, body=500) as http:
        body = json.dumps({"query": "{ __typename }"}).ljust(size).encode()
        headers = town.bearer(clients[0]) | {"Content-Type": "application/json"}
        answer = await http.post("/graphql", content=body, headers=headers)
        (error,) = answer.json()["errors"]
        assert (answer.status_code, error["extensions"]["code"]) == (413, "graphql.body_too_large")
        whole = await http.post("/graphql", content=body[:500], headers=headers)
        assert whole.json()["data"] == {"__typename": "Query"}


async def test_a_query_string_over_the_limit_is_refused(
    town: Any, clients: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with limited(town, monkeypatch, body=500) as http:
        params = {"query": "{ __typename }" + " " * 500}
        answer = await http.get("/graphql", params=params, headers=town.bearer(clients[0]))
    assert answer.status_code == 413


async def test_introspection_can_be_switched_off(
    town: Any, clients: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with limited(town, monkeypatch, introspection="false") as http:
        answer = await ask(http, town, "{ __schema { queryType { name } } }", clients[0])
    error = answer.json()["errors"][0]
    assert (answer.status_code, error["extensions"]["code"]) == (400, "graphql.validation")


async def test_a_statement_that_takes_too_long_is_cancelled_and_the_pool_goes_on(
    town: Any, clients: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with limited(town, monkeypatch, seconds=0.3) as http:
        async with locked(town):
            slow = await asyncio.gather(*(ask(http, town, NAMES, clients[0]) for _ in range(20)))
        assert {answer.status_code for answer in slow} == {200}
        for answer in slow:
            (error,) = answer.json()["errors"]
            assert answer.json()["data"] is None
            assert error["extensions"]["code"] == "graphql.timeout"
            assert "0.3" in error["message"]
            assert error["extensions"]["remedy"]
        after = await asyncio.gather(*(ask(http, town, NAMES, clients[0]) for _ in range(20)))
        assert all("errors" not in answer.json() for answer in after)
        assert {answer.status_code for answer in after} == {200}


async def test_one_token_may_ask_so_much_at_once_and_others_go_on(
    town: Any, clients: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with limited(town, monkeypatch, concurrent=3) as http:
        async with locked(town):
            waiting = [asyncio.create_task(ask(http, town, NAMES, clients[0])) for _ in range(4)]
            (full,), _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            answer = full.result()
            other = await ask(http, town, "{ __typename }", clients[1])
        (error,) = answer.json()["errors"]
        assert (answer.status_code, error["extensions"]["code"]) == (429, "graphql.busy")
        assert "3" in error["message"]
        assert error["extensions"]["remedy"]
        assert int(answer.headers["retry-after"]) >= 1
        assert other.status_code == 200
        rest = await asyncio.gather(*(task for task in waiting if task is not full))
        assert all("errors" not in each.json() for each in rest)
        assert (await ask(http, town, NAMES, clients[0])).status_code == 200


async def test_an_address_says_the_same_as_a_problem(
    town: Any, client_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    actor = await client_of(town, ["Organisation"])
    body = {"client": actor.removeprefix("client:"), "document": "names", "text": NAMES}
    await town.post("access.register_document", body, actor=actor)
    url, headers = "/q/santangjie/names", town.bearer(actor)
    async with limited(town, monkeypatch, concurrent=1, seconds=0.5) as http, locked(town):
        asked = [asyncio.create_task(http.get(url, headers=headers)) for _ in range(2)]
        busy, slow = sorted(await asyncio.gather(*asked), key=lambda each: -each.status_code)
    assert (busy.status_code, busy.json()["code"]) == (429, "graphql.busy")
    assert busy.headers["retry-after"] == "1"
    assert (slow.status_code, slow.json()["code"]) == (400, "graphql.timeout")
    assert busy.headers["content-type"] == slow.headers["content-type"]


async def test_a_bad_setting_is_told_before_anything_is_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TAIZHANG_GRAPHQL_DEPTH", "deep")
    with pytest.raises(Refused, match="TAIZHANG_GRAPHQL_DEPTH"):
        async with open_platform("postgresql://nowhere.invalid/x", MasterKey(b"0" * 32)):
            pass
