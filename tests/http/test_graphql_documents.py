"""Registered documents: checked when they are registered, and named instead of sent."""

from typing import Any

import pytest

from .asking import NAMES, ONE, ROWS, anew, caught_up, get, hashed, register, registered

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
async def client(town: Any, client_of: Any) -> str:
    """A client with two documents."""
    actor: str = await client_of(town, ROWS)
    await registered(town, actor, names=NAMES, one=ONE)
    await caught_up(town)
    return actor


@pytest.fixture(scope="module")
async def held(town: Any, client_of: Any) -> str:
    """A client that may use its document only."""
    actor: str = await client_of(town, ROWS, documents_only=True)
    await registered(town, actor, names=NAMES)
    await caught_up(town)
    return actor


BAD = {
    "syntax": ("{ organisations {", "graphql.syntax"),
    "a field of another name": ("{ organisations { nodes { nam } } }", "graphql.validation"),
    "a row that was not granted": ("{ meetings { totalCount } }", "graphql.validation"),
    "two operations": ("query A { __typename } query B { __typename }", "graphql.one_operation"),
    "a query and a subscription": (
        "query A { __typename } subscription B { changes(type: Ticket) { on } }",
        "graphql.one_operation",
    ),
    "two subscriptions": (
        "subscription A { changes(type: Ticket) { on } }"
        " subscription B { changes(type: Ticket) { on } }",
        "graphql.one_operation",
    ),
    "no operation": ("fragment F on Organisation { name }", "graphql.validation"),
    "a mutation": ("mutation { __typename }", "graphql.read_only"),
    "too deep": (
        "{ organisations " + "{ nodes { tickets " * 9 + "{ totalCount }" + "} }" * 9 + " }",
        "graphql.limit",
    ),
    "a subscription to a row that was not granted": (
        "subscription { changes(type: Meeting) { position } }",
        "graphql.validation",
    ),
    "a subscription with a field that was not granted": (
        "subscription { changes(type: Ticket) { ... on TicketVersion {"
        " value { cycleRef { cycle } } } } }",
        "graphql.validation",
    ),
    "a subscription that is two": (
        "subscription { changes(type: Ticket) { on } more: changes(type: Ticket) { on } }",
        "graphql.validation",
    ),
    "a subscription that is too deep": (
        "subscription { changes(type: Organisation) { ... on OrganisationVersion { value "
        + "{ tickets { nodes " * 9
        + "{ ticket }"
        + "} }" * 9
        + " } } }",
        "graphql.limit",
    ),
    "an unknown argument": ("{ organisations(frist: 2) { totalCount } }", "graphql.validation"),
}


@pytest.mark.parametrize(("text", "code"), BAD.values(), ids=BAD)
async def test_a_document_with_a_mistake_is_not_registered(
    town: Any, client: str, text: str, code: str
) -> None:
    before = await town.head()
    answer = await register(town, client, "bad", text)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert answer.json()["values"]["remedy"]
    assert await town.head() == before


async def test_the_nearest_name_is_told_when_a_document_is_registered(
    town: Any, client: str
) -> None:
    answer = await register(town, client, "bad", "{ organisations { nodes { nam } } }")
    (reason,) = answer.json()["reasons"]
    assert "name" in reason["values"]["remedy"]
    assert reason["values"]["locations"] == [{"line": 1, "column": 27}]


async def test_a_subscription_is_registered(town: Any, client_of: Any) -> None:
    actor = await client_of(town, ROWS)
    text = "subscription ($after: Long) { changes(type: Ticket, after: $after) { position key } }"
    answer = await register(town, actor, "tickets", text)
    assert answer.status_code == 200, answer.text
    await anew(town, actor)
    viewer = await town.platform.gate.viewer(town.tokens[actor])
    assert viewer.access.documents == {"tickets": text}


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("subscription { changes(type: Tickets) { position } }", "Ticket"),
        ("subscription { changes(type: Ticket) { positon } }", "position"),
        (
            "subscription { changes(type: Ticket) { ... on TicketVersion { value { stat } } } }",
            "state",
        ),
        ("subscription { change(type: Ticket) { position } }", "changes"),
    ],
)
async def test_the_nearest_name_is_told_when_a_subscription_is_registered(
    town: Any, client: str, text: str, near: str
) -> None:
    answer = await register(town, client, "bad", text)
    (reason,) = answer.json()["reasons"]
    assert near in reason["values"]["remedy"]


async def test_another_clients_document_is_refused_for_that_and_nothing_else(
    town: Any, client: str, held: str
) -> None:
    body = {"client": held.removeprefix("client:"), "document": "x", "text": "{ nothing }"}
    answer = await town.post("access.register_document", body, actor=client)
    assert (answer.status_code, answer.json()["code"]) == (403, "access.of_another")


@pytest.mark.parametrize("id", ["names", hashed(NAMES)], ids=["name", "hash"])
async def test_a_document_is_named_by_get_and_by_post(town: Any, client: str, id: str) -> None:
    sent = await town.query(NAMES, actor=client)
    by_get = await get(town, "/graphql", client, params={"documentId": id})
    by_post = await town.http.post("/graphql", json={"documentId": id}, headers=town.bearer(client))
    assert by_get.json()["data"] == by_post.json()["data"] == sent


async def test_a_named_document_takes_variables(town: Any, client: str) -> None:
    asked = {"documentId": "one", "variables": {"village": "jingui", "first": 3}}
    answer = await town.http.post("/graphql", json=asked, headers=town.bearer(client))
    data = answer.json()["data"]
    assert data["organisation"]["kind"] == "村"
    assert len(data["organisations"]["nodes"]) == 3


@pytest.mark.parametrize("id", ["nams", hashed("{ __typename }"), "sha256:", "x-a:b"])
async def test_a_document_that_is_not_registered_is_named(town: Any, client: str, id: str) -> None:
    answer = await get(town, "/graphql", client, params={"documentId": id})
    (error,) = answer.json()["errors"]
    assert answer.status_code == 404
    assert error["extensions"]["code"] == "graphql.unknown_document"
    assert error["extensions"]["remedy"]
    assert ("names" in error["message"]) is (id == "nams")


async def test_people_have_no_documents(town: Any, client: str) -> None:
    answer = await get(town, "/graphql", "clerk", params={"documentId": "names"})
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == "graphql.unknown_document"


async def test_the_documents_of_another_client_are_unknown(
    town: Any, client: str, held: str
) -> None:
    answer = await get(town, "/graphql", held, params={"documentId": "one"})
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "asked", [{"documentId": "names", "query": NAMES}, {"documentId": ""}, {}, {"documentId": 7}]
)
async def test_either_a_document_is_named_or_sent(
    town: Any, client: str, asked: dict[str, Any]
) -> None:
    answer = await town.http.post("/graphql", json=asked, headers=town.bearer(client))
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["extensions"]["code"]) == (400, "graphql.request")


@pytest.mark.parametrize("text", ["{ __typename }", NAMES + " ", "{ __schema { description } }"])
async def test_where_documents_are_enforced_every_other_is_refused(
    town: Any, held: str, text: str
) -> None:
    answer = await town.http.post("/graphql", json={"query": text}, headers=town.bearer(held))
    (error,) = answer.json()["errors"]
    assert answer.status_code == 403
    assert error["extensions"]["code"] == "graphql.documents_only"
    assert "documentId" in error["extensions"]["remedy"]


async def test_where_documents_are_enforced_the_registered_text_may_be_sent(
    town: Any, held: str
) -> None:
    assert len((await town.query(NAMES, actor=held))["organisations"]["nodes"]) > 5


async def test_a_retired_document_is_unknown(town: Any, client_of: Any) -> None:
    actor = await client_of(town, ROWS)
    await registered(town, actor, names=NAMES)
    body = {"client": actor.removeprefix("client:"), "document": "names"}
    await town.post("access.retire_document", body, actor=actor)
    await anew(town, actor)
    answer = await get(town, "/graphql", actor, params={"documentId": "names"})
    assert answer.status_code == 404
