"""Over the real dispatcher and PostgreSQL: what two people record of one matter at once."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import msgspec
import pytest

from taizhang.app import Platform
from taizhang.commands.context import Envelope, Late
from taizhang.dispatch import decision
from taizhang.dispatch.dispatcher import Dispatcher
from taizhang.dispatch.receipt import Receipt
from taizhang.errors import Refused
from taizhang.onboarding.apply import apply
from taizhang.onboarding.file import TenantFile
from taizhang_plugins.deliberation.events import StepTaken, VoteLost

pytestmark = [pytest.mark.anyio, pytest.mark.rule("S0-23")]
OF = {"matter": "m-1", "organisation": "jingui"}
DAY = date(2015, 11, 20)
STEPS: list[dict[str, Any]] = [
    {"step": "党支部提议", "whole": 5, "present": 5, "votes_for": 5},
    {"step": "“两委”商议", "whole": 9, "present": 9, "votes_for": 9},
    {"step": "党员大会审议", "whole": 30, "present": 24, "votes_for": 20},
]
RESOLVE = {"step": "村民决议", "body": "村民代表大会", "whole": 45, "present": 36}


class Village:
    """金桂村 in a database, its matter ready to be resolved."""

    def __init__(self, platform: Platform, tenant: Any) -> None:
        self.platform, self.tenant = platform, tenant
        self.dispatcher: Dispatcher = platform.dispatcher

    async def ask(self, name: str, **fields: Any) -> Receipt:
        command = msgspec.convert(OF | fields, self.platform.schemes.command(name))
        late = Late(reason="补录", evidence="会议记录")
        envelope = Envelope(command_id=uuid.uuid4(), actor="clerk", on=DAY, late=late)
        return await self.dispatcher.dispatch(self.tenant, command, envelope)

    async def step(self, **told: Any) -> Receipt:
        known = {"notice_on": "2015-11-01", "minutes": "记录"}
        return await self.ask("deliberation.record_step", **(known | told))

    async def history(self) -> list[Any]:
        recorded = await self.platform.log.read_after(self.tenant.id, 0, 1_000)
        read = decision.events_of(self.platform.schemes.catalogue, recorded)
        return [event for _, event in read if isinstance(event, StepTaken | VoteLost)]


class Overtaken(Dispatcher):
    """Between a first decision and its append, something else happens."""

    meanwhile: Callable[[], Awaitable[Any]] | None = None

    async def _encoded(self, *args: Any) -> Any:
        if self.meanwhile is not None:
            meanwhile, self.meanwhile = self.meanwhile, None
            await meanwhile()
        return await super()._encoded(*args)


@pytest.fixture
async def village(platform: Platform, files: dict[str, TenantFile]) -> Village:
    tenant = (await apply(files["santangjie"], platform.register, platform.dispatcher)).tenant
    made = Village(platform, tenant)
    await made.ask("deliberation.open_matter", title="硬化村道", kind="公益事业")
    for told in STEPS:
        await made.step(**told)
    return made


async def test_of_two_who_record_the_resolving_vote_one_is_refused(village: Village) -> None:
    asked = [village.step(**RESOLVE, votes_for=votes) for votes in (30, 31, 32, 33)]
    results = await asyncio.gather(*asked, return_exceptions=True)
    assert len([each for each in results if isinstance(each, Receipt)]) == 1
    refused = [each for each in results if isinstance(each, Refused)]
    assert {(each.code, each.status) for each in refused} == {
        ("deliberation.already_resolved", 409)
    }
    resolving = [event for event in await village.history() if event.act == "resolve"]
    assert len(refused) == 3
    assert len(resolving) == 1


async def test_a_vote_that_was_decided_before_another_was_appended_is_taken_anew(
    village: Village,
) -> None:
    platform = village.platform
    late = Overtaken(platform.log, platform.schemes, platform.keyring, platform.app)
    other = Village(platform, village.tenant)
    other.dispatcher = late
    late.meanwhile = lambda: village.step(**RESOLVE, votes_for=10, carried=False)
    with pytest.raises(Refused) as refused:
        await other.step(**RESOLVE, votes_for=30)
    assert refused.value.code == "deliberation.out_of_order"
    *_, last = await village.history()
    assert isinstance(last, VoteLost)
