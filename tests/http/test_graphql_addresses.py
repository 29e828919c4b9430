"""`/q/{tenant}/{name}`: registered documents as plain JSON, with problem documents for mistakes."""

import uuid
from typing import Any

import httpx
import pytest

from .asking import NAMES, ONE, ROWS, caught_up, get, hashed, registered

pytestmark = pytest.mark.anyio

PROBLEM = "application/problem+json"
LISTS = """query($kinds: [String!], $where: OrganisationWhere) {
  some: organisations(where: {organisation: {in: $kinds}}) { nodes { organisation } }
  other: organisations(where: $where) { nodes { organisation } }
}"""
OPEN = "{ organisations { totalCount } }"
AS_OF = "query($asOf: AsOf) { organisations(asOf: $asOf) { totalCount } }"


@pytest.fixture(scope="module")
async def client(town: Any, client_of: Any) -> str:
    actor: str = await client_of(town, ROWS)
    await registered(town, actor, one=ONE, names=NAMES, lists=LISTS, open=OPEN, dated=AS_OF)
    await caught_up(town)
    return actor


async def test_the_body_is_the_data_alone(town: Any, client: str) -> None:
    answer = await get(town, "/q/santangjie/names", client)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    assert answer.json() == await town.query(NAMES, actor=client)


async def test_the_position_is_in_a_header(town: Any, client: str) -> None:
    position = await caught_up(town)
    answer = await get(town, "/q/santangjie/names", client)
    assert answer.headers["taizhang-position"] == str(position)


async def test_variables_come_from_the_address(town: Any, client: str) -> None:
    answer = await get(town, "/q/santangjie/one?village=jingui&first=3", client)
    assert answer.json()["organisation"]["kind"] == "村"
    assert len(answer.json()["organisations"]["nodes"]) == 3


async def test_a_default_of_the_document_holds(town: Any, client: str) -> None:
    answer = await get(town, "/q/santangjie/one?village=jingui", client)
    assert len(answer.json()["organisations"]["nodes"]) == 2


async def test_lists_are_written_by_repeating_and_inputs_as_json(town: Any, client: str) -> None:
    where = '{"organisation": {"eq": "hetang"}}'
    pairs = [("kinds", "jingui"), ("kinds", "liuxi"), ("where", where)]
    answer = await get(town, "/q/santangjie/lists", client, params=pairs)
    some, other = answer.json()["some"]["nodes"], answer.json()["other"]["nodes"]
    assert {node["organisation"] for node in some} == {"jingui", "liuxi"}
    assert other == [{"organisation": "hetang"}]


@pytest.mark.parametrize(
    ("query", "code", "named"),
    [
        ("vilage=jingui", "papers.unknown_parameter", "village"),
        ("", "papers.missing_parameter", "village"),
        ("village=a&village=b", "papers.repeated_parameter", "village"),
        ("village=a&first=x", "papers.wrong_parameter", "first"),
        ("village=a&first=99999999999999999999", "papers.wrong_parameter", "first"),
        ("village=a&first=1e400", "papers.wrong_parameter", "first"),
        ("village=a&asOf=yesterday", "http.bad_as_of", "yesterday"),
        ("village=a&asOf=1&asOf=2", "papers.repeated_parameter", "asOf"),
        ("village=a&first=5000", "graphql.page_size", "1000"),
        ("village=%ED%A0%80", "http.bad_query_string", ""),
        ("village=a%00b", "graphql.value", ""),
        ("village=a&asOf=2999-01-01", "graphql.as_of_future", "2999"),
        ("village=a&asOf=999999999", "graphql.as_of_future", "999999999"),
    ],
)
async def test_a_wrong_parameter_is_explained(
    town: Any, client: str, query: str, code: str, named: str
) -> None:
    answer = await get(town, f"/q/santangjie/one?{query}", client)
    problem = answer.json()
    assert answer.headers["content-type"] == PROBLEM
    assert (answer.status_code, problem["code"]) == (400, code), problem
    assert named in problem["detail"]


async def test_a_mistake_has_its_path_and_remedy(town: Any, client: str) -> None:
    answer = await get(town, "/q/santangjie/one?village=a&first=5000", client)
    assert answer.json()["values"]["path"] == ["organisations", "first"]
    assert answer.json()["values"]["remedy"] in answer.json()["detail"]


@pytest.mark.parametrize("name", ["open", "dated"], ids=["not declared", "declared"])
async def test_as_of_is_taken_whether_the_document_declares_it_or_not(
    town: Any, client: str, name: str
) -> None:
    position = await caught_up(town)
    before = (await get(town, f"/q/santangjie/{name}", client)).json()
    unit = {"organisation": f"new-{uuid.uuid4().hex[:8]}", "name": "新村", "kind": "村"}
    await town.post("organisations.register", unit)
    await caught_up(town)
    now = (await get(town, f"/q/santangjie/{name}", client)).json()
    then = (await get(town, f"/q/santangjie/{name}?asOf={position}", client)).json()
    assert then == before
    assert now != before


async def test_min_position_waits_for_a_write(town: Any, client: str) -> None:
    slug = f"own-{uuid.uuid4().hex[:8]}"
    unit = {"organisation": slug, "name": "新村", "kind": "村"}
    position = (await town.post("organisations.register", unit)).json()["position"]
    url = f"/q/santangjie/one?village={slug}&minPosition={position}"
    assert (await get(town, url, client)).json()["organisation"]["name"] == "新村"


async def test_an_unknown_document_is_not_found_and_the_nearest_named(
    town: Any, client: str
) -> None:
    answer = await get(town, "/q/santangjie/nams", client)
    assert (answer.status_code, answer.json()["code"]) == (404, "access.unknown_document")
    assert "names" in answer.json()["detail"]


async def test_an_ungranted_tenant_is_answered_as_one_that_does_not_exist(
    town: Any, neighbour: Any, client: str
) -> None:
    there, nowhere = [
        await get(town, f"/q/{slug}/names", client) for slug in ("hunan-town", "hunan-tnow")
    ]
    assert there.status_code == nowhere.status_code == 404
    assert there.text == nowhere.text.replace("hunan-tnow", "hunan-town")
    assert there.headers == nowhere.headers


async def test_people_are_sent_elsewhere(town: Any, client: str) -> None:
    for url in ("/q/santangjie", "/q/santangjie/names"):
        answer = await get(town, url, "clerk")
        assert (answer.status_code, answer.json()["code"]) == (403, "access.for_clients")


async def test_without_a_token_there_is_nothing(http: httpx.AsyncClient, town: Any) -> None:
    answer = await http.get("/q/santangjie/names")
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
async def test_addresses_are_asked_by_get_only(town: Any, client: str, method: str) -> None:
    answer = await town.http.request(method, "/q/santangjie/names", headers=town.bearer(client))
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


async def test_a_head_request_has_the_headers_and_no_body(
    town: Any, client: str, served: httpx.AsyncClient
) -> None:
    headers = town.bearer(client)
    whole = await served.get("/q/santangjie/names", headers=headers)
    head = await served.head("/q/santangjie/names", headers=headers)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == whole.headers["etag"]


async def test_the_documents_are_listed_with_their_parameters(town: Any, client: str) -> None:
    listed = (await get(town, "/q/santangjie", client)).json()
    assert {each["name"] for each in listed} == {"one", "names", "lists", "open", "dated"}
    one = next(each for each in listed if each["name"] == "one")
    assert one == {
        "name": "one",
        "id": hashed(ONE),
        "path": "/q/santangjie/one",
        "parameters": [
            {"name": "village", "type": "String!", "required": True},
            {"name": "first", "type": "Int", "required": False},
        ],
    }


async def test_a_document_that_fits_no_longer_says_so(town: Any, client_of: Any) -> None:
    actor = await client_of(town, ROWS)
    await registered(town, actor, one=ONE)
    name = actor.removeprefix("client:")
    await client_of(town, [{"row": "Ticket", "stages": ["working"]}], name)
    answer = await get(town, "/q/santangjie/one?village=jingui", actor)
    assert (answer.status_code, answer.json()["code"]) == (400, "graphql.validation")
    (listed,) = (await get(town, "/q/santangjie", actor)).json()
    assert listed["faults"]


async def test_where_documents_are_enforced_addresses_take_as_of(town: Any, client_of: Any) -> None:
    actor = await client_of(town, ROWS, documents_only=True)
    await registered(town, actor, open=OPEN)
    answer = await get(town, f"/q/santangjie/open?asOf={await caught_up(town)}", actor)
    assert answer.json()["organisations"]["totalCount"] > 5
