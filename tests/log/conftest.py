"""A tenant's log without any word of the domain."""

import uuid
from typing import NamedTuple
from uuid import UUID

import pytest

from taizhang.app import Platform
from taizhang.log.log import Log
from taizhang.log.model import NewCommand, NewEvent, Outcome, Selector


class OneLog(NamedTuple):
    """A tenant's log, and a short way to write to it."""

    log: Log
    tenant: UUID

    async def append(
        self,
        *tags: str,
        type: str = "happened",
        after: int = 0,
        unless: Selector | None = None,
        command_id: UUID | None = None,
        mac: bytes = b"mac",
        events: int = 1,
    ) -> Outcome:
        """Append events that carry these tags, unless one like it came after a position."""
        command = NewCommand(
            command_id=command_id or uuid.uuid4(),
            request_mac=mac,
            request=b"request",
            after=after,
            selectors=[unless] if unless else [],
            events=[NewEvent(type, tags, b"entry")] * events,
        )
        return await self.log.append(self.tenant, command)

    async def positions(self, *selectors: Selector) -> list[int]:
        """What a boundary of these selectors reads."""
        boundary = await self.log.read_boundary(self.tenant, selectors)
        return [event.position for event in boundary.events]


@pytest.fixture
async def one(platform: Platform) -> OneLog:
    tenant = await platform.register.open("one", "一", rehearsal=False)
    return OneLog(platform.log, tenant.id)


@pytest.fixture
async def other(platform: Platform) -> OneLog:
    tenant = await platform.register.open("other", "另一个", rehearsal=False)
    return OneLog(platform.log, tenant.id)
