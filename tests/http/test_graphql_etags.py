"""ETags: an answer that is still the same is not sent again, and one that differs is."""

import contextlib
import uuid
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import httpx
import pytest

from .asking import NAMES, ROWS, anew, caught_up, get, registered

pytestmark = pytest.mark.anyio

PEOPLE = "{ people(first: 100) { nodes { person name } } }"
THEN = "{{ people(first: 100, asOf: {{position: {}}}) {{ nodes {{ person name }} }} }}"
COUNT = "{ organisations { totalCount } }"


@pytest.fixture
async def own(opened: Any) -> Any:
    """A town of the test's own."""
    town = await opened("santangjie", f"etag-{uuid.uuid4().hex[:8]}")
    await caught_up(town)
    return town


async def ask(
    town: Any, query: str, etag: str | None = None, actor: str = "clerk", **headers: str
) -> httpx.Response:
    if etag is not None:
        headers["If-None-Match"] = etag
    return await get(town, "/graphql", actor, params={"query": query}, headers=headers)


async def add(town: Any) -> None:
    unit = {"organisation": f"new-{uuid.uuid4().hex[:8]}", "name": "新村", "kind": "村"}
    await town.post("organisations.register", unit)
    await caught_up(town)


async def name(town: Any, person: str) -> None:
    body = {"person": person, "name": "示例庚", "organisation": "jingui"}
    body |= {"post": "委员", "since": "2012-01-01"}
    answer = await town.post("organisations.register_person", body)
    assert answer.status_code == 200, answer.text
    await caught_up(town)


@contextlib.asynccontextmanager
async def locked(own: Any) -> AsyncIterator[None]:
    """Nobody can read a row of an organisation meanwhile."""
    connection = await asyncpg.connect(own.platform.dsn)
    schema = await connection.fetchval(
        "select schema_name from projections.generation where state = 'current'"
    )
    async with connection.transaction():
        await connection.execute(f'lock table "{schema}".organisation in access exclusive mode')
        yield
    await connection.close()


async def test_what_has_not_changed_is_not_sent_again(own: Any) -> None:
    first = await ask(own, NAMES)
    again = await ask(own, NAMES, first.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")
    for header in ("etag", "cache-control", "vary"):
        assert again.headers[header] == first.headers[header]


async def test_an_answer_may_be_kept_by_the_client_alone(own: Any) -> None:
    headers = (await ask(own, NAMES)).headers
    assert headers["cache-control"] == "private, no-cache"
    assert headers["vary"] == "Authorization, Accept, Accept-Encoding"


async def test_no_row_is_read_to_say_that_nothing_has_changed(own: Any) -> None:
    etag = (await ask(own, NAMES)).headers["etag"]
    async with locked(own):
        assert (await ask(own, NAMES, etag)).status_code == 304


async def test_what_has_changed_is_sent(own: Any) -> None:
    first = await ask(own, NAMES)
    await add(own)
    again = await ask(own, NAMES, first.headers["etag"])
    assert again.status_code == 200
    assert again.headers["etag"] != first.headers["etag"]
    assert len(again.json()["data"]["organisations"]["nodes"]) == 1 + len(
        first.json()["data"]["organisations"]["nodes"]
    )


async def test_the_past_stays_the_same(own: Any) -> None:
    position = await caught_up(own)
    then = f"{{ organisations(asOf: {{position: {position}}}) {{ totalCount }} }}"
    first = await ask(own, then)
    await add(own)
    assert (await ask(own, then, first.headers["etag"])).status_code == 304
    assert (await ask(own, then)).json()["data"] == first.json()["data"]


async def test_a_query_of_past_and_present_does_not(own: Any) -> None:
    position = await caught_up(own)
    query = f"{{ then: organisations(asOf: {{position: {position}}}) {{ totalCount }} "
    query += "now: organisations { totalCount } }"
    etag = (await ask(own, query)).headers["etag"]
    await add(own)
    assert (await ask(own, query, etag)).status_code == 200


async def test_a_past_that_has_not_come_is_told_even_to_whoever_takes_anything(own: Any) -> None:
    position = await caught_up(own) + 100
    then = f"{{ organisations(asOf: {{position: {position}}}) {{ totalCount }} }}"
    assert "errors" in (await ask(own, then, "*")).json()


async def test_the_past_changes_with_what_has_no_past(own: Any) -> None:
    """Personal values are not versioned, so they are shown as they are now."""
    then = THEN.format(await caught_up(own))
    first = await ask(own, then)
    await name(own, "p-new")
    second = await ask(own, then, first.headers["etag"])
    assert second.status_code == 200
    await add(own)
    assert (await ask(own, then, second.headers["etag"])).status_code == 304


async def test_an_erasure_is_not_hidden_by_an_etag(own: Any) -> None:
    then = THEN.format(await caught_up(own))
    first = await ask(own, then)
    body = {"person": "p-jingui", "reason": "本人要求"}
    answer = await own.post("organisations.erase_person", body)
    assert answer.status_code == 200, answer.text
    await caught_up(own)
    again = await ask(own, then, first.headers["etag"])
    assert again.status_code == 200
    assert "示例甲" in first.text
    assert "示例甲" not in again.text


async def test_who_sees_other_things_has_another_etag(own: Any) -> None:
    etags = {(await ask(own, PEOPLE, actor=who)).headers["etag"] for who in ("clerk", "teller")}
    assert len(etags) == 2


async def test_another_grant_has_another_etag(own: Any, client_of: Any) -> None:
    actor = await client_of(own, ROWS)
    then = f"{{ organisations(asOf: {{position: {await caught_up(own)}}}) {{ totalCount }} }}"
    etag = (await ask(own, then, actor=actor)).headers["etag"]
    await anew(own, actor)
    assert (await ask(own, then, etag, actor=actor)).status_code == 304
    await client_of(own, ROWS, actor.removeprefix("client:"), title="另一系统")
    assert (await ask(own, then, etag, actor=actor)).status_code == 200


@pytest.mark.parametrize(
    "condition", ["{}", "*", '"other", {}', '{}, "other"', 'W/"x" , {}', "{strong}"]
)
async def test_every_form_of_the_condition_is_understood(own: Any, condition: str) -> None:
    etag = (await ask(own, NAMES)).headers["etag"]
    condition = condition.format(etag, strong=etag.removeprefix("W/"))
    assert (await ask(own, NAMES, condition)).status_code == 304


@pytest.mark.parametrize("condition", ['"other"', "", "nonsense", 'W/"', '"*"', "{cut}"])
async def test_another_tag_or_none_is_answered_in_full(own: Any, condition: str) -> None:
    etag = (await ask(own, NAMES)).headers["etag"]
    answer = await ask(own, NAMES, condition.format(cut=etag[:-3] + '"'))
    assert (answer.status_code, answer.headers["etag"]) == (200, etag)


@pytest.mark.parametrize(
    "query", ["{ organisations { nam } }", "{ organisations(first: -1) { totalCount } }"]
)
async def test_a_mistake_has_no_etag(own: Any, query: str) -> None:
    answer = await ask(own, query, "*")
    assert "errors" in answer.json()
    assert "etag" not in answer.headers


async def test_what_is_posted_has_no_etag(own: Any) -> None:
    headers = own.bearer("clerk") | {"If-None-Match": "*"}
    answer = await own.http.post("/graphql", json={"query": NAMES}, headers=headers)
    assert answer.status_code == 200
    assert "etag" not in answer.headers


async def test_the_schema_is_known_by_an_etag_too(own: Any) -> None:
    query = "{ __schema { queryType { name } } }"
    first = await ask(own, query)
    await add(own)
    assert (await ask(own, query, first.headers["etag"])).status_code == 304


async def test_variables_belong_to_the_etag(own: Any) -> None:
    query = "query($n: Int) { organisations(first: $n) { nodes { organisation } } }"
    etags = set()
    for n in (1, 2):
        params = {"query": query, "variables": f'{{"n": {n}}}'}
        etags.add((await get(own, "/graphql", "clerk", params=params)).headers["etag"])
    assert len(etags) == 2


async def test_an_address_answers_by_etag_as_well(own: Any, client_of: Any) -> None:
    actor = await client_of(own, ROWS)
    await registered(own, actor, names=NAMES)
    await caught_up(own)
    url = f"/q/{own.tenant.slug}/names"
    first = await get(own, url, actor)
    again = await get(own, url, actor, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["taizhang-position"] == first.headers["taizhang-position"]
    await add(own)
    later = await get(own, url, actor, headers={"If-None-Match": first.headers["etag"]})
    assert later.status_code == 200


@pytest.fixture
async def counties(opened: Any) -> tuple[Any, Any]:
    """A county, and a town below it."""
    token = uuid.uuid4().hex[:8]
    county, town = await opened("xinshao", f"c-{token}"), await opened("santangjie", f"t-{token}")
    await county.platform.register.place(town.tenant, county.tenant)
    return county, town


async def test_a_county_is_told_of_news_in_any_township(counties: Any, client_of: Any) -> None:
    county, town = counties
    actor = await client_of(county, ["Organisation"], below=True)
    await registered(county, actor, count=COUNT)
    heads = {each.tenant.slug: await caught_up(each) for each in (county, town)}
    url = f"/q/{county.tenant.slug}/count"
    all_ = await get(county, url, actor)
    one = await get(county, f"/q/{town.tenant.slug}/count", actor)
    told = dict(part.split("=") for part in all_.headers["taizhang-position"].split(", "))
    assert {slug: int(position) for slug, position in told.items()} == heads
    assert one.headers["taizhang-position"] == str(heads[town.tenant.slug])
    assert all_.json()["organisations"]["totalCount"] > one.json()["organisations"]["totalCount"]
    same = {"If-None-Match": all_.headers["etag"]}
    assert (await get(county, url, actor, headers=same)).status_code == 304
    await add(town)
    assert (await get(county, url, actor, headers=same)).status_code == 200
