"""Over HTTP, a personal value that is null says why, to a tenant's people and to other systems."""

import uuid
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

pytestmark = pytest.mark.anyio

PEOPLE = "{ people(first: 100) { nodes { person name } } }"
ERASED = "p-jingui"


@pytest.fixture(scope="module")
async def erased(opened: Callable[..., Awaitable[Any]]) -> Any:
    """三堂街镇, where one person was erased."""
    town = await opened("santangjie", f"erased-{uuid.uuid4().hex[:8]}")
    body = {"person": ERASED, "reason": "本人要求"}
    answer = await town.post("organisations.erase_person", body)
    assert answer.status_code == 200, answer.text
    return town


async def asked(town: Any, actor: str) -> Any:
    await town.query("{ __typename }", url=f"/graphql?minPosition={await town.head()}")
    answer = await town.http.post("/graphql", json={"query": PEOPLE}, headers=town.bearer(actor))
    return answer.json()


async def test_a_clerk_is_told_who_was_erased(erased: Any) -> None:
    answer = await asked(erased, "clerk")
    nodes = answer["data"]["people"]["nodes"]
    [null] = answer["extensions"]["nulls"]
    assert (null["reason"], null["path"][:2], null["path"][3:]) == (
        "personal.erased",
        ["people", "nodes"],
        ["name"],
    )
    assert nodes[null["path"][2]] == {"person": ERASED, "name": None}
    assert [node["person"] for node in nodes if node["name"] is None] == [ERASED]


async def test_who_may_not_see_names_is_told_so_once(erased: Any) -> None:
    answer = await asked(erased, "auditor")
    [null] = answer["extensions"]["nulls"]
    assert (null["reason"], null["path"], null["field"]) == (
        "personal.withheld",
        ["people", "nodes", "name"],
        "Person.name",
    )
    assert {node["name"] for node in answer["data"]["people"]["nodes"]} == {None}


async def test_another_system_that_was_granted_names_is_told_who_was_erased(
    erased: Any, client_of: Any
) -> None:
    granted = {"row": "Person", "stages": ["working"], "personal": ["name"]}
    answer = await asked(erased, await client_of(erased, [granted]))
    [null] = answer["extensions"]["nulls"]
    assert null["reason"] == "personal.erased"


async def test_for_another_system_without_that_grant_the_field_is_not_there(
    erased: Any, client_of: Any
) -> None:
    answer = await asked(
        erased, await client_of(erased, [{"row": "Person", "stages": ["working"]}])
    )
    assert "name" in answer["errors"][0]["message"]
    assert "nulls" not in answer.get("extensions", {})
