"""`/q/{tenant}/{name}` of a registered subscription: events for whoever knows no GraphQL."""

import asyncio
import json
import uuid
from typing import Any

import httpx
import pytest
from msgspec.structs import replace

from ..asking import get, hashed, registered

pytestmark = pytest.mark.anyio

PROBLEM = "application/problem+json"
UNITS = """subscription ($after: Long, $kinds: [String!], $asOf: String) {
  changes(type: Organisation, after: $after, history: $asOf,
          filter: {organisation: {kind: {in: $kinds}}}) { position key }
}"""
TOWNS = """subscription ($after: Long) {
  changes(type: Organisation, after: $after) { tenant position key }
}"""


def told(changes: list[Any]) -> list[tuple[int, str]]:
    return [(change["position"], change["key"]["organisation"]) for change in changes]


@pytest.fixture(scope="module")
async def client(village: Any, client_of: Any) -> str:
    """A client that may use its documents only."""
    actor: str = await client_of(village, ["Organisation"], documents_only=True)
    await registered(village, actor, all=TOWNS, units=UNITS)
    return actor


def address(town: Any, name: str) -> str:
    return f"/q/{town.tenant.slug}/{name}"


async def refused(town: Any, at: str, actor: str, **headers: str) -> httpx.Response:
    """The answer where no stream begins: one that did would never be whole."""
    async with asyncio.timeout(30):
        return await get(town, at, actor, headers={"Accept": "text/event-stream"} | headers)


async def test_the_events_are_those_of_graphql(site, village, client, versions):
    known = await versions(village)
    at = address(village, "all?after=0")
    asked = {"json": {"documentId": "all", "variables": {"after": 0}}}
    async with (
        site.events(village, "GET", at, actor=client) as here,
        site.events(village, "POST", "/graphql", actor=client, **asked) as there,
    ):
        assert here.response.headers["content-type"] == "text/event-stream; charset=utf-8"
        for _ in known:
            assert await here.event() == await there.event()


async def test_a_change_comes_as_soon_as_it_is_folded(site, village, client, register, versions):
    await versions(village)
    async with site.events(village, "GET", address(village, "all"), actor=client) as stream:
        await stream.begun()
        (position,) = await register(village, "新村")
        assert (await stream.changes(1))[0]["position"] == position


async def test_variables_come_from_the_address(site, village, client, register, versions):
    unit = {"organisation": f"u-{uuid.uuid4().hex[:12]}", "name": "新社区", "kind": "社区"}
    position = (await village.post("organisations.register", unit)).json()["position"]
    at = address(village, "units")
    pairs = [("after", position - 1), ("kinds", "社区"), ("kinds", "无")]
    async with site.events(village, "GET", at, actor=client, params=pairs) as stream:
        assert told(await stream.changes(1)) == [(position, unit["organisation"])]


async def test_the_last_event_id_goes_on_where_it_was(site, village, client, versions):
    known = await versions(village)
    at = address(village, "all?after=0")
    async with site.events(village, "GET", at, actor=client) as stream:
        frames = [await stream.event() for _ in range(3)]
    last = {"Last-Event-ID": frames[-1].id}
    async with site.events(village, "GET", at, actor=client, headers=last) as stream:
        rest = await stream.changes(len(known) - 3)
    assert told([frame.data["data"]["changes"] for frame in frames] + rest) == known


async def test_min_position_is_waited_for(village, client, monkeypatch):
    monkeypatch.setattr("taizhang.viewing.standing.WAIT_SECONDS", 0)
    at = address(village, f"all?minPosition={10**9}")
    answer = await refused(village, at, client)
    assert (answer.status_code, answer.json()["code"]) == (503, "graphql.not_ready")


@pytest.mark.parametrize("accept", ["application/json", "*/*", "text/event-stream;q=0"])
async def test_whoever_takes_no_events_is_told_what_was_expected(village, client, accept):
    answer = await refused(village, address(village, "all"), client, Accept=accept)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (406, "access.events_only")
    assert answer.headers["content-type"] == PROBLEM
    assert "text/event-stream" in problem["detail"]
    assert problem["values"] == {
        "name": "all",
        "accept": accept,
        "expected": "text/event-stream",
    }


@pytest.mark.parametrize(
    ("query", "status", "code", "named"),
    [
        ("afer=1", 400, "papers.unknown_parameter", "after"),
        ("after=x", 400, "papers.wrong_parameter", "Long"),
        ("after=1&after=2", 400, "papers.repeated_parameter", "after"),
        ("asOf=1", 400, "papers.unknown_parameter", "minPosition"),
        ("minPosition=x", 422, "graphql.bad_position", "minPosition"),
        ("after=1000000", 400, "graphql.after_ahead", "1000000"),
        ("after=-1", 400, "graphql.value", ""),
    ],
)
async def test_what_keeps_it_from_beginning_is_a_problem_document(
    site, village, client, query, status, code, named
):
    at = address(village, f"all?{query}")
    answer = await refused(village, at, client)
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert answer.headers["content-type"] == PROBLEM
    assert named in answer.json()["detail"]


@pytest.mark.parametrize(
    ("last", "status", "code"),
    [("x", 400, "graphql.value"), ("1-0123456789ab", 409, "graphql.other_history")],
)
async def test_an_id_that_cannot_be_gone_on_from_is_a_problem_document(
    village, client, last, status, code
):
    headers = {"Last-Event-ID": last}
    answer = await refused(village, address(village, "all"), client, **headers)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_a_variable_called_as_of_is_the_documents_own(village, client):
    at = address(village, "units?asOf=0123456789ab")
    answer = await refused(village, at, client)
    assert answer.json()["code"] == "graphql.other_history"


async def test_a_head_request_has_the_headers_and_leaves_the_connection_free(site, village, client):
    headers = village.bearer(client) | {"Accept": "text/event-stream"}
    async with httpx.AsyncClient(base_url=site.http.base_url, trust_env=False) as http:
        answer = await http.head(address(village, "all"), headers=headers)
        again = await http.get(f"/q/{village.tenant.slug}", headers=headers)
    assert (answer.status_code, answer.content, again.status_code) == (200, b"", 200)
    assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"


async def test_it_is_listed_as_a_subscription(village, client):
    listed = (await get(village, f"/q/{village.tenant.slug}", client)).json()
    assert next(each for each in listed if each["name"] == "all") == {
        "name": "all",
        "id": hashed(TOWNS),
        "path": address(village, "all"),
        "parameters": [{"name": "after", "type": "Long", "required": False}],
        "subscribes": True,
    }


async def test_a_document_that_is_retired_ends_it(site, village, client_of):
    actor = await client_of(village, ["Organisation"])
    await registered(village, actor, all=TOWNS)
    async with site.events(village, "GET", address(village, "all"), actor=actor) as stream:
        await stream.begun()
        body = {"client": actor.removeprefix("client:"), "document": "all"}
        await village.post("access.retire_document", body, actor=actor)
        assert await stream.reason() == "access.document_retired"


async def test_a_document_that_fits_no_longer_is_a_problem_document(village, client_of):
    name = f"stats-{uuid.uuid4().hex[:8]}"
    actor = await client_of(village, ["Organisation", "Publication"], name)
    await registered(village, actor, all=TOWNS)
    await client_of(village, ["Publication"], name)
    answer = await refused(village, address(village, "all"), actor)
    assert (answer.status_code, answer.json()["code"]) == (400, "graphql.validation")


async def test_only_so_many_run_at_once(house, serve, village, client):
    sources = house.following
    few = replace(sources, turns=type(sources.turns)(1, sources.turns._full, retry_after=1))
    at = address(village, "all")
    async with serve(replace(house, following=few)) as site:
        async with site.events(village, "GET", at, actor=client) as first:
            await first.begun()
            async with site.events(village, "GET", at, actor=client) as second:
                answer: httpx.Response = second.response
                problem = json.loads(await answer.aread())
        assert (answer.status_code, problem["code"]) == (429, "access.too_many_subscriptions")


@pytest.fixture(scope="module")
async def counties(opened: Any) -> tuple[Any, Any]:
    """A county, and a town below it."""
    token = uuid.uuid4().hex[:8]
    county, town = await opened("xinshao", f"c-{token}"), await opened("santangjie", f"t-{token}")
    await county.platform.register.place(town.tenant, county.tenant)
    return county, town


@pytest.fixture(scope="module")
async def above(counties: Any, client_of: Any) -> str:
    """A client of the county."""
    actor: str = await client_of(counties[0], ["Organisation"], below=True)
    await registered(counties[0], actor, all=TOWNS)
    return actor


async def test_at_the_address_of_a_township_a_county_follows_it(
    site, counties, above, versions, register
):
    county, town = counties
    known = await versions(town)
    at = address(town, "all?after=0")
    async with site.events(county, "GET", at, actor=above) as stream:
        changes = await stream.changes(len(known))
        (position,) = await register(town, "新村")
        (last,) = await stream.changes(1)
    assert {change["tenant"] for change in changes} == {town.tenant.slug}
    assert (told(changes), last["position"]) == (known, position)


async def test_at_its_own_address_a_county_names_a_township_or_is_told_to(counties, above):
    answer = await refused(counties[0], address(counties[0], "all"), above)
    assert (answer.status_code, answer.json()["code"]) == (400, "graphql.one_tenant")


async def test_a_township_that_is_granted_no_longer_ends_it(site, counties, client_of):
    county, town = counties
    name = f"stats-{uuid.uuid4().hex[:8]}"
    actor = await client_of(county, ["Organisation"], name, below=True)
    await registered(county, actor, all=TOWNS)
    async with site.events(county, "GET", address(town, "all"), actor=actor) as stream:
        await stream.begun()
        await client_of(county, ["Organisation"], name, below=True, only=[county.tenant.slug])
        assert await stream.reason() == "tenancy.unknown_tenant"
