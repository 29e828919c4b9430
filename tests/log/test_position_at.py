"""Which position a log had reached at a moment, as `log.position_at` tells it."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from taizhang.database.pool import open_pool

pytestmark = pytest.mark.anyio
_MICROSECOND = timedelta(microseconds=1)


async def _at(dsn: str, reader: UUID, tenant: UUID, moment: datetime) -> int:
    async with await open_pool(dsn, "taizhang_reader", size=1) as pool, pool.acquire() as asked:
        await asked.work_for(reader)
        return int(await asked.fetchval("select log.position_at($1, $2)", tenant, moment))


async def _recorded(one: Any) -> list[datetime]:
    return [event.recorded_at for event in await one.log.read_after(one.tenant, 0, 100)]


@pytest.mark.parametrize("by", [-_MICROSECOND, timedelta(0), _MICROSECOND])
async def test_it_is_the_last_that_was_recorded_by_then(database: str, one: Any, by: Any) -> None:
    for events in (1, 3, 2, 4):  # those of one command are recorded at one instant
        await one.append("a", events=events)
    recorded = await _recorded(one)
    for moment in {at + by for at in recorded}:
        expected = sum(at <= moment for at in recorded)
        assert await _at(database, one.tenant, one.tenant, moment) == expected


async def test_a_log_without_events_had_reached_none(database: str) -> None:
    tenant = uuid4()
    assert await _at(database, tenant, tenant, datetime.now(UTC)) == 0


async def test_another_tenants_log_is_not_looked_at(database: str, one: Any, other: Any) -> None:
    await other.append("a", events=5)
    moment = (await _recorded(other))[-1]
    assert await _at(database, one.tenant, other.tenant, moment) == 0
    assert await _at(database, other.tenant, other.tenant, moment) == 5
