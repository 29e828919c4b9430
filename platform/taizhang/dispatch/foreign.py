"""Foreign logs: what another program writes, the platform's commands do not write into.

A log is written through `taizhang.log.recorder` or by the platform, never by both.
"""

from uuid import UUID

from taizhang.errors import Refusal, Refused
from taizhang.log.log import Log
from taizhang.log.model import Boundary, NewCommand, Selector
from taizhang.log.owner import Owners
from taizhang.tenancy.register import Tenant

FOREIGN = Refusal(
    "commands.foreign_log",
    zh="“{tenant}”的日志由另一个程序写入，不能在其中办理；一份日志只能由一方写入，请为平台另开一个单位",
    en="another program writes the log of {tenant!r}; open another tenant for the platform",
    status=409,
)
_ANYTHING = Selector()


class ForeignLogs:
    """Tells the logs that the platform did not begin."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._owners = Owners(self._first)

    async def has(self, tenant: UUID) -> bool:
        """Whether a log is foreign. An empty one is nobody's yet."""
        return await self._owners.is_foreign(tenant)

    async def refuse(self, tenant: Tenant) -> None:
        """Raises Refused(`commands.foreign_log`)."""
        if await self.has(tenant.id):
            raise Refused(FOREIGN(tenant=tenant.slug))

    async def _first(self, tenant: UUID) -> bytes | None:
        found = await self._log.read_after(tenant, 0, 1)
        return found[0].entry if found else None


def unless_begun(new: NewCommand, boundary: Boundary) -> NewCommand:
    """What is decided on an empty log begins it: then nobody else may have done so meanwhile."""
    if boundary.head > 0:
        return new
    return new._replace(selectors=[*new.selectors, _ANYTHING])
