"""Subscriptions and queries over `graphql-transport-ws`, and what breaks its rules."""

from typing import Any

import psycopg
import pytest

from taizhang_graphql.limits import Limits

pytestmark = pytest.mark.anyio

UNITS = """subscription ($after: Long) {
  changes(type: Organisation, after: $after) { position key }
}"""
COUNT = "{ organisations { totalCount } }"


async def test_a_change_comes_as_soon_as_it_is_folded(site, village, register, versions):
    await versions(village)
    async with site.talk(village) as talk:
        await talk.subscribe("1", UNITS)
        await talk.begun("1")
        (position,) = await register(village, "新村")
        message = await talk.about("1")
    assert message["type"] == "next"
    assert message["payload"]["data"]["changes"]["position"] == position


async def test_it_says_where_it_begins_so_that_one_can_go_on_before_any_change(
    site, village, register, versions
):
    await versions(village)
    async with site.talk(village) as talk:
        await talk.subscribe("1", UNITS)
        begun = await talk.begun("1")
    (position,) = await register(village, "断开时登记")
    async with site.talk(village) as talk:
        await talk.subscribe("1", UNITS, after=begun["position"])
        message = await talk.about("1")
    assert message["payload"]["data"]["changes"]["position"] == position


async def test_queries_and_subscriptions_share_a_connection(site, village, versions):
    known = await versions(village)
    async with site.talk(village) as talk:
        await talk.subscribe("all", UNITS, after=0)
        await talk.subscribe("count", COUNT)
        heard: dict[str, list[Any]] = {"all": [], "count": []}
        while len(heard["all"]) < len(known) or len(heard["count"]) < 2:
            message = await talk.heard()
            if "id" in message:
                heard[message["id"]].append(message)
    assert [message["type"] for message in heard["count"]] == ["next", "complete"]
    changes = [message["payload"]["data"]["changes"] for message in heard["all"]]
    assert [(c["position"], c["key"]["organisation"]) for c in changes] == known


async def test_an_id_is_free_again_once_its_operation_is_complete(site, village):
    async with site.talk(village) as talk:
        for _ in range(2):
            await talk.subscribe("1", COUNT)
            assert [(await talk.about("1"))["type"] for _ in range(2)] == ["next", "complete"]


async def test_a_subscription_that_is_completed_sends_no_more(site, village, register, versions):
    await versions(village)
    async with site.talk(village) as talk:
        await talk.subscribe("1", UNITS)
        await talk.begun("1")
        await talk.say("complete", "1")
        await talk.subscribe("2", UNITS)
        await talk.begun("2")
        await register(village, "新村")
        while (message := await talk.heard())["type"] != "next":
            pass
    assert message["id"] == "2"


async def test_a_mistake_ends_the_operation_and_not_the_connection(site, village):
    async with site.talk(village) as talk:
        await talk.subscribe("1", "subscription { changes(type: Nothing) { position } }")
        message = await talk.about("1")
        await talk.subscribe("2", COUNT)
        assert (await talk.about("2"))["type"] == "next"
    assert message["type"] == "error"
    assert message["payload"][0]["extensions"]["code"] == "graphql.validation"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ nothing }", "graphql.validation"),
        ("{ organisations(first: 100000) { totalCount } }", "graphql.page_size"),
    ],
)
async def test_a_mistake_in_a_query_is_an_error_too(site, village, query, code):
    async with site.talk(village) as talk:
        await talk.subscribe("1", query)
        message = await talk.about("1")
        await talk.subscribe("1", COUNT)
        assert (await talk.about("1"))["type"] == "next"
    assert (message["type"], message["payload"][0]["extensions"]["code"]) == ("error", code)


async def test_a_ping_is_answered_with_what_it_held(site, village):
    async with site.talk(village) as talk:
        await talk.say("ping", payload={"at": 1})
        assert await talk.heard() == {"type": "pong", "payload": {"at": 1}}
        await talk.say("ping")
        assert await talk.heard() == {"type": "pong"}


async def test_the_token_may_come_as_a_header(site, village):
    headers = village.bearer("clerk")
    async with site.socket(additional_headers=headers) as talk:
        await talk.say("connection_init")
        assert (await talk.heard())["type"] == "connection_ack"


async def test_a_quiet_subscription_comes_further_too(narrow, village, register, versions):
    nothing = 'after: $after, filter: {organisation: {name: {eq: "无"}}}'
    none = UNITS.replace("after: $after", nothing)
    await versions(village)
    async with narrow.talk(village) as talk:
        await talk.subscribe("1", none)
        begun = await talk.begun("1")
        (position,) = await register(village, "不相干")
        assert begun["position"] < position
        while (await talk.begun("1"))["position"] < position:
            pass


async def test_a_token_that_is_withdrawn_ends_subscription_and_connection(site, village, client_of):
    actor = await client_of(village, ["Organisation"])
    async with site.talk(village, actor=actor) as talk:
        await talk.subscribe("1", UNITS)
        await talk.begun("1")
        with psycopg.connect(village.platform.dsn) as owner:
            revoke = "update tenancy.token set revoked_at = now() where actor = %s"
            owner.execute(revoke, [actor])
        message = await talk.about("1")
        assert message["payload"][0]["extensions"]["code"] == "tenancy.bad_token"
        assert await talk.closed() == 4401


async def test_a_client_that_was_granted_nothing_is_let_in_nowhere(site, village):
    village.tokens["client:unknown"] = await village.platform.tokens.issue(
        village.tenant, "client:unknown", "示例"
    )
    async with site.socket() as talk:
        await talk.say("connection_init", payload=village.bearer("client:unknown"))
        assert await talk.closed() == 4403


@pytest.mark.parametrize(
    "payload",
    [None, {}, {"Authorization": "Bearer tz.nowhere.x"}, {"Authorization": 7}, {"token": "x"}],
)
async def test_without_a_good_token_nobody_is_let_in(site, payload):
    async with site.socket() as talk:
        await talk.say("connection_init", payload=payload)
        assert await talk.closed() == 4401


async def test_whoever_does_not_begin_is_not_waited_for(
    site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("taizhang.http.conversation.INIT_SECONDS", 0.05)
    async with site.socket() as talk:
        assert await talk.closed() == 4408


async def test_nothing_is_answered_before_one_is_let_in(site):
    async with site.socket() as talk:
        await talk.subscribe("1", COUNT)
        assert await talk.closed() == 4401


async def test_one_begins_once(site, village):
    async with site.talk(village) as talk:
        await talk.say("connection_init", payload=village.bearer("clerk"))
        assert await talk.closed() == 4429


async def test_an_id_that_is_in_use_is_refused(site, village):
    async with site.talk(village) as talk:
        await talk.subscribe("1", UNITS)
        await talk.begun("1")
        await talk.subscribe("1", COUNT)
        assert await talk.closed() == 4409


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "{",
        "[]",
        "7",
        '{"id": "1"}',
        '{"type": "start"}',
        '{"type": 7}',
        '{"type": "subscribe"}',
        '{"type": "subscribe", "id": "1"}',
        '{"type": "subscribe", "id": "", "payload": {"query": "{ __typename }"}}',
        '{"type": "subscribe", "id": 1, "payload": {"query": "{ __typename }"}}',
        '{"type": "subscribe", "id": "1", "payload": {"query": 7}}',
        '{"type": "subscribe", "id": "1", "payload": {}}',
        '{"type": "subscribe", "id": "1", "payload": {"query": "{ a }", "variables": []}}',
        "[" * 5000,
        b'{"type": "ping"}',
    ],
)
async def test_what_is_no_message_closes_the_connection(site, village, sent):
    async with site.talk(village) as talk:
        await talk.connection.send(sent)
        assert await talk.closed() == 4400


async def test_a_message_that_is_too_large_closes_the_connection(site, village):
    async with site.talk(village) as talk:
        await talk.say("ping", payload="x" * Limits().body)
        assert await talk.closed() == 1009


@pytest.mark.parametrize("protocols", [["graphql-ws"], None])
async def test_another_protocol_is_not_spoken(site, protocols):
    async with site.socket(subprotocols=protocols) as talk:
        assert await talk.closed() == 4406


async def test_only_so_many_operations_run_on_one_connection(narrow, village):
    async with narrow.talk(village) as talk:
        for name in ("1", "2"):
            await talk.subscribe(name, UNITS)
            await talk.begun(name)
        await talk.subscribe("3", COUNT)
        message = await talk.about("3")
        assert message["payload"][0]["extensions"]["code"] == "graphql.too_many_operations"
        await talk.say("complete", "1")
        await talk.subscribe("3", COUNT)
        assert (await talk.about("3"))["type"] == "next"


async def test_a_server_that_stops_says_that_it_will_be_back(house, serve, village):
    async with serve(house) as site, site.talk(village) as talk:
        await talk.subscribe("1", UNITS)
        await talk.begun("1")
        site.server.should_exit = True
        assert await talk.closed() == 1012
