"""Queries and what is asked beside them share connections, whatever tenants each works for."""

from typing import Any

import pytest

from taizhang.projections.waiting import folded

pytestmark = pytest.mark.anyio


async def test_a_connection_that_answered_another_tenant_is_not_mistaken(
    house: Any, town: Any, neighbour: Any
) -> None:
    for each in (town, neighbour):
        await each.query("{ __typename }", url=f"/graphql?minPosition={await each.head()}")
    viewer = await house.gate.viewer(town.tokens["clerk"])
    generation = (await house.standing.scope(viewer)).generation.name
    for _ in range(2 * house.reader.get_size()):  # each of the pool's connections
        assert await folded(house.reader, generation, town.tenant.id) > 0
        await neighbour.query("{ organisations { totalCount } }")
