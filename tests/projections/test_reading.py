"""What is held of a tenant's events at a time is bounded by their number and by their size."""

from typing import Any

import pytest

from taizhang.events.catalogue import Catalogue
from taizhang.events.event import Event
from taizhang.projections import reading
from taizhang.projections.reading import read_after

pytestmark = pytest.mark.anyio


class Written(Event, name="test.written"):
    text: str


@pytest.fixture
async def positions(house: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Reads some of three events, a page each, of which the second is a long one; tells their
    positions.
    """
    monkeypatch.setattr(reading, "PAGE", 1)
    tenant = await house.tenant()
    await house.happen(tenant, *(Written(text="长" * size) for size in (1, 10_000, 1)))

    async def read(limit: int, at_most_bytes: int, after: int = 0) -> list[int]:
        catalogue = Catalogue([Written])
        async with house.projector.acquire() as connection:
            await connection.work_for(tenant.id)
            found = await read_after(connection, catalogue, tenant.id, after, limit, at_most_bytes)
        return [each.position for each in found]

    return read


async def test_no_more_are_read_than_were_asked_for(positions: Any) -> None:
    assert await positions(2, 1 << 20) == [1, 2]


async def test_the_page_that_makes_up_so_many_bytes_is_the_last(positions: Any) -> None:
    assert await positions(3, 20_000) == [1, 2]


async def test_an_event_that_is_larger_by_itself_is_read(positions: Any) -> None:
    assert await positions(3, 1_000, after=1) == [2]


async def test_all_are_read_where_they_are_small(positions: Any) -> None:
    assert await positions(3, 1 << 20) == [1, 2, 3]
