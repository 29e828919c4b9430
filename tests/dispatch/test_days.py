"""Days begin by each tenant's own clock, once, whoever else is at work."""

import asyncio
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import uuid4

import pytest

from taizhang.app import Platform
from taizhang.commands.context import Envelope
from taizhang.dispatch.days import Days
from taizhang.domain.clock.days import BeginDay
from taizhang.domain.setup.applying import ApplyTenantFile, Document
from taizhang.domain.setup.clock import MoveClock
from taizhang.log import entry
from taizhang.tenancy.register import Tenant

pytestmark = pytest.mark.anyio


class Real(NamedTuple):
    """A tenant that is no rehearsal: its clock is the server's."""

    platform: Platform
    tenant: Tenant

    async def grant(self, actor: str) -> None:
        """Apply its file with one more role."""
        file = ApplyTenantFile(
            name="示例镇",
            rehearsal=False,
            clock=None,
            document=Document(title="示例文件", effective_from=date(2015, 1, 1)),
            sections={},
            plugins=[],
            grants=[(actor, actor, None)],
            units=[],
            people=[],
        )
        envelope = Envelope(command_id=uuid4(), actor="system")
        await self.platform.dispatcher.dispatch(self.tenant, file, envelope)


def days_of(platform: Platform) -> Days:
    """Another worker's."""
    return Days(
        platform.dispatcher,
        platform.register,
        platform.hints,
        lambda day, since: BeginDay(day=day, since=since),
        projector=platform.worker.projector,
        scheduler=platform.worker.scheduler,
    )


async def begun(town: Any) -> list[date]:
    platform = town.platform
    events = await platform.log.read_after(town.tenant.id, 0, 1000)
    read = platform.schemes.catalogue.read
    entries = [entry.decode(event.entry) for event in events]
    found = (e for e in entries if e.type == "clock.day_began")
    return [read(e.type, e.schema, bytes(e.body)).day for e in found]


async def move(town: Any, to: str) -> None:
    await town.ask(MoveClock(to=datetime.fromisoformat(to)))


async def test_the_present_day_begins_by_the_tenants_clock(town: Any) -> None:
    await town.platform.days.catch_up(town.tenant.id)
    assert await begun(town) == [date(2015, 12, 1)]


async def test_it_begins_once_whoever_is_at_work(town: Any) -> None:
    workers = [days_of(town.platform) for _ in range(3)]
    await asyncio.gather(*(each.catch_up() for each in workers))
    await town.platform.days.catch_up()
    assert await begun(town) == [date(2015, 12, 1)]


async def test_rehearsal_that_leaps_begins_the_day_it_comes_to(town: Any) -> None:
    await town.platform.days.catch_up()
    await move(town, "2016-03-01T09:00:00+08:00")
    await town.platform.days.catch_up()
    assert await begun(town) == [date(2015, 12, 1), date(2016, 3, 1)]


async def test_midnight_is_the_one_of_china(town: Any) -> None:
    await move(town, "2016-02-29T23:30:00+08:00")
    await days_of(town.platform).catch_up()
    await move(town, "2016-03-01T00:30:00+08:00")
    await days_of(town.platform).catch_up()
    assert await begun(town) == [date(2016, 2, 29), date(2016, 3, 1)]


async def test_real_tenant_is_not_looked_at_again_before_its_day_is_over(
    platform: Platform,
) -> None:
    """Else every event of every tenant would cost a look at its clock."""
    tenant = await platform.register.open("real", "示例镇", rehearsal=False)
    town = Real(platform, tenant)
    await town.grant("clerk")
    await platform.days.catch_up()
    assert len(await begun(town)) == 1
    await town.grant("auditor")
    assert await platform.days._behind(None) == []


async def note(town: Any) -> date | None:
    """The last day that is known to have begun."""
    async with town.platform.worker.scheduler.acquire() as connection:
        found: date | None = await connection.fetchval(
            "select day from projections.begun_day where tenant_id = $1", town.tenant.id
        )
    return found


async def write_note(town: Any, day: date | None) -> None:
    async with town.platform.worker.projector.acquire() as connection:
        await connection.work_for(town.tenant.id)
        await connection.execute(
            "update projections.begun_day set day = $2 where tenant_id = $1",
            town.tenant.id,
            day,
        )


async def test_day_that_has_begun_is_noted(town: Any) -> None:
    await town.platform.days.catch_up()
    assert await note(town) == date(2015, 12, 1)
    assert await town.platform.days._behind(None) == []


async def test_note_that_lags_behind_the_log_loses_no_day_and_begins_none_twice(
    town: Any,
) -> None:
    for day in ("2015-12-02", "2015-12-03", "2015-12-04"):
        await town.platform.days.catch_up()
        await write_note(town, date(2015, 12, 1))
        await move(town, f"{day}T09:00:00+08:00")
    await town.platform.days.catch_up()
    assert await begun(town) == [date(2015, 12, day) for day in (1, 2, 3, 4)]
    assert await note(town) == date(2015, 12, 4)


async def test_note_of_another_history_is_none(town: Any) -> None:
    """A log that was restored and goes on may not have the days that were noted."""
    await town.platform.days.catch_up()
    async with town.platform.worker.projector.acquire() as connection:
        await connection.work_for(town.tenant.id)
        await connection.execute(
            "update projections.begun_day set incarnation = gen_random_uuid(), day = '2016-06-01'"
            " where tenant_id = $1",
            town.tenant.id,
        )
    await move(town, "2015-12-02T09:00:00+08:00")
    await town.platform.days.catch_up()
    assert await begun(town) == [date(2015, 12, 1), date(2015, 12, 2)]
    assert await note(town) == date(2015, 12, 2)


async def test_only_tenants_whose_day_is_over_are_found(platform: Platform, town: Any) -> None:
    """Each by its own clock: one rehearsal has moved on, the other has not."""
    other = await platform.register.open("real", "示例镇", rehearsal=False)
    await Real(platform, other).grant("clerk")
    await platform.days.catch_up()
    await move(town, "2015-12-02T09:00:00+08:00")
    assert await platform.days._behind(None) == [town.tenant.id]


async def test_tenant_whose_log_is_empty_is_left_alone(platform: Platform) -> None:
    """Its first event sets a rehearsal's clock."""
    tenant = await platform.register.open("empty", "示例镇", rehearsal=True)
    await platform.days.catch_up()
    assert (await platform.log.read_boundary(tenant.id, [])).head == 0
