"""The dispatcher: exactly once, under authority that has not changed, refusals without a trace."""

import asyncio
import uuid
from datetime import date
from typing import Any

import pytest

from taizhang.commands.context import Late
from taizhang.domain.authority.commands import GrantRole, RevokeRole, SwitchPluginOn
from taizhang.domain.cycles.opening import OpenCycle
from taizhang.domain.organisations.commands import RegisterOrganisation
from taizhang.errors import Refused
from taizhang.log import entry
from taizhang_plugins.pay.publishing import PublishIncome

pytestmark = pytest.mark.anyio
CYCLE = OpenCycle(cycle="2015", year=2015, title="2015年度", subjects=["jingui"])


def village(name: str) -> RegisterOrganisation:
    return RegisterOrganisation(organisation=name, name=name, kind="村")


async def head(town: Any) -> int:
    return int((await town.platform.log.read_boundary(town.tenant.id, [])).head)


async def test_an_accepted_command_answers_with_its_events_and_position(town: Any) -> None:
    receipt = await town.ask(village("xincun"))
    assert (receipt.state, [e.type for e in receipt.events], receipt.position) == (
        "appended",
        ["organisations.registered"],
        await head(town),
    )


async def test_a_repeated_command_gets_its_first_receipt(town: Any) -> None:
    command_id = uuid.uuid4()
    first = await town.ask(village("xincun"), command_id=command_id)
    again = await town.ask(village("xincun"), command_id=command_id)
    assert (again.state, again.position, again.events) == (
        "repeated",
        first.position,
        first.events,
    )


async def test_one_command_sent_many_times_at_once_is_done_once(town: Any) -> None:
    command_id, before = uuid.uuid4(), await head(town)
    receipts = await asyncio.gather(
        *[town.ask(village("xincun"), command_id=command_id) for _ in range(10)]
    )
    assert await head(town) == before + 1
    assert {receipt.position for receipt in receipts} == {before + 1}


async def test_a_command_id_is_not_good_for_another_request(town: Any) -> None:
    command_id = uuid.uuid4()
    await town.ask(village("xincun"), command_id=command_id)
    with pytest.raises(Refused) as refused:
        await town.ask(village("laocun"), command_id=command_id)
    assert refused.value.code == "commands.id_reused"


async def test_a_refusal_writes_nothing(town: Any) -> None:
    before = await head(town)
    with pytest.raises(Refused):
        await town.ask(village("jingui"))
    assert await head(town) == before


async def test_a_dry_run_shows_the_events_and_writes_nothing(town: Any) -> None:
    before = await head(town)
    receipt = await town.ask(village("xincun"), dry_run=True)
    assert (receipt.state, receipt.events[0].type) == ("dry_run", "organisations.registered")
    assert await head(town) == before


async def test_of_two_that_exclude_each_other_one_is_refused(town: Any) -> None:
    done = await asyncio.gather(
        *[town.ask(village("xincun")) for _ in range(5)], return_exceptions=True
    )
    assert sum(isinstance(answer, Refused) for answer in done) == 4


async def test_a_role_that_was_revoked_is_good_for_nothing_at_once(town: Any) -> None:
    await town.ask(village("xincun"))
    await town.ask(RevokeRole(actor="clerk", role="clerk"), actor="system")
    with pytest.raises(Refused) as refused:
        await town.ask(village("laocun"))
    assert refused.value.code == "commands.forbidden"


async def test_authority_changed_by_another_process_is_seen(town: Any) -> None:
    """Its cache is only a start: what came after it is part of every boundary."""
    from taizhang.app import open_platform
    from taizhang.tenancy.master import MasterKey

    await town.ask(village("xincun"))
    async with open_platform(town.platform.dsn, MasterKey(b"0" * 32)) as elsewhere:
        other = town._replace(platform=elsewhere)
        await other.ask(RevokeRole(actor="clerk", role="clerk"), actor="system")
    with pytest.raises(Refused) as refused:
        await town.ask(village("laocun"))
    assert refused.value.code == "commands.forbidden"


async def test_a_plugin_that_is_off_refuses_and_says_why(town: Any) -> None:
    income = PublishIncome(year=2014, kind="net", yuan="4000", source="示例")  # type: ignore[arg-type]
    with pytest.raises(Refused) as refused:
        await town.ask(income, actor="finance")
    assert refused.value.code == "tenancy.plugin_off"
    assert "没有在本单位启用" in str(refused.value)


async def test_a_plugin_that_was_switched_on_is_open(town: Any) -> None:
    from decimal import Decimal

    await town.ask(SwitchPluginOn(plugin="pay"), actor="system")
    income = PublishIncome(year=2014, kind="net", yuan=Decimal(4000), source="示例")
    assert (await town.ask(income, actor="finance")).state == "appended"


async def test_nobody_outside_can_act_as_the_system(town: Any) -> None:
    with pytest.raises(Refused) as refused:
        await town.ask(GrantRole(actor="me", role="clerk"), actor="clerk")
    assert refused.value.status == 403


async def test_a_future_business_date_is_refused(town: Any) -> None:
    with pytest.raises(Refused) as refused:
        await town.ask(village("xincun"), on=date(2016, 1, 1))
    assert refused.value.code == "commands.future_date"


async def test_a_past_business_date_needs_a_reason_and_evidence(town: Any) -> None:
    with pytest.raises(Refused) as refused:
        await town.ask(village("xincun"), on=date(2015, 11, 1))
    assert refused.value.code == "commands.late_without_reason"
    late = Late("漏登", "登记表")
    assert (await town.ask(village("xincun"), on=date(2015, 11, 1), late=late)).position


async def test_rules_hold_only_from_their_effective_date(town: Any) -> None:
    with pytest.raises(Refused) as refused:
        await town.ask(CYCLE, on=date(2014, 12, 1), late=Late("补录", "档案"))
    assert refused.value.code == "rules.not_adopted"


async def test_personal_fields_stand_encrypted_in_events_and_in_the_command(town: Any) -> None:
    events = await town.platform.log.read_after(town.tenant.id, 0, 100)
    name = "示例甲".encode()
    assert all(name not in event.entry for event in events)
    command_id = entry.decode(events[0].entry).command_id
    command = await town.platform.log.command(town.tenant.id, command_id)
    assert name not in command.request


async def test_the_same_file_applied_again_changes_nothing(town: Any) -> None:
    from taizhang.domain.setup.applying import ApplyTenantFile, Document

    from_before = await head(town)
    authority = await town.platform.dispatcher.authority(town.tenant)
    again = ApplyTenantFile(
        name="示例镇",
        rehearsal=True,
        clock=None,
        document=Document(title="示例文件", effective_from=date(2015, 1, 1)),
        sections=authority.adoptions[-1].event.sections,
        plugins=[],
        grants=[("clerk", "clerk", None)],
        units=[],
        people=[],
    )
    assert (await town.ask(again, actor="system")).state == "unchanged"
    assert await head(town) == from_before


@pytest.mark.rule("S0-03")
async def test_a_year_has_one_cycle_where_the_document_says_so(town: Any) -> None:
    await town.ask(CYCLE)
    second = OpenCycle(cycle="2015b", year=2015, title="再来一次", subjects=["jingui"])
    with pytest.raises(Refused) as refused:
        await town.ask(second)
    assert refused.value.reasons[0].clause == "组织开展一次"


@pytest.mark.rule("S0-02")
async def test_a_cycle_ends_by_the_day_that_the_document_names(town: Any) -> None:
    receipt = await town.ask(CYCLE)
    assert receipt.events[0].body["deadline"] == "2015-12-31"


async def test_a_cycle_names_every_unknown_village(town: Any) -> None:
    cycle = OpenCycle(cycle="2015", year=2015, title="x", subjects=["jingui", "nope", "nada"])
    with pytest.raises(Refused) as refused:
        await town.ask(cycle)
    assert [reason.values["id"] for reason in refused.value.reasons] == ["nope", "nada"]
