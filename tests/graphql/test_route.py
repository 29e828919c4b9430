"""GraphQL over HTTP: what is read from GET and POST, and with which status it is answered."""

import json
from urllib.parse import urlencode

import pytest

from taizhang_graphql.exchange import Answer, Media, Request
from taizhang_graphql.limits import Limits
from taizhang_graphql.route import Parts, read, serve

RESPONSE, JSON = "application/graphql-response+json", "application/json"
QUERY = "query A($n: Int) { tickets(first: $n) { totalCount } }"


def _post(body, content_type=JSON, accept=RESPONSE):
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Parts("POST", "", raw, content_type, accept)


def _get(accept=RESPONSE, **parameters):
    return Parts("GET", urlencode(parameters), accept=accept)


def _refusal(parts, limits=None):
    answer = read(parts, limits or Limits())
    assert isinstance(answer, Answer)
    (error,) = json.loads(answer.body)["errors"]
    return answer.status, error["extensions"]["code"]


def test_a_post():
    body = {"query": QUERY, "variables": {"n": 1}, "operationName": "A", "extensions": {}}
    expected = Request(QUERY, {"n": 1}, "A", Media.RESPONSE, get=False)
    assert read(_post(body), Limits()) == expected


def test_a_get():
    parts = _get(query=QUERY, variables='{"n": 1}', operationName="A", extensions="{}")
    expected = Request(QUERY, {"n": 1}, "A", Media.RESPONSE, get=True)
    assert read(parts, Limits()) == expected


def test_null_is_as_good_as_left_out():
    body = {"query": QUERY, "variables": None, "operationName": None, "extensions": None}
    assert read(_post(body), Limits()) == read(_post({"query": QUERY}), Limits())


def test_other_members_are_nothing_to_us():
    assert isinstance(read(_post({"query": QUERY, "id": 7}), Limits()), Request)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"null",
        b"7",
        b"[]",
        b'[{"query": "{ __typename }"}]',
        b"{}",
        b'{"query": null}',
        b'{"query": 7}',
        b'{"query": {}}',
        b'{"query": "{ __typename }", "variables": "{}"}',
        b'{"query": "{ __typename }", "variables": []}',
        b'{"query": "{ __typename }", "operationName": 7}',
        b'{"query": "{ __typename }", "extensions": "x"}',
        b'{"query": "{ __typename }", "variables": ' + b'{"a":' * 9_000 + b"1" + b"}" * 9_001,
    ],
    ids=lambda body: body[:60].decode(errors="replace") or "empty",
)
@pytest.mark.parametrize("accept", [RESPONSE, JSON])
def test_a_malformed_body_is_400(body, accept):
    assert _refusal(_post(body, accept=accept)) == (400, "graphql.request")


@pytest.mark.parametrize(
    "query",
    ["", "query=%FF", "variables=%7B%7D", "query=x&variables=x", "query=x&extensions=7"],
)
def test_a_malformed_query_string_is_400(query):
    assert _refusal(Parts("GET", query, accept=RESPONSE)) == (400, "graphql.request")


@pytest.mark.parametrize(
    "content_type",
    [None, "", "text/plain", "application/graphql", "application/json; charset=utf-16"],
)
def test_another_content_type_is_415(content_type):
    assert _refusal(_post({"query": QUERY}, content_type)) == (415, "graphql.content_type")


@pytest.mark.parametrize(
    "content_type",
    ["application/json", "Application/JSON; charset=UTF-8", 'application/json;charset="utf-8"'],
)
def test_json_in_utf8_however_it_is_said(content_type):
    assert isinstance(read(_post({"query": "{ 好 }"}, content_type), Limits()), Request)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "post"])
def test_another_method_is_405(method):
    parts = Parts(method, "", b"{}", JSON, RESPONSE)
    assert _refusal(parts) == (405, "graphql.method")
    assert read(parts, Limits()).headers == {"allow": "GET, POST"}


def test_a_body_over_the_limit_is_413():
    parts = _post({"query": "#" * 200})
    assert _refusal(parts, Limits(body=200)) == (413, "graphql.body_too_large")
    assert _refusal(_get(query="#" * 200), Limits(body=200)) == (413, "graphql.body_too_large")


def test_nothing_acceptable_is_406():
    assert _refusal(_post({"query": QUERY}, accept="text/html")) == (406, "graphql.accept")


def _served(ask, parts):
    return ask.run(serve(ask.engine, ask.connection, ask.scope(), parts))


@pytest.mark.parametrize("accept", [RESPONSE, JSON])
@pytest.mark.parametrize(
    "make", [_get, lambda query, accept: _post({"query": query}, JSON, accept)]
)
def test_an_answer_has_200_and_the_accepted_type(ask, make, accept):
    answer = _served(ask, make(query="{ tickets { totalCount } }", accept=accept))
    assert (answer.status, answer.content_type) == (200, f"{accept}; charset=utf-8")
    assert json.loads(answer.body)["data"]


@pytest.mark.parametrize(
    "operation", ["mutation { close }", "mutation A { close } query B { __typename }"]
)
def test_anything_but_a_query_over_get_is_405(ask, operation):
    answer = _served(ask, _get(query=operation))
    assert (answer.status, answer.headers) == (405, {"allow": "POST"})


def test_a_mutation_over_post_is_refused_with_the_way_to_write(ask):
    answer = _served(ask, _post({"query": "mutation { close }"}))
    assert answer.status == 400
    assert "POST /api/" in answer.body.decode()


@pytest.mark.parametrize(("accept", "status"), [(RESPONSE, 400), (JSON, 200)])
@pytest.mark.parametrize(
    "query", ["{", "{ nothing }", "query($n: Int!) { tickets(first: $n) { totalCount } }"]
)
def test_a_refused_document_has_the_status_of_its_media_type(ask, accept, status, query):
    answer = _served(ask, _post({"query": query}, accept=accept))
    assert answer.status == status
    assert "data" not in json.loads(answer.body)


def test_an_empty_operation_name_is_none(ask):
    assert _served(ask, _get(query="{ __typename }", operationName="")).status == 200
