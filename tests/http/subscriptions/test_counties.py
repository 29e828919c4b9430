"""A county's token follows one of its townships at a time."""

import uuid
from typing import Any

import pytest

pytestmark = pytest.mark.anyio

UNITS = """subscription ($town: String) {
  changes(type: Organisation, tenant: $town, after: 0) { tenant key position }
}"""


@pytest.fixture(scope="package")
async def counties(opened: Any) -> tuple[Any, Any]:
    """A county, and a town below it."""
    token = uuid.uuid4().hex[:8]
    county, town = await opened("xinshao", f"c-{token}"), await opened("santangjie", f"t-{token}")
    await county.platform.register.place(town.tenant, county.tenant)
    return county, town


async def test_a_county_follows_the_township_that_it_names(site, counties, client_of, versions):
    county, town = counties
    known = await versions(town)
    actor = await client_of(county, ["Organisation"], below=True)
    named = {"town": town.tenant.slug}
    async with site.stream(county, UNITS, actor=actor, variables=named) as stream:
        changes = await stream.changes(len(known))
    assert {change["tenant"] for change in changes} == {town.tenant.slug}
    assert [(c["position"], c["key"]["organisation"]) for c in changes] == known


async def test_a_county_that_names_none_is_told_to(site, counties, client_of):
    county, _ = counties
    actor = await client_of(county, ["Organisation"], below=True)
    async with site.stream(county, UNITS, actor=actor) as stream:
        assert await stream.reason() == "graphql.one_tenant"


@pytest.mark.parametrize("slug", ["nowhere", "the neighbour's"])
async def test_what_is_not_below_is_as_unknown_as_what_is_nowhere(
    site, counties, client_of, village, slug
):
    county, _ = counties
    actor = await client_of(county, ["Organisation"], below=True)
    named = {"town": village.tenant.slug if slug == "the neighbour's" else slug}
    async with site.stream(county, UNITS, actor=actor, variables=named) as stream:
        assert await stream.reason() == "graphql.unknown_tenant"


async def test_a_person_names_no_town_but_their_own(site, counties, village):
    _, town = counties
    async with site.stream(village, UNITS, variables={"town": town.tenant.slug}) as stream:
        assert await stream.reason() == "graphql.unknown_tenant"
