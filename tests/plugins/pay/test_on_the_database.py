"""On PostgreSQL: a correction reaches rows and sheets; two who publish at once; taken again."""

import asyncio
import uuid
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from msgspec.structs import replace

from taizhang.app import Platform
from taizhang.audit.outcome import Outcome
from taizhang.audit.recompute import recompute
from taizhang.commands.context import Envelope
from taizhang.domain.amendments.correcting import CorrectFact
from taizhang.domain.organisations.commands import RegisterOrganisation, RegisterPerson
from taizhang.errors import Refused
from taizhang.onboarding.apply import apply
from taizhang.tenancy.register import Tenant
from taizhang_plugins.pay.computing import ComputePay
from taizhang_plugins.pay.drawing import DrawSheet
from taizhang_plugins.pay.publishing import PublishIncome

pytestmark = pytest.mark.anyio

INCOME = PublishIncome(year=2011, kind="net", yuan=Decimal(3000), source="统计公报")
SHEET = DrawSheet(year=2012, organisation="v")


class County(NamedTuple):
    """新邵县 on a database of its own."""

    platform: Platform
    tenant: Tenant

    async def ask(self, command: Any, actor: str = "finance") -> Any:
        envelope = Envelope(command_id=uuid.uuid4(), actor=actor)
        return await self.platform.dispatcher.dispatch(self.tenant, command, envelope)

    async def settle(self) -> None:
        """Let policies answer all that has happened."""
        await self.platform.reactor.catch_up(self.tenant.id)


@pytest.fixture
async def county(platform: Platform, files: Any) -> County:
    applied = await apply(files["xinshao"], platform.register, platform.dispatcher)
    return County(platform, applied.tenant)


@pytest.mark.rule("S3-03")
async def test_a_correction_makes_outdated_and_the_recomputation_names_the_difference(
    county: County,
) -> None:
    await county.ask(RegisterOrganisation(organisation="v", name="示例村", kind="村"), "clerk")
    await county.ask(_secretary(), "clerk")
    published = (await county.ask(INCOME)).events[0].position
    for command in (ComputePay(year=2012), SHEET):
        await county.ask(command)
    await county.ask(_correction(published), "clerk")
    await county.settle()
    with pytest.raises(Refused) as refused:
        await county.ask(SHEET)
    assert refused.value.code == "pay.table_outdated"
    (table,) = (await county.ask(ComputePay(year=2012))).events
    (sheet,) = (await county.ask(SHEET)).events
    assert table.body["revision"] == 2
    [line] = sheet.body["lines"]
    assert Decimal(line["yuan"]) - Decimal(line["before"]) == Decimal(170)
    again = await recompute(county.platform, county.tenant)
    assert {outcome for outcome, count in again.counts.items() if count} == {Outcome.SAME}


@pytest.mark.rule("S3-01")
async def test_of_two_who_publish_one_years_income_at_once_one_is_refused(
    county: County,
) -> None:
    asked = (replace(INCOME, yuan=Decimal(yuan)) for yuan in (3000, 4000))
    answers = await asyncio.gather(*map(county.ask, asked), return_exceptions=True)
    [refused] = [each for each in answers if isinstance(each, Refused)]
    [published] = [each for each in answers if not isinstance(each, BaseException)]
    assert refused.code == "pay.income_published"
    assert refused.reasons[0].values["yuan"] == published.events[0].body["yuan"]


def _secretary() -> RegisterPerson:
    from datetime import date

    return RegisterPerson(
        person="a",
        name="示例甲",
        organisation="v",
        post="村党支部书记",
        since=date(2010, 1, 1),
    )


def _correction(fact: int) -> CorrectFact:
    return CorrectFact(
        fact=fact, fields={"yuan": "3100"}, reason="统计部门修正", evidence="修正公告"
    )
