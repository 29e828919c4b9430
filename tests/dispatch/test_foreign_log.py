"""The platform writes into no log that another program has begun."""

import asyncio
import logging
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest

from taizhang.app import Platform
from taizhang.commands.context import Envelope, Late
from taizhang.dispatch.reactor import Reactor
from taizhang.domain.cycles.opening import OpenCycle
from taizhang.domain.setup.applying import ApplyTenantFile, Document
from taizhang.errors import Refused
from taizhang.log.model import NewCommand, NewEvent
from taizhang.tenancy.register import Tenant

pytestmark = pytest.mark.anyio

ANYTHING = NewCommand(
    uuid4(), b"mac", b"", 0, [], [NewEvent("cycles.opened", ["cycle:2015"], b"theirs")]
)
APPLY = ApplyTenantFile(
    name="示例镇",
    rehearsal=True,
    clock=datetime(2015, 12, 1, tzinfo=UTC),
    document=Document(title="示例文件", effective_from=date(2015, 1, 1)),
    sections={},
    plugins=[],
    grants=[("clerk", "clerk", None)],
    units=[],
    people=[],
)


@pytest.fixture
async def town(platform: Platform) -> Tenant:
    return await platform.register.open("town", "示例镇", rehearsal=True)


async def begin(platform: Platform, town: Tenant) -> None:
    """Another program's first event, as `taizhang.log.recorder` appends it."""
    await platform.log.append(town.id, ANYTHING._replace(command_id=uuid4()))


async def apply(platform: Platform, town: Tenant, **options: Any) -> Any:
    late = Late("开户", "单位文件")
    envelope = Envelope(command_id=uuid4(), actor="system", on=date(2015, 12, 1), late=late)
    return await platform.dispatcher.dispatch(town, APPLY, envelope, **options)


@pytest.mark.parametrize("dry_run", [False, True])
async def test_a_command_is_refused_with_the_reason(
    platform: Platform, town: Tenant, *, dry_run: bool
) -> None:
    await begin(platform, town)
    with pytest.raises(Refused, match="“town”的日志由另一个程序写入，不能在其中办理") as refused:
        await apply(platform, town, dry_run=dry_run)
    assert (refused.value.code, refused.value.status) == ("commands.foreign_log", 409)
    assert len(await platform.log.read_after(town.id, 0, 10)) == 1


async def test_a_log_that_is_begun_while_the_first_command_decides_is_left_alone(
    platform: Platform, town: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoded = platform.dispatcher._encoded

    async def too_late(*args: Any) -> NewCommand:
        await begin(platform, town)
        return await encoded(*args)

    monkeypatch.setattr(platform.dispatcher, "_encoded", too_late)
    with pytest.raises(Refused) as refused:
        await apply(platform, town)
    assert refused.value.code == "commands.foreign_log"
    assert len(await platform.log.read_after(town.id, 0, 10)) == 1


async def test_first_commands_that_race_are_all_done(platform: Platform, town: Tenant) -> None:
    done = await asyncio.gather(*(apply(platform, town) for _ in range(3)))
    assert {receipt.state for receipt in done} <= {"appended", "unchanged"}


async def test_no_policy_answers_what_another_program_has_written(
    platform: Platform, town: Tenant, caplog: pytest.LogCaptureFixture
) -> None:
    """Though it has the name of what a policy waits for."""
    names = [policy.event.event_name for s in platform.schemes.all for policy in s.policies]
    events = [NewEvent(name, [], b"theirs") for name in names]
    await platform.log.append(town.id, ANYTHING._replace(command_id=uuid4(), events=events))
    with caplog.at_level(logging.WARNING):
        await platform.reactor.catch_up()
    assert await _behind(platform.reactor) == []


async def test_a_town_of_the_platforms_own_is_not_asked_twice(
    platform: Platform, town: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    await apply(platform, town)
    await platform.dispatcher.foreign.has(town.id)
    monkeypatch.setattr(platform.dispatcher.foreign, "_log", None)
    cycle = OpenCycle(cycle="2015", year=2015, title="2015年度", subjects=["jingui"])
    with pytest.raises(Refused) as refused:
        await platform.dispatcher.dispatch(town, cycle, Envelope(command_id=uuid4(), actor="x"))
    assert refused.value.code != "commands.foreign_log"


async def _behind(reactor: Reactor) -> list[Any]:
    return await reactor._behind(None)
