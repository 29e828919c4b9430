"""Queries and what is asked beside them share connections, whatever tenants each works for."""

import contextlib
from typing import Any

import pytest

pytestmark = pytest.mark.anyio


async def test_a_connection_that_answered_another_tenant_is_not_mistaken(
    house: Any, town: Any, neighbour: Any
) -> None:
    for each in (town, neighbour):
        await each.query("{ __typename }", url=f"/graphql?minPosition={await each.head()}")
    counted = "{ organisations { totalCount } }"
    wanted = await neighbour.query(counted)
    async with contextlib.AsyncExitStack() as all_others:
        async with house.readers.connection(str(neighbour.tenant.id)) as connection:
            await connection.work_for(town.tenant.id)
            for _ in range(house.readers._limit - 1):
                await all_others.enter_async_context(house.readers.connection())
        assert await neighbour.query(counted) == wanted
