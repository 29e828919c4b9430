"""Over the real dispatcher and PostgreSQL: two who found for the same enterprise at once."""

import asyncio
import uuid
from typing import Any

import pytest

from taizhang.app import Platform
from taizhang.commands.context import Envelope
from taizhang.dispatch import decision
from taizhang.dispatch.receipt import Receipt
from taizhang.domain.organisations.commands import RegisterOrganisation
from taizhang.errors import Refused
from taizhang.onboarding.apply import apply
from taizhang.onboarding.file import TenantFile
from taizhang_plugins.coverage.listing import ListUnit
from taizhang_plugins.coverage.party_events import PartyOrganisationFounded

pytestmark = pytest.mark.anyio


@pytest.fixture
async def county(platform: Platform, files: dict[str, TenantFile]) -> Any:
    """新邵县 in a database, with three listed enterprises."""
    tenant = (await apply(files["xinshao"], platform.register, platform.dispatcher)).tenant

    async def ask(command: Any) -> Receipt:
        envelope = Envelope(command_id=uuid.uuid4(), actor="clerk")
        return await platform.dispatcher.dispatch(tenant, command, envelope)

    for number in range(1, 4):
        unit = f"qiye-{number}"
        name = f"示例厂{number}"
        await ask(RegisterOrganisation(organisation=unit, name=name, kind="非公有制企业"))
        await ask(ListUnit(organisation=unit, township="xiangzhen-1"))
    return platform, tenant, ask


@pytest.mark.rule("S3-27")
async def test_of_several_foundings_for_one_unit_exactly_one_is(county: Any, found: Any) -> None:
    platform, tenant, ask = county
    results = await asyncio.gather(
        *[ask(found("qiye-1", "qiye-2", party_organisation=f"zhibu-{n}")) for n in range(4)],
        *[ask(found("qiye-2", "qiye-3", party_organisation=f"zhibu-{n}")) for n in range(4, 8)],
        return_exceptions=True,
    )
    refused = [each for each in results if isinstance(each, Refused)]
    assert {each.code for each in refused} == {"coverage.covered"}
    assert len([each for each in results if isinstance(each, Receipt)]) == 1
    assert len(refused) == 7
    recorded = await platform.log.read_after(tenant.id, 0, 10_000)
    events = decision.events_of(platform.schemes.catalogue, recorded)
    assert sum(isinstance(event, PartyOrganisationFounded) for _, event in events) == 1
