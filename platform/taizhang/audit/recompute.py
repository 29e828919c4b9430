"""Recomputing: each recorded command is decided again from the events before it."""

from collections import Counter
from collections.abc import AsyncIterator, Mapping
from typing import Any, Protocol
from uuid import UUID

from msgspec import Struct

from taizhang.audit.outcome import Outcome, Retaken
from taizhang.audit.retaking import Retaking
from taizhang.audit.snapshot import snapshot
from taizhang.dispatch.standing import standing
from taizhang.errors import Refusal, Refused
from taizhang.log.log import Log
from taizhang.log.model import Known
from taizhang.schemes import Schemes
from taizhang.tenancy.keyring import Keyring
from taizhang.tenancy.register import Tenant

UNKNOWN = Refusal(
    "audit.unknown_command",
    zh="本单位没有编号为 {id} 的命令",
    en="this tenant has accepted no command {id}",
    status=404,
)


class Parts(Protocol):
    """What recomputing needs of the platform."""

    @property
    def app(self) -> Any:
        """The pool that acts as `taizhang_app`."""

    @property
    def log(self) -> Log:
        """The log."""

    @property
    def schemes(self) -> Schemes:
        """Commands, and the events that they read."""

    @property
    def keyring(self) -> Keyring:
        """The keys of people."""


class Recomputed(Struct, frozen=True):
    """How many commands came to which outcome, and the first that did not come to the same."""

    counts: Mapping[Outcome, int]
    differences: list[Retaken]


async def recompute(
    platform: Parts,
    tenant: Tenant,
    command_id: UUID | None = None,
    *,
    amended: bool = False,
    limit: int = 100,
) -> Recomputed:
    """Decide one command again, or all. `amended`: on facts as they were corrected or annulled
    since, which shows the decisions that rested on them. Raises Refused(`audit.unknown_command`).
    """
    catalogue = platform.schemes.catalogue
    known = await standing(platform.log, catalogue, tenant)
    retaking = Retaking(
        platform.log,
        platform.schemes,
        platform.keyring,
        platform.app,
        tenant,
        known,
        amended=amended,
    )
    counts: Counter[Outcome] = Counter()
    differences: list[Retaken] = []
    async for command in _commands(platform, tenant.id, command_id):
        retaken = await retaking.of(command)
        counts[retaken.outcome] += 1
        if retaken.outcome is not Outcome.SAME and len(differences) < limit:
            differences.append(retaken)
    return Recomputed({outcome: counts[outcome] for outcome in Outcome}, differences)


async def _commands(platform: Parts, tenant: UUID, command_id: UUID | None) -> AsyncIterator[Known]:
    if command_id is None:
        async with snapshot(platform.app, tenant) as stored:
            async for command in stored.commands():
                yield command
        return
    known = await platform.log.command(tenant, command_id)
    if known is None:
        raise Refused(UNKNOWN(id=str(command_id)))
    yield known
