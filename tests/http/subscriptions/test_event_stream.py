"""Subscriptions over server-sent events: as they come, resumed, and ended with a reason."""

import asyncio
import json
import uuid
from typing import Any

import psycopg
import pytest
from msgspec.structs import replace

pytestmark = pytest.mark.anyio

UNITS = """subscription ($after: Long, $history: String) {
  changes(type: Organisation, after: $after, history: $history) {
    position gone key ... on OrganisationVersion { value { organisation name } }
  }
}"""
BEGINNING = {"after": 0}


def keys(changes: list[Any]) -> list[tuple[int, str]]:
    return [(change["position"], change["key"]["organisation"]) for change in changes]


async def test_a_change_comes_as_soon_as_it_is_folded(site, village, register, versions):
    await versions(village)
    async with site.stream(village, UNITS) as stream:
        await stream.begun()
        (position,) = await register(village, "新村")
        (change,) = await stream.changes(1)
    assert (change["position"], change["value"]["name"]) == (position, "新村")


async def test_it_is_an_event_stream_that_nobody_keeps(site, village):
    async with site.stream(village, UNITS) as stream:
        headers = stream.response.headers
    assert headers["content-type"] == "text/event-stream; charset=utf-8"
    assert (headers["cache-control"], headers["x-accel-buffering"]) == ("no-store", "no")


async def test_without_after_it_begins_where_rows_stand(site, village, register, versions):
    await versions(village)
    head = await village.head()
    async with site.stream(village, UNITS) as stream:
        assert (await stream.begun()).position >= head
        (position,) = await register(village, "新村")
        (change,) = await stream.changes(1)
    assert change["position"] == position


async def test_after_a_position_everything_behind_it_comes(site, village, register, versions):
    await register(village, "甲", "乙")
    known = await versions(village)
    after = known[len(known) // 2][0]
    behind = [version for version in known if version[0] > after]
    async with site.stream(village, UNITS, variables={"after": after}) as stream:
        assert keys(await stream.changes(len(behind))) == behind


async def test_get_subscribes_as_post_does(site, village, versions):
    known = await versions(village)
    headers = village.bearer("clerk") | {"Accept": "text/event-stream"}
    asked = {"query": UNITS, "variables": json.dumps(BEGINNING)}
    async with site.http.stream("GET", "/graphql", params=asked, headers=headers) as response:
        text = ""
        async for part in response.aiter_text():
            text += part
            if text.count("event: next") == len(known):
                break
    assert response.status_code == 200


async def test_the_last_event_id_goes_on_where_it_was(site, village, register, versions):
    async with site.stream(village, UNITS, variables=BEGINNING) as stream:
        frames = [await stream.event() for _ in range(3)]
    await register(village, "断开时登记")
    known = await versions(village)
    sent = [frame.data["data"]["changes"] for frame in frames]
    rest = len(known) - 3
    headers = {"Last-Event-ID": frames[-1].id}
    async with site.stream(village, UNITS, headers=headers, variables=BEGINNING) as stream:
        assert keys(sent + await stream.changes(rest)) == known


async def test_an_id_before_any_change_goes_on_from_the_beginning(
    site, village, register, versions
):
    await versions(village)
    async with site.stream(village, UNITS) as stream:
        begun = await stream.begun()
    (position,) = await register(village, "断开时登记")
    async with site.stream(village, UNITS, headers={"Last-Event-ID": begun.id}) as stream:
        (change,) = await stream.changes(1)
    assert change["position"] == position


async def test_a_bare_position_is_an_id_too(site, village, versions):
    known = await versions(village)
    async with site.stream(village, UNITS, headers={"Last-Event-ID": "0"}) as stream:
        assert keys(await stream.changes(len(known))) == known


async def test_every_event_says_where_to_go_on(site, village):
    async with site.stream(village, UNITS, variables=BEGINNING) as stream:
        frame = await stream.event()
    said = frame.data["extensions"]
    assert frame.id == f"{said['position']}-{said['history']}"


async def test_a_quiet_filter_comes_further_too(narrow, village, register):
    nothing = 'after: $after, filter: {organisation: {name: {eq: "无"}}}'
    none = UNITS.replace("after: $after", nothing)
    async with narrow.stream(village, none) as stream:
        begun = (await stream.begun()).position
        (position,) = await register(village, "不相干")
        assert position > begun
        while (frame := await stream.next()).position < position:
            assert (frame.event, frame.data) == ("", None)


async def test_a_query_is_answered_as_one_event(site, village):
    query = "{ organisations(first: 1) { totalCount } }"
    async with site.stream(village, query) as stream:
        frames = [await stream.next(), await stream.next()]
    assert [frame.event for frame in frames] == ["next", "complete"]
    assert frames[0].data["data"]["organisations"]["totalCount"] >= 8


async def test_a_query_of_several_lines_of_json_is_one_event(site, village):
    query = "{ organisations(first: 3) { nodes { name } } }"
    async with site.stream(village, query) as stream:
        frame = await stream.next()
    assert len(frame.data["data"]["organisations"]["nodes"]) == 3


async def test_whoever_takes_json_as_well_gets_a_query_as_json(site, village):
    headers = village.bearer("clerk") | {"Accept": "application/json, text/event-stream"}
    answer = await site.http.post("/graphql", json={"query": "{ __typename }"}, headers=headers)
    assert answer.json() == {"data": {"__typename": "Query"}}


async def test_whoever_takes_json_as_well_gets_a_subscription_as_events(site, village):
    headers = {"Accept": "application/json, text/event-stream"}
    async with site.stream(village, UNITS, headers=headers) as stream:
        assert (await stream.begun()).position > 0


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_an_ordinary_request_is_told_how_to_subscribe(site, village, method):
    asked = {"query": UNITS}
    sent: dict[str, Any] = {"params": asked} if method == "GET" else {"json": asked}
    answer = await site.http.request(method, "/graphql", headers=village.bearer("clerk"), **sent)
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == "graphql.subscribe"
    assert "text/event-stream" in error["extensions"]["remedy"]


async def test_a_mutation_is_refused_as_ever(site, village):
    answer = await site.http.post(
        "/graphql", json={"query": "mutation { x }"}, headers=village.bearer("clerk")
    )
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == "graphql.read_only"


@pytest.mark.parametrize(
    ("document", "variables", "code"),
    [
        ("subscription { changes(type: Nothing) { position } }", {}, "graphql.validation"),
        ("subscription {", {}, "graphql.syntax"),
        (
            "subscription ($n: Long!) { changes(type: Ticket, after: $n) { on } }",
            {},
            "graphql.variables",
        ),
        (UNITS, {"after": 10**6}, "graphql.after_ahead"),
        (UNITS, {"after": -1}, "graphql.value"),
        (UNITS, {"history": "0123456789ab"}, "graphql.other_history"),
        (
            "subscription { changes(type: Ticket) { on "
            + "... @skip(if: false) { gone } " * 51
            + "} }",
            {},
            "graphql.limit",
        ),
        (
            "subscription ($no: Boolean!) { changes(type: Ticket) @include(if: $no) { on } }",
            {"no": False},
            "graphql.validation",
        ),
    ],
)
async def test_a_mistake_is_an_event_with_its_code(site, village, document, variables, code):
    async with site.stream(village, document, variables=variables) as stream:
        assert (stream.response.status_code, await stream.reason()) == (200, code)


@pytest.mark.parametrize("last", ["x", "-1", "1.5", "²", "9" * 19])
async def test_an_id_that_is_none_of_ours_is_refused(site, village, last):
    headers = {"Last-Event-ID": last.encode()}
    async with site.stream(village, UNITS, headers=headers) as stream:
        assert await stream.reason() == "graphql.value"


async def test_an_id_of_another_history_is_refused(site, village):
    headers = {"Last-Event-ID": "1-0123456789ab"}
    async with site.stream(village, UNITS, headers=headers) as stream:
        assert await stream.reason() == "graphql.other_history"


async def test_without_a_good_token_there_is_no_stream(site):
    answer = await site.http.post(
        "/graphql", json={"query": UNITS}, headers={"Accept": "text/event-stream"}
    )
    assert (answer.status_code, answer.json()["code"]) == (401, "tenancy.bad_token")


async def test_a_token_that_is_withdrawn_ends_its_subscription(site, village, client_of):
    actor = await client_of(village, ["Organisation"])
    async with site.stream(village, UNITS, actor=actor) as stream:
        await stream.begun()
        with psycopg.connect(village.platform.dsn) as owner:
            revoke = "update tenancy.token set revoked_at = now() where actor = %s"
            owner.execute(revoke, [actor])
        assert await stream.reason() == "tenancy.bad_token"


async def test_a_grant_that_is_withdrawn_ends_its_subscription(site, village, client_of):
    actor = await client_of(village, ["Organisation"])
    async with site.stream(village, UNITS, actor=actor) as stream:
        await stream.begun()
        withdrawn = {"client": actor.removeprefix("client:"), "reason": "示例"}
        answer = await village.post("access.withdraw", withdrawn, actor="secretary")
        assert answer.status_code == 200, answer.text
        assert await stream.reason() == "access.not_granted"


async def test_another_grant_ends_the_subscription_so_that_it_is_asked_for_again(
    site, village, client_of
):
    name = f"stats-{uuid.uuid4().hex[:8]}"
    actor = await client_of(village, ["Organisation"], name)
    async with site.stream(village, UNITS, actor=actor) as stream:
        await stream.begun()
        await client_of(village, [{"row": "Organisation", "fields": ["history", "name"]}], name)
        assert await stream.reason() == "graphql.access_changed"


async def test_a_restored_log_ends_the_subscription(site, opened):
    town = await opened("santangjie", f"restored-{uuid.uuid4().hex[:8]}")
    await town.query("{ __typename }", url=f"/graphql?minPosition={await town.head()}")
    async with site.stream(town, UNITS) as stream:
        await stream.begun()
        with psycopg.connect(town.platform.dsn) as owner:
            another = "update projections.cursor set incarnation = gen_random_uuid()"
            owner.execute(
                f"{another}, position = position + 1 where tenant_id = %s", [town.tenant.id]
            )  # type: ignore[arg-type]
        assert await stream.reason() == "graphql.other_history"


async def test_only_so_many_subscriptions_run_at_once(house, serve, village):
    sources = house.following
    few = replace(sources, turns=type(sources.turns)(1, sources.turns._full, retry_after=1))
    async with serve(replace(house, following=few)) as site:
        async with site.stream(village, UNITS) as first:
            await first.begun()
            async with site.stream(village, UNITS) as second:
                answer = json.loads(await second.response.aread())
        assert answer["code"] == "access.too_many_subscriptions"


async def test_what_a_client_was_not_granted_cannot_be_followed(site, village, client_of):
    actor = await client_of(village, [{"row": "Ticket", "stages": ["working"]}])
    async with site.stream(village, UNITS, actor=actor) as stream:
        assert await stream.reason() == "graphql.validation"


async def test_a_subscription_of_another_system_is_logged(site, village, client_of, versions):
    known = await versions(village)
    actor = await client_of(village, ["Organisation"])
    async with site.stream(village, UNITS, actor=actor, variables=BEGINNING) as stream:
        await stream.changes(len(known))
    found = await _logged(village, actor)
    assert found == ("subscription", len(known))


async def _logged(town: Any, actor: str) -> tuple[str, int]:
    query = "select kind, rows from tenancy.query_log where client = %s and code is null"
    with psycopg.connect(town.platform.dsn, autocommit=True) as owner:
        async with asyncio.timeout(20):
            while not (rows := owner.execute(query, [actor.removeprefix("client:")]).fetchall()):  # noqa: ASYNC110
                await asyncio.sleep(0.02)
    (found,) = rows
    return found  # type: ignore[return-value]
