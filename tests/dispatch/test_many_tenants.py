"""However many tenants a process serves, it keeps the authority of a few."""

import uuid
from typing import Any

import pytest

from taizhang.commands.context import Envelope
from taizhang.dispatch import dispatcher as dispatcher_module
from taizhang.dispatch.dispatcher import Dispatcher
from taizhang.domain.authority.commands import GrantRole

pytestmark = pytest.mark.anyio


@pytest.fixture
def dispatcher(town: Any, monkeypatch: pytest.MonkeyPatch) -> Dispatcher:
    """One that keeps the authority of a single tenant."""
    monkeypatch.setattr(dispatcher_module, "KEPT", 1)
    platform = town.platform
    return Dispatcher(platform.log, platform.schemes, platform.keyring, platform.app)


async def test_authority_that_was_forgotten_is_read_again(
    town: Any, dispatcher: Dispatcher
) -> None:
    other = await town.platform.register.open("other", "别镇", rehearsal=True)
    asked = [await dispatcher.authority(tenant) for tenant in (town.tenant, other, town.tenant)]
    assert [authority.roles("clerk") for authority in asked] == [{"clerk"}, frozenset(), {"clerk"}]


async def test_authority_of_no_more_tenants_than_that_is_kept(
    town: Any, dispatcher: Dispatcher
) -> None:
    other = await town.platform.register.open("other", "别镇", rehearsal=True)
    envelope = Envelope(command_id=uuid.uuid4(), actor="system")
    await dispatcher.dispatch(other, GrantRole(actor="clerk", role="clerk"), envelope)
    for tenant in (town.tenant, other):
        await dispatcher.authority(tenant)
    assert len(dispatcher._known) == 1
