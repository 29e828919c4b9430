"""Bad input to `/graphql`: an error with code, path and remedy, never a fault of ours."""

import json
from typing import Any

import httpx
import pytest

from .asking import NAMES, ONE, caught_up

pytestmark = pytest.mark.anyio

#: The query, its variables, the code, the path, and a word of message or remedy.
BAD: dict[str, tuple[str, dict[str, Any], str, list[Any] | None, str]] = {
    "syntax": ("{ organisations {", {}, "graphql.syntax", None, "语法错误"),
    "an unknown field": (
        "{ organisations { nodes { nam } } }",
        {},
        "graphql.validation",
        None,
        "name",
    ),
    "an unknown root field": (
        "{ organisation_s { totalCount } }",
        {},
        "graphql.validation",
        None,
        "organisations",
    ),
    "a variable of another type": (ONE, {"village": 7}, "graphql.variables", None, "village"),
    "a variable that is missing": (ONE, {}, "graphql.variables", None, "village"),
    "a variable that is too large": (
        ONE,
        {"village": "x", "first": 10**30},
        "graphql.variables",
        None,
        "first",
    ),
    "a variable with a surrogate": (ONE, {"village": "\udc80"}, "graphql.request", None, "JSON"),
    "a variable with NUL": (ONE, {"village": "a\0b"}, "graphql.value", None, "NUL"),
    "a literal with NUL": (
        '{ organisation(organisation: "a\\u0000b") { name } }',
        {},
        "graphql.value",
        None,
        "NUL",
    ),
    "a literal that is too large": (
        "{ organisations(first: 99999999999999999999) { totalCount } }",
        {},
        "graphql.validation",
        None,
        "99999999999999999999",
    ),
    "a filter that is too large": (
        "{ bulletins: cycleYears(where: {year: {eq: 99999999999999999999}}) { totalCount } }",
        {},
        "graphql.validation",
        None,
        "99999999999999999999",
    ),
    "a page that is too long": (
        "{ organisations(first: 1001) { totalCount } }",
        {},
        "graphql.page_size",
        ["organisations", "first"],
        "1000",
    ),
    "a negative page": (
        "{ organisations(first: -1) { totalCount } }",
        {},
        "graphql.page_size",
        ["organisations", "first"],
        "1000",
    ),
    "a cursor that is none": (
        '{ organisations(after: "nonsense") { totalCount nodes { name } } }',
        {},
        "graphql.cursor",
        ["organisations", "after"],
        "endCursor",
    ),
    "a position in the future": (
        "{ organisations(asOf: {position: 999999999}) { totalCount } }",
        {},
        "graphql.as_of_future",
        ["organisations", "asOf"],
        "999999999",
    ),
    "a time in the future": (
        '{ organisations(asOf: {time: "2999-01-01T00:00:00Z"}) { totalCount } }',
        {},
        "graphql.as_of_future",
        ["organisations", "asOf"],
        "2999",
    ),
    "a position beyond all integers": (
        "{ organisations(asOf: {position: 99999999999999999999999}) { totalCount } }",
        {},
        "graphql.validation",
        None,
        "99999999999999999999999",
    ),
    "both a position and a time": (
        '{ organisations(asOf: {position: 1, time: "2015-01-01T00:00:00Z"}) { totalCount } }',
        {},
        "graphql.validation",
        None,
        "AsOf",
    ),
    "a tenant that was not granted": (
        '{ organisations(tenant: "hunan-town") { totalCount } }',
        {},
        "graphql.unknown_tenant",
        ["organisations", "tenant"],
        "hunan-town",
    ),
    "several operations": (
        "query A { __typename } query B { __typename }",
        {},
        "graphql.operation",
        None,
        "A、B",
    ),
    "a mutation": ("mutation { __typename }", {}, "graphql.read_only", None, "POST /api/"),
}


async def ask(town: Any, content: bytes, **headers: str) -> httpx.Response:
    sent = town.bearer("clerk") | {"Content-Type": "application/json"}
    sent |= {"Accept": "application/graphql-response+json"}
    answer: httpx.Response = await town.http.post(
        "/graphql", content=content, headers=sent | headers
    )
    return answer


@pytest.mark.parametrize(("query", "variables", "code", "path", "word"), BAD.values(), ids=BAD)
async def test_a_mistake_has_a_code_a_place_and_a_remedy(
    town: Any,
    neighbour: Any,
    query: str,
    variables: dict[str, Any],
    code: str,
    path: list[Any] | None,
    word: str,
) -> None:
    await caught_up(town)
    body = json.dumps({"query": query, "variables": variables}).encode()
    answer = await ask(town, body)
    error = answer.json()["errors"][0]
    assert answer.status_code == 400
    assert error["extensions"]["code"] == code, error
    assert error.get("path") == path
    assert error["extensions"]["remedy"]
    assert word in error["message"] + error["extensions"]["remedy"]
    assert "Traceback" not in answer.text
    assert (await ask(town, json.dumps({"query": NAMES}).encode())).status_code == 200


async def test_a_tenant_that_was_not_granted_is_answered_as_one_that_does_not_exist(
    town: Any, neighbour: Any
) -> None:
    query = '{{ organisations(tenant: "{}") {{ totalCount }} }}'
    there, nowhere = [
        await ask(town, json.dumps({"query": query.format(slug)}).encode())
        for slug in ("hunan-town", "hunan-tnow")
    ]
    assert there.status_code == nowhere.status_code
    assert there.content == nowhere.content.replace(b"hunan-tnow", b"hunan-town")
    assert there.headers == nowhere.headers


async def test_a_cursor_of_another_query_is_refused(town: Any) -> None:
    await caught_up(town)
    page = "{{ {}(first: 1{}) {{ pageInfo {{ endCursor }} }} }}"
    cursor = (await town.query(page.format("organisations", "")))["organisations"]["pageInfo"]
    for other in ("people", "organisations"):
        more = f', after: "{cursor["endCursor"]}"'
        more += ", orderBy: {field: name}" if other == "organisations" else ""
        body = json.dumps({"query": page.format(other, more)}).encode()
        (error,) = (await ask(town, body)).json()["errors"]
        assert error["extensions"]["code"] == "graphql.cursor"
        assert error["path"] == [other, "after"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"query"',
        b"\xff\xfe",
        b"{" * 50_000,
        b"[" * 50_000,
        b'{"query": "\xed\xa0\x80"}',
        b'{"query": "\\ud800"}',
        b'{"query": null}',
        b'{"query": ["{ __typename }"]}',
        b'{"query": "{ __typename }", "variables": []}',
        b'{"query": "{ __typename }", "variables": "{}"}',
        b'{"query": "{ __typename }", "operationName": 7}',
        b'{"query": "{ __typename }", "extensions": 7}',
        b'[{"query": "{ __typename }"}]',
        b'{"query": "{ __typename }"} trailing',
        b'{"query": ""}',
        b'{"query": "\\u0000"}',
    ],
)
async def test_a_body_that_is_no_request_is_explained(town: Any, body: bytes) -> None:
    answer = await ask(town, body)
    (error,) = answer.json()["errors"]
    assert answer.status_code == 400
    assert error["extensions"]["code"] in ("graphql.request", "graphql.syntax")
    assert error["extensions"]["remedy"]


@pytest.mark.parametrize(
    ("header", "value", "status"),
    [
        ("Content-Type", "text/plain", 415),
        ("Content-Type", "application/x-www-form-urlencoded", 415),
        ("Content-Type", "multipart/form-data", 415),
        ("Content-Type", "application/graphql", 415),
        ("Content-Type", "application/json; charset=utf-16", 415),
        ("Content-Type", "", 415),
        ("Accept", "text/csv", 406),
        ("Accept", "application/json;q=0", 406),
    ],
)
async def test_a_media_type_that_is_not_spoken_is_refused(
    town: Any, header: str, value: str, status: int
) -> None:
    answer = await ask(town, b'{"query": "{ __typename }"}', **{header: value})
    assert answer.status_code == status
    assert answer.json()["errors"][0]["extensions"]["remedy"]


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
async def test_other_methods_are_refused(town: Any, method: str) -> None:
    answer = await town.http.request(method, "/graphql", headers=town.bearer("clerk"))
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, POST")


@pytest.mark.parametrize(
    "query",
    [
        "query=%ED%A0%80",
        "query=%FF",
        "query=" + "&query=".join("a" * 2 for _ in range(2_000)),
        "query={__typename}&variables=[]",
        "query={__typename}&variables={",
        "query=%00",
        "",
    ],
    ids=["surrogate", "no UTF-8", "many", "a list", "half", "NUL", "nothing"],
)
async def test_a_query_string_that_is_no_request_is_explained(town: Any, query: str) -> None:
    answer = await town.http.get(f"/graphql?{query}", headers=town.bearer("clerk"))
    (error,) = answer.json()["errors"]
    assert answer.status_code in (200, 400)  # under application/json, what is well-formed has 200
    assert error["extensions"]["code"] in ("graphql.request", "graphql.syntax")


async def test_what_the_gate_refuses_is_no_answer_of_graphql(http: httpx.AsyncClient) -> None:
    """So a client knows that it is none: GraphQL over HTTP asks for another media type."""
    headers = {"Accept": "application/graphql-response+json"}
    answer = await http.post("/graphql", json={"query": NAMES}, headers=headers)
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
