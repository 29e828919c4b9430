"""`/graphql` over HTTP: whose rows a token shows, and one's own writes at once."""

import json
import uuid
from typing import Any

import httpx
import psycopg
import pytest

pytestmark = pytest.mark.anyio

NAMES = "{ organisations(first: 100) { totalCount nodes { organisation } } }"
PEOPLE = "{ people(first: 100) { nodes { person name post } } }"


async def test_rows_come_with_a_token(town: Any) -> None:
    await _caught_up(town)
    names = [n["organisation"] for n in (await town.query(NAMES))["organisations"]["nodes"]]
    assert "jingui" in names


@pytest.mark.parametrize(
    "headers",
    [{}, {"Authorization": "Bearer nonsense"}, {"Authorization": "Bearer tz.nowhere.x"}],
    ids=["none", "nonsense", "unknown tenant"],
)
async def test_without_a_good_token_there_is_nothing(
    http: httpx.AsyncClient, town: Any, headers: dict[str, str]
) -> None:
    answer = await http.post("/graphql", json={"query": NAMES}, headers=headers)
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert answer.json()["code"] == "tenancy.bad_token"


async def test_a_token_that_is_renamed_to_another_tenant_is_none(town: Any, neighbour: Any) -> None:
    _, _, secret = town.tokens["clerk"].split(".")
    headers = {"Authorization": f"Bearer tz.{neighbour.tenant.slug}.{secret}"}
    answer = await town.http.post("/graphql", json={"query": NAMES}, headers=headers)
    assert answer.status_code == 401


async def test_a_token_shows_its_own_tenant_alone(town: Any, neighbour: Any) -> None:
    await _caught_up(town)
    await _caught_up(neighbour)
    document = "{ organisations(first: 100) { nodes { organisation tenant } } }"
    ours, theirs = [
        {(node["organisation"], node["tenant"]) for node in data["organisations"]["nodes"]}
        for data in (await town.query(document), await neighbour.query(document))
    ]
    assert {tenant for _, tenant in ours} == {"santangjie"}
    assert {tenant for _, tenant in theirs} == {"hunan-town"}
    assert len(theirs) == 24


async def test_min_position_waits_for_ones_own_write(town: Any) -> None:
    for number in range(5):
        unit = {"organisation": f"own-{number}", "name": "新村", "kind": "村"}
        position = (await town.post("organisations.register", unit)).json()["position"]
        found = await town.query(
            f'{{ organisation(organisation: "own-{number}") {{ name }} }}',
            url=f"/graphql?minPosition={position}",
        )
        assert found["organisation"] == {"name": "新村"}


async def test_a_position_that_is_not_reached_is_answered_with_retry_after(
    town: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("taizhang.viewing.standing.WAIT_SECONDS", 0.05)
    answer = await town.http.post(
        f"/graphql?minPosition={await town.head() + 1}",
        json={"query": NAMES},
        headers=town.bearer("clerk"),
    )
    assert (answer.status_code, answer.json()["code"]) == (503, "graphql.not_ready")
    assert int(answer.headers["retry-after"]) >= 1


async def test_a_moment_that_rows_have_not_reached_is_not_guessed_at(opened: Any) -> None:
    """It would read otherwise a little later."""
    town = await opened("santangjie", f"lagging-{uuid.uuid4().hex[:8]}")
    await _caught_up(town)
    with psycopg.connect(town.platform.dsn) as owner:
        held = "select from projections.cursor where tenant_id = %s for update"
        owner.execute(held, [town.tenant.id])
        unit = {"organisation": "late", "name": "新村", "kind": "村"}
        at = (await town.post("organisations.register", unit)).json()["recorded_at"]
        document = f'{{ organisations(asOf: {{time: "{at}"}}) {{ totalCount }} }}'
        answer = await town.http.post(
            "/graphql", json={"query": document}, headers=town.bearer("clerk")
        )
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == "graphql.as_of_future"


@pytest.mark.parametrize("least", ["-1", "x", "1.5", "", "²", "9" * 19, "9" * 400])
async def test_a_position_that_is_none_is_refused(town: Any, least: str) -> None:
    answer = await town.http.post(
        "/graphql",
        params={"minPosition": least},
        json={"query": NAMES},
        headers=town.bearer("clerk"),
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "graphql.bad_position")


@pytest.mark.parametrize("actor", ["clerk", "secretary"])
async def test_names_of_people_are_shown_to_clerk_and_secretary(town: Any, actor: str) -> None:
    await _caught_up(town)
    people = (await town.query(PEOPLE, actor=actor))["people"]["nodes"]
    assert {"person": "p-jingui", "name": "示例甲", "post": "村(社区)支部书记"} in people


@pytest.mark.parametrize("actor", ["teller", "auditor", "supervisor", "village:jingui"])
async def test_names_of_people_are_null_to_others(town: Any, actor: str) -> None:
    await _caught_up(town)
    people = (await town.query(PEOPLE, actor=actor))["people"]["nodes"]
    assert len(people) >= 8
    assert {person["name"] for person in people} == {None}


async def test_get_answers_as_post_does(town: Any) -> None:
    await _caught_up(town)
    answer = await town.http.get("/graphql", params={"query": NAMES}, headers=town.bearer("clerk"))
    assert answer.status_code == 200
    assert answer.json()["data"] == await town.query(NAMES)


async def test_variables_and_operation_name_by_get_and_by_post(town: Any) -> None:
    document = (
        "query A($n: Int) { organisations(first: $n) { nodes { kind } } } query B { __typename }"
    )
    asked = {"query": document, "operationName": "A"}
    headers = town.bearer("clerk")
    get = await town.http.get(
        "/graphql", params=asked | {"variables": json.dumps({"n": 2})}, headers=headers
    )
    post = await town.http.post("/graphql", json=asked | {"variables": {"n": 2}}, headers=headers)
    assert get.json() == post.json()
    assert len(get.json()["data"]["organisations"]["nodes"]) == 2


async def test_a_mistake_in_a_query_is_explained(town: Any) -> None:
    answer = await town.http.post(
        "/graphql", json={"query": "{ organisatons { totalCount } }"}, headers=town.bearer("clerk")
    )
    (error,) = answer.json()["errors"]
    assert error["message"] == "Query 没有字段“organisatons”"
    assert "'organisations'" in error["extensions"]["remedy"]
    assert answer.status_code < 500


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"\xff", b'{"query": 7}', b'{"query": "\\u0000"}']
)
async def test_a_bad_body_is_no_fault_of_ours(town: Any, body: bytes) -> None:
    headers = town.bearer("clerk") | {"Content-Type": "application/json"}
    answer = await town.http.post("/graphql", content=body, headers=headers)
    assert answer.status_code < 500
    assert answer.json()["errors"]


async def test_it_is_a_read_path_only(town: Any) -> None:
    before = await town.head()
    answer = await town.http.post(
        "/graphql", json={"query": "mutation { __typename }"}, headers=town.bearer("clerk")
    )
    assert answer.json()["errors"]
    assert await town.head() == before


async def test_it_is_served_by_a_real_server_too(town: Any, served: httpx.AsyncClient) -> None:
    await _caught_up(town)
    answer = await served.post("/graphql", json={"query": NAMES}, headers=town.bearer("clerk"))
    assert answer.json()["data"] == await town.query(NAMES)


async def _caught_up(town: Any) -> None:
    """The rows hold all that the log does."""
    await town.query("{ __typename }", url=f"/graphql?minPosition={await town.head()}")
