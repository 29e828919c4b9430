"""A tenant with two villages, a clerk and a few rules."""

import uuid
from collections.abc import Awaitable, Callable
from datetime import date, datetime
from typing import Any, NamedTuple

import pytest

from taizhang.app import Platform
from taizhang.commands.command import Command
from taizhang.commands.context import Envelope, Late
from taizhang.dispatch.receipt import Receipt
from taizhang.domain.setup.applying import ApplyTenantFile, Document, Holder, Unit
from taizhang.tenancy.register import Tenant

CLOCK = datetime.fromisoformat("2015-12-01T09:00:00+08:00")
SECTIONS: dict[str, Any] = {
    "cycles": {
        "deadline": {"month": 12, "day": 31, "clause": "一般在年底前结束"},
        "recurrence": {"a_year": 1, "clause": "组织开展一次"},
    }
}


class Town(NamedTuple):
    """A platform and one tenant of it."""

    platform: Platform
    tenant: Tenant

    async def ask(self, command: Command, actor: str = "clerk", **options: Any) -> Receipt:
        """Dispatch a command."""
        dry_run = options.pop("dry_run", False)
        options.setdefault("command_id", uuid.uuid4())
        envelope = Envelope(actor=actor, **options)
        dispatch: Callable[..., Awaitable[Receipt]] = self.platform.dispatcher.dispatch
        return await dispatch(self.tenant, command, envelope, dry_run=dry_run)


@pytest.fixture
async def town(platform: Platform) -> Town:
    tenant = await platform.register.open("town", "示例镇", rehearsal=True)
    town = Town(platform, tenant)
    villages = [Unit(id=name, name=name, kind="村") for name in ("jingui", "changpu")]
    person = Holder(
        id="p-1", name="示例甲", organisation="jingui", post="书记", since=date(2014, 1, 1)
    )
    await town.ask(
        ApplyTenantFile(
            name="示例镇",
            rehearsal=True,
            clock=CLOCK,
            document=Document(title="示例文件", effective_from=date(2015, 1, 1)),
            sections=SECTIONS,
            plugins=[],
            grants=[("clerk", "clerk", None), ("finance", "finance", None)],
            units=villages,
            people=[person],
        ),
        actor="system",
        on=date(2015, 12, 1),
        late=Late("开户", "单位文件"),
    )
    return town
