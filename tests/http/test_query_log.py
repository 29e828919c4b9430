"""What other systems ask is logged, and shown to the auditors of those whose rows it covered."""

import hashlib
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

pytestmark = pytest.mark.anyio

DOCUMENT = "query Open { tickets(first: 3) { nodes { ticket } } }"
WORKING = {"row": "Ticket", "stages": ["working", "published"]}
Opened = Callable[..., Awaitable[Any]]


async def asked(town: Any, actor: str, document: str = DOCUMENT, **more: Any) -> Any:
    """Ask as another system, until what it asked is written."""
    sent = {"query": document, **more}
    answer = await town.http.post("/graphql", json=sent, headers=town.bearer(actor))
    await town.platform.queries.flush()
    return answer


async def log_of(town: Any, actor: str = "auditor", **parameters: Any) -> Any:
    return await town.http.get(
        f"/access/{town.tenant.slug}/log", params=parameters, headers=town.bearer(actor)
    )


async def logged(town: Any, client: str) -> Any:
    """The queries of one client, the newest first."""
    answer = await log_of(town, client=client.removeprefix("client:"))
    assert answer.status_code == 200, answer.text
    return answer.json()["queries"]


async def test_a_query_is_logged_with_hash_and_cost(town: Any, client_of: Any) -> None:
    client = await client_of(town, [WORKING])
    answer = await asked(town, client, operationName="Open")
    assert answer.status_code == 200, answer.text
    [entry] = await logged(town, client)
    assert entry["document"] == hashlib.sha256(DOCUMENT.encode()).hexdigest()
    assert entry["token"] == hashlib.sha256(town.tokens[client].encode()).hexdigest()[:12]
    assert (entry["kind"], entry["operation"], entry["name"]) == ("query", "Open", None)
    assert (entry["home"], entry["covered"]) == (town.tenant.slug, 1)
    assert entry["position"] == answer.json()["extensions"]["position"]
    assert (entry["objects"], entry["status"], entry["code"]) == (3, 200, None)
    assert entry["bytes"] == len(answer.content)
    assert entry["milliseconds"] > 0


async def test_a_mistake_is_logged_with_its_code(town: Any, client_of: Any) -> None:
    client = await client_of(town, [WORKING])
    await asked(town, client, "{ reports { totalCount } }")
    [entry] = await logged(town, client)
    assert (entry["code"], entry["objects"]) == ("graphql.validation", 0)


async def test_what_is_refused_while_rows_are_behind_is_logged(
    town: Any, client_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = await client_of(town, [WORKING])
    monkeypatch.setattr("taizhang.viewing.standing.WAIT_SECONDS", 0)
    far = f"/graphql?minPosition={10**9}"
    answer = await town.http.post(far, json={"query": DOCUMENT}, headers=town.bearer(client))
    await town.platform.queries.flush()
    [entry] = await logged(town, client)
    assert answer.status_code == entry["status"] == 503
    assert entry["code"] == "graphql.not_ready"


async def test_queries_of_people_are_not_logged(town: Any) -> None:
    before = (await log_of(town)).json()
    await asked(town, "clerk")
    assert (await log_of(town)).json() == before


@pytest.mark.parametrize("operation", ["x\0y", "x" * 10_000, "\U0001f600"])
async def test_an_operation_of_any_name_is_logged(
    town: Any, client_of: Any, operation: str
) -> None:
    client = await client_of(town, [WORKING])
    await asked(town, client, operationName=operation)
    [entry] = await logged(town, client)
    assert entry["operation"] == operation.replace("\0", "")[:100]


async def test_a_countys_query_is_shown_to_each_township_with_its_own_position(
    opened: Opened, client_of: Any
) -> None:
    slug = f"county-{uuid.uuid4().hex[:8]}"
    county = await opened("dongfang", slug)
    towns = [await opened("santangjie", f"{slug}-{n}", parent=slug) for n in (1, 2)]
    stranger = await opened("santangjie", f"{slug}-x")
    client = await client_of(county, ["Publication"], below=True)
    document = "{ publications { totalCount } }"
    answer = await asked(county, client, document)
    positions = answer.json()["extensions"]["positions"]
    [own] = await logged(county, client)
    assert set(positions) == {slug, f"{slug}-1", f"{slug}-2"}
    assert (own["covered"], own["position"]) == (3, positions[slug])
    for town in towns:
        [entry] = await logged(town, client)
        assert entry == own | {"position": positions[town.tenant.slug]}
        assert entry["home"] == slug
    assert await logged(stranger, client) == []


async def test_a_county_that_is_not_covered_by_its_own_grant_sees_the_query(
    opened: Opened, client_of: Any
) -> None:
    slug = f"county-{uuid.uuid4().hex[:8]}"
    county = await opened("dongfang", slug)
    town, other = [await opened("santangjie", f"{slug}-{n}", parent=slug) for n in (1, 2)]
    client = await client_of(county, ["Publication"], below=True, only=[town.tenant.slug])
    answer = await asked(county, client, "{ publications { totalCount } }")
    [own] = await logged(county, client)
    [entry] = await logged(town, client)
    assert (own["covered"], own["position"]) == (1, None)
    assert entry["position"] == answer.json()["extensions"]["position"]
    assert await logged(other, client) == []


async def test_pages_follow_each_other(town: Any, client_of: Any) -> None:
    client = await client_of(town, [WORKING])
    for number in range(5):
        await asked(town, client, f"{{ tickets(first: {number}) {{ totalCount }} }}")
    seen: list[int] = []
    after: dict[str, Any] = {}
    for _ in range(3):
        found = {"client": client.removeprefix("client:"), "limit": 2, **after}
        page = (await log_of(town, **found)).json()
        seen += [entry["bytes"] and entry["query"] for entry in page["queries"]]
        after = {"after": page["next"]}
    whole = [entry["query"] for entry in await logged(town, client)]
    assert (seen, after) == (whole, {"after": None})
    assert len(whole) == 5


@pytest.mark.parametrize("actor", ["auditor", "secretary"])
async def test_auditor_and_secretary_read_it(town: Any, actor: str) -> None:
    assert (await log_of(town, actor)).status_code == 200


@pytest.mark.parametrize("actor", ["clerk", "teller", "village:jingui"])
async def test_nobody_else_reads_it(town: Any, actor: str) -> None:
    answer = await log_of(town, actor)
    assert (answer.status_code, answer.json()["code"]) == (403, "access.log_for_auditors")


async def test_another_system_does_not_read_it(town: Any, client_of: Any) -> None:
    answer = await log_of(town, await client_of(town, [WORKING]))
    assert answer.status_code == 403


async def test_an_auditor_of_another_tenant_does_not_read_it(town: Any, neighbour: Any) -> None:
    answer = await town.http.get(
        f"/access/{town.tenant.slug}/log", headers=neighbour.bearer("clerk")
    )
    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ({"clients": "x"}, "http.unknown_parameter"),
        ({"limit": "0"}, "access.bad_limit"),
        ({"limit": "1001"}, "access.bad_limit"),
        ({"limit": "²"}, "access.bad_limit"),
        ({"after": "x"}, "access.bad_after"),
        ({"client": ["x", "y"]}, "http.repeated_parameter"),
    ],
)
async def test_a_wrong_parameter_is_told(town: Any, parameters: Any, code: str) -> None:
    answer = await log_of(town, **parameters)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_a_nul_is_no_client(town: Any) -> None:
    answer = await log_of(town, client="\0")
    assert (answer.status_code, answer.json()["code"]) == (400, "http.nul_character")


async def test_while_the_log_is_full_other_systems_are_refused_and_people_are_not(
    town: Any, client_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = await client_of(town, [WORKING])
    monkeypatch.setattr(town.platform.queries, "_room", 0)
    refused = await asked(town, client)
    assert (refused.status_code, refused.json()["code"]) == (503, "access.log_away")
    assert int(refused.headers["retry-after"]) > 0
    assert (await asked(town, "clerk")).status_code == 200
    assert await logged(town, client) == []
