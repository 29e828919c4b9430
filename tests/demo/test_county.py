"""示例县（虚构）: another system reads what two townships published, and all see what it asked."""

from typing import Any

import httpx
import pytest

from taizhang.demo.county.granting import ACTOR, DRAFTS, ELSEWHERE, PUBLISHED
from taizhang.demo.county.places import CLIENT, COUNTY, TOWNSHIPS
from taizhang.domain.cycles.events import SubjectEnrolled
from taizhang.domain.setup.events import TenantPlaced
from taizhang.tenancy.clients import AccessGranted

pytestmark = pytest.mark.anyio

PLACES = (COUNTY, *TOWNSHIPS)


async def asked(played: Any, document: str) -> Any:
    async with httpx.AsyncClient(base_url=played.url, trust_env=False) as http:
        headers = {"Authorization": f"Bearer {played.tokens[COUNTY][ACTOR]}"}
        answer = await http.post("/graphql", json={"query": document}, headers=headers)
    return answer.json()


async def log_of(played: Any, slug: str) -> Any:
    async with httpx.AsyncClient(base_url=played.url, trust_env=False) as http:
        headers = {"Authorization": f"Bearer {played.tokens[slug]['auditor']}"}
        answer = await http.get(f"/access/{slug}/log", headers=headers)
    return answer.json()["queries"]


async def test_the_places_are_said_to_be_invented(played: Any) -> None:
    invented = [played.files[slug] for slug in PLACES]
    assert all("虚构" in file.name and "虚构" in file.document.title for file in invented)


async def test_townships_stand_below_the_county(played: Any) -> None:
    placed = [h.event.parent for slug in TOWNSHIPS for h in played.of(slug, TenantPlaced)]
    below = await played.platform.register.below(played.tenants[COUNTY])
    assert placed == [COUNTY, COUNTY]
    assert [tenant.slug for tenant in below] == list(TOWNSHIPS)


async def test_the_platform_was_granted_what_is_published_of_those_below(played: Any) -> None:
    [granted] = [h.event for h in played.of(COUNTY, AccessGranted)]
    assert (granted.client, granted.below) == (CLIENT, True)
    assert {stage for row in granted.rows for stage in row.stages} == {"published"}


async def test_one_query_answers_for_both_townships(played: Any) -> None:
    data = (await asked(played, PUBLISHED))["data"]
    yuan = {node["tenant"]: node["yuan"] for node in data["publishedIncomes"]["nodes"]}
    assert yuan == {"shili-jia-zhen": "4302.5", "shili-yi-zhen": "4188"}


async def test_what_is_not_published_is_not_there(played: Any) -> None:
    enrolled = [h for slug in TOWNSHIPS for h in played.of(slug, SubjectEnrolled)]
    data = (await asked(played, PUBLISHED))["data"]
    assert (len(enrolled), data["assessments"]["totalCount"]) == (4, 0)


async def test_an_ungranted_field_is_refused_with_the_nearest_one(played: Any) -> None:
    [error] = (await asked(played, DRAFTS))["errors"]
    assert "draftGrade" in error["message"]
    assert "grade" in error["extensions"]["remedy"]


async def test_an_ungranted_tenant_is_as_unknown_as_one_that_is_not(played: Any) -> None:
    [error] = (await asked(played, ELSEWHERE))["errors"]
    [other] = (await asked(played, ELSEWHERE.replace("xinshao", "nowhere")))["errors"]
    assert error["extensions"]["code"] == "graphql.unknown_tenant"
    assert error["message"].replace("xinshao", "nowhere") == other["message"]


async def test_county_and_townships_see_what_was_asked(played: Any) -> None:
    told = ["Published", "Drafts", "Elsewhere"]
    for slug in PLACES:
        operations = [entry["operation"] for entry in await log_of(played, slug)]
        assert set(told) <= set(operations)
        assert {entry["home"] for entry in await log_of(played, slug)} == {COUNTY}
