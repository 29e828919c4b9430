"""The tellers' desk: keys, slips and counting. Their secrets are answered once and kept nowhere."""

from typing import Annotated, Any

from litestar import Request, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from msgspec import Meta, Struct

from taizhang.app import Platform
from taizhang.dispatch.decision import events_of
from taizhang.dispatch.receipt import Receipt
from taizhang.domain.ballots import desk
from taizhang.domain.names import BoxId, MeetingId
from taizhang.errors import Refusal, Refused
from taizhang.http.requests import AnyRequest, actor_of, body_of, envelope_of, flag, tenant_of
from taizhang.tenancy.register import Tenant
from taizhang.tenancy.roles import Role

DESK_ROLES = (Role.TELLER, Role.CLERK)
CLOSED_DESK = Refusal(
    "ballots.desk_closed",
    zh="制作密钥、选票和计票须由监票人、计票人或组织干事办理",
    en="the tellers' desk is open to tellers and clerks",
    status=403,
)


class SlipOrder(Struct, frozen=True, forbid_unknown_fields=True):
    """How many slips to print for which box."""

    box: BoxId
    meeting: MeetingId
    count: Annotated[int, Meta(ge=1, le=5000)]


class SlipBook(Struct, frozen=True):
    """The codes to print, shown once, and the receipt of their registration."""

    codes: list[str]
    receipt: Receipt


class CountOrder(Struct, frozen=True, forbid_unknown_fields=True):
    """Two of the three shares of a closed box's key."""

    box: BoxId
    shares: Annotated[list[str], Meta(min_length=2, max_length=3)]


def desk_routes(platform: Platform) -> list[HTTPRouteHandler]:
    """`POST /api/{tenant}/ballots/desk/{keys,slips,count}`."""

    @post("/api/{tenant:str}/ballots/desk/keys", status_code=200)
    async def keys(tenant: FromPath[str], request: Request[Any, Any, Any]) -> desk.BoxKey:
        """A new box key: the public key, and three shares to hand out."""
        await _teller(platform, tenant, request)
        return desk.make_box_key()

    @post("/api/{tenant:str}/ballots/desk/slips", status_code=200)
    async def slips(tenant: FromPath[str], request: Request[Any, Any, Any]) -> SlipBook:
        """New slips, their hashes registered before the codes are shown."""
        known, actor = await _teller(platform, tenant, request)
        order = await body_of(request, SlipOrder)
        made = desk.make_slips(order.box, order.meeting, order.count)
        envelope, dry_run = envelope_of(request, known, actor), flag(request, "dry_run")
        receipt = await platform.dispatcher.dispatch(known, made.command, envelope, dry_run=dry_run)
        return SlipBook([] if dry_run else made.codes, receipt)  # unregistered: good for nothing

    @post("/api/{tenant:str}/ballots/desk/count", status_code=200)
    async def count(tenant: FromPath[str], request: Request[Any, Any, Any]) -> Receipt:
        """Open the ballots of a closed box and record the tally."""
        known, actor = await _teller(platform, tenant, request)
        order = await body_of(request, CountOrder)
        boundary = await platform.log.read_boundary(known.id, desk.ballots_of(order.box))
        events = events_of(platform.schemes.catalogue, boundary.events)
        tally = desk.count((event for _, event in events), order.shares)
        envelope, dry_run = envelope_of(request, known, actor), flag(request, "dry_run")
        return await platform.dispatcher.dispatch(known, tally, envelope, dry_run=dry_run)

    return [keys, slips, count]


async def _teller(platform: Platform, slug: str, request: AnyRequest) -> tuple[Tenant, str]:
    tenant = await tenant_of(platform, slug)
    actor = await actor_of(platform, tenant, request)
    if not (await platform.dispatcher.authority(tenant)).may(actor, DESK_ROLES):
        raise Refused(CLOSED_DESK())
    return tenant, actor
