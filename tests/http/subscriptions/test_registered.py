"""Registered subscriptions: named instead of sent, and ended with what they rest on."""

import asyncio
import json
import uuid
from typing import Any

import psycopg
import pytest

from ..asking import hashed, registered

pytestmark = pytest.mark.anyio

UNITS = """subscription Units($after: Long) {
  changes(type: Organisation, after: $after) { position key }
}"""
QUIET = "subscription { changes(type: Organisation) { position } }"
COUNT = "{ organisations { totalCount } }"


def told(changes: list[Any]) -> list[tuple[int, str]]:
    return [(change["position"], change["key"]["organisation"]) for change in changes]


@pytest.fixture(scope="module")
async def held(village: Any, client_of: Any) -> str:
    """A client that may use its documents only."""
    actor: str = await client_of(village, ["Organisation"], documents_only=True)
    await registered(village, actor, units=UNITS, count=COUNT)
    return actor


@pytest.fixture
async def fresh(village: Any, client_of: Any) -> str:
    """A client of one test, with one document."""
    actor: str = await client_of(village, ["Organisation"])
    await registered(village, actor, units=UNITS)
    return actor


@pytest.mark.parametrize("id", ["units", hashed(UNITS)], ids=["name", "hash"])
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_named_subscription_streams(site, village, held, versions, method, id):
    known = await versions(village)
    variables: Any = {"after": 0}
    sent: dict[str, Any] = {"json": {"documentId": id, "variables": variables}}
    if method == "GET":
        sent = {"params": {"documentId": id, "variables": json.dumps(variables)}}
    async with site.events(village, method, "/graphql", actor=held, **sent) as stream:
        assert told(await stream.changes(len(known))) == known


async def test_a_named_subscription_goes_on_where_it_was(site, village, held, versions):
    known = await versions(village)
    asked = {"json": {"documentId": "units", "variables": {"after": 0}}}
    async with site.events(village, "POST", "/graphql", actor=held, **asked) as stream:
        frames = [await stream.event() for _ in range(3)]
    last = {"Last-Event-ID": frames[-1].id}
    async with site.events(
        village, "POST", "/graphql", actor=held, headers=last, **asked
    ) as stream:
        rest = await stream.changes(len(known) - 3)
    assert told([frame.data["data"]["changes"] for frame in frames] + rest) == known


@pytest.mark.parametrize("id", ["units", hashed(UNITS)], ids=["name", "hash"])
async def test_a_named_subscription_is_run_on_a_socket(site, village, held, versions, id):
    known = await versions(village)
    async with site.talk(village, actor=held) as talk:
        await talk.say("subscribe", "1", payload={"documentId": id, "variables": {"after": 0}})
        messages = [await talk.about("1") for _ in known]
    assert told([message["payload"]["data"]["changes"] for message in messages]) == known


async def test_the_registered_text_may_be_sent(site, village, held):
    async with site.stream(village, UNITS, actor=held) as stream:
        assert (await stream.begun()).position > 0


async def test_where_documents_are_enforced_no_other_subscription_streams(site, village, held):
    async with site.stream(village, QUIET, actor=held) as stream:
        assert await stream.reason() == "graphql.documents_only"


async def test_where_documents_are_enforced_no_other_is_run_on_a_socket(site, village, held):
    async with site.talk(village, actor=held) as talk:
        await talk.subscribe("1", QUIET)
        message = await talk.about("1")
    assert message["type"] == "error"
    assert message["payload"][0]["extensions"]["code"] == "graphql.documents_only"


async def test_a_name_that_is_not_registered_is_told_with_the_nearest(site, village, held):
    asked = {"json": {"documentId": "unit"}}
    async with site.events(village, "POST", "/graphql", actor=held, **asked) as stream:
        (error,) = (await stream.event()).data["errors"]
    assert error["extensions"]["code"] == "graphql.unknown_document"
    assert "units" in error["message"]


async def test_an_ordinary_request_is_told_how_to_subscribe(site, village, held):
    answer = await site.http.post(
        "/graphql", json={"documentId": "units"}, headers=village.bearer(held)
    )
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == "graphql.subscribe"


async def retire(town: Any, actor: str, document: str = "units") -> None:
    body = {"client": actor.removeprefix("client:"), "document": document}
    answer = await town.post("access.retire_document", body, actor=actor)
    assert answer.status_code == 200, answer.text


async def test_a_document_that_is_retired_ends_its_subscription(site, village, fresh):
    asked = {"json": {"documentId": "units"}}
    async with site.events(village, "POST", "/graphql", actor=fresh, **asked) as stream:
        await stream.begun()
        await retire(village, fresh)
        assert await stream.reason() == "access.document_retired"


async def test_a_name_that_is_given_to_another_text_ends_its_subscription(site, village, fresh):
    asked = {"json": {"documentId": "units"}}
    async with site.events(village, "POST", "/graphql", actor=fresh, **asked) as stream:
        await stream.begun()
        await retire(village, fresh)
        await registered(village, fresh, units=QUIET)
        assert await stream.reason() == "access.document_retired"


async def test_a_document_that_is_retired_ends_the_operation_and_not_the_connection(
    site, village, fresh
):
    async with site.talk(village, actor=fresh) as talk:
        await talk.say("subscribe", "1", payload={"documentId": "units"})
        await talk.begun("1")
        await retire(village, fresh)
        while (message := await talk.about("1"))["type"] == "next":
            pass
        await talk.subscribe("2", COUNT)
        assert (await talk.about("2"))["type"] == "next"
    assert message["payload"][0]["extensions"]["code"] == "access.document_retired"


async def test_a_text_that_was_sent_does_not_end_with_the_document(
    site, village, fresh, register, versions
):
    async with site.stream(village, UNITS, actor=fresh) as stream:
        await stream.begun()
        await retire(village, fresh)
        viewer = village.platform.gate.viewer
        while (await viewer(village.tokens[fresh])).access.documents:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        (position,) = await register(village, "停用之后")
        while (await stream.changes(1))[0]["position"] < position:
            pass


async def test_a_grant_that_is_withdrawn_ends_a_named_subscription(site, village, fresh):
    asked = {"json": {"documentId": "units"}}
    async with site.events(village, "POST", "/graphql", actor=fresh, **asked) as stream:
        await stream.begun()
        withdrawn = {"client": fresh.removeprefix("client:"), "reason": "示例"}
        assert (await village.post("access.withdraw", withdrawn, actor="secretary")).is_success
        assert await stream.reason() == "access.not_granted"


async def entries(town: Any, actor: str, count: int) -> list[Any]:
    """What is logged of a client, once there is so much of it."""
    query = (
        "select kind, name, operation, code, rows from tenancy.query_log"
        " where client = %s order by query"
    )
    with psycopg.connect(town.platform.dsn, autocommit=True) as owner:
        async with asyncio.timeout(20):
            while len(rows := owner.execute(query, [actor[7:]]).fetchall()) < count:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
    return rows


async def test_a_named_subscription_is_logged_by_its_name(site, village, fresh, versions):
    known = await versions(village)
    asked = {"json": {"documentId": hashed(UNITS), "variables": {"after": 0}}}
    async with site.events(village, "POST", "/graphql", actor=fresh, **asked) as stream:
        await stream.changes(len(known))
    assert await entries(village, fresh, 2) == [
        ("subscription", "units", "Units", "subscription.begun", None),
        ("subscription", "units", "Units", None, len(known)),
    ]


async def test_a_subscription_that_is_not_registered_is_logged_as_refused(site, village, client_of):
    actor = await client_of(village, ["Organisation"], documents_only=True)
    async with site.stream(village, QUIET, actor=actor) as stream:
        await stream.reason()
    async with site.talk(village, actor=actor) as talk:
        await talk.subscribe("1", QUIET)
        await talk.about("1")
    codes = [code for _, _, _, code, _ in await entries(village, actor, 2)]
    assert codes == ["graphql.documents_only"] * 2


async def test_another_grant_keeps_the_document_and_ends_the_subscription(site, village, client_of):
    name = f"stats-{uuid.uuid4().hex[:8]}"
    actor = await client_of(village, ["Organisation"], name)
    await registered(village, actor, units=UNITS)
    asked = {"json": {"documentId": "units"}}
    async with site.events(village, "POST", "/graphql", actor=actor, **asked) as stream:
        await stream.begun()
        await client_of(village, ["Organisation", "Publication"], name)
        assert await stream.reason() == "graphql.access_changed"
    async with site.events(village, "POST", "/graphql", actor=actor, **asked) as stream:
        await stream.begun()
