"""Tellers: who may stand at the desk, and what every order there needs of the platform."""

from collections.abc import Iterable
from datetime import date

from taizhang.app import Platform
from taizhang.commands.command import Command
from taizhang.commands.context import CHINA, Envelope
from taizhang.dispatch.decision import events_of
from taizhang.dispatch.receipt import Receipt
from taizhang.domain.ballots.rules import BallotRules
from taizhang.errors import Refusal, Refused
from taizhang.events.catalogue import Unknown
from taizhang.events.event import Event
from taizhang.http.requests import AnyRequest, actor_of, envelope_of, flag, tenant_of
from taizhang.log.model import Selector
from taizhang.tenancy.register import Tenant
from taizhang.tenancy.roles import Role

DESK_ROLES = (Role.TELLER, Role.CLERK)
CLOSED_DESK = Refusal(
    "ballots.desk_closed",
    zh="制作密钥、选票和计票须由监票人、计票人或组织干事办理",
    en="the tellers' desk is open to tellers and clerks",
    status=403,
)


class Tellers:
    """The platform, as tellers and clerks use it."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    async def admit(self, slug: str, request: AnyRequest) -> tuple[Tenant, str]:
        """The tenant and who asks. Raises Refused(`ballots.desk_closed`)."""
        tenant = await tenant_of(self._platform, slug)
        actor = await actor_of(self._platform, tenant, request)
        if not (await self._platform.dispatcher.authority(tenant)).may(actor, DESK_ROLES):
            raise Refused(CLOSED_DESK())
        return tenant, actor

    async def dispatch(
        self, tenant: Tenant, actor: str, request: AnyRequest, command: Command
    ) -> Receipt:
        """Ask for what was ordered, with the request's envelope."""
        envelope, dry_run = envelope_of(request, tenant, actor), flag(request, "dry_run")
        return await self._platform.dispatcher.dispatch(tenant, command, envelope, dry_run=dry_run)

    async def events(self, tenant: Tenant, selectors: Iterable[Selector]) -> list[Event | Unknown]:
        """What the log holds of a box."""
        boundary = await self._platform.log.read_boundary(tenant.id, selectors)
        found = events_of(self._platform.schemes.catalogue, boundary.events)
        return [event for _, event in found]

    async def rules(self, tenant: Tenant, envelope: Envelope) -> BallotRules:
        """The tenant's own, in force on the day of the order or today."""
        authority = await self._platform.dispatcher.authority(tenant)
        on = envelope.on or await self._today(tenant)
        return authority.rules(on).of(BallotRules)

    async def _today(self, tenant: Tenant) -> date:
        """By the tenant's clock: a rehearsal's is not ours."""
        boundary = await self._platform.log.read_boundary(tenant.id, [])
        return boundary.now.astimezone(CHINA).date()
