"""The tellers' desk: keys, slips and counting. Their secrets are answered once and kept nowhere."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import zip_longest
from typing import Any

from litestar import Request, Response, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from taizhang.app import Platform
from taizhang.commands.command import Command
from taizhang.commands.context import CHINA, Envelope
from taizhang.dispatch.decision import events_of
from taizhang.dispatch.receipt import Receipt
from taizhang.domain.ballots import desk
from taizhang.domain.ballots.events import BoxOpened
from taizhang.domain.ballots.paper_reading import PaperRead, confirmation, entry
from taizhang.domain.ballots.rules import BallotRules
from taizhang.errors import Refusal, Refused
from taizhang.http.desk_orders import CountOrder, SheetOrder, SlipBook, SlipOrder, VoidOrder
from taizhang.http.requests import AnyRequest, actor_of, body_of, envelope_of, flag, tenant_of
from taizhang.http.slip_sheets import Sheet, Slip, printed
from taizhang.tenancy.register import Tenant
from taizhang.tenancy.roles import Role

DESK_ROLES = (Role.TELLER, Role.CLERK)
CLOSED_DESK = Refusal(
    "ballots.desk_closed",
    zh="制作密钥、选票和计票须由监票人、计票人或组织干事办理",
    en="the tellers' desk is open to tellers and clerks",
    status=403,
)

#: The codes are on the page: it is kept nowhere and fetches nothing.
_SECRET = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "Referrer-Policy": "no-referrer",
}


def desk_routes(platform: Platform) -> list[HTTPRouteHandler]:
    """`POST /api/{tenant}/ballots/desk/{keys,slips,sheets,void,papers/...,count}`."""

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
        made = desk.make_slips(order.box, order.meeting, order.count, order.piles)
        envelope, dry_run = envelope_of(request, known, actor), flag(request, "dry_run")
        receipt = await platform.dispatcher.dispatch(known, made.command, envelope, dry_run=dry_run)
        return SlipBook([] if dry_run else made.codes, receipt)  # unregistered: good for nothing

    @post("/api/{tenant:str}/ballots/desk/sheets", status_code=200)
    async def sheets(tenant: FromPath[str], request: Request[Any, Any, Any]) -> Response[bytes]:
        """New slips as a page to print, registered before it is shown; a dry run: a specimen."""
        known, actor = await _teller(platform, tenant, request)
        order = await body_of(request, SheetOrder)
        made = desk.make_slips(order.box, order.meeting, order.count, order.piles)
        envelope, dry_run = envelope_of(request, known, actor), flag(request, "dry_run")
        form = (await _rules(platform, known, envelope)).form
        receipt = await platform.dispatcher.dispatch(known, made.command, envelope, dry_run=dry_run)
        fresh = receipt.state == "appended"
        sheet = Sheet(order.title, order.english, order.lines, form, order.page)
        return _to_print(printed(sheet, _labelled(made.codes, order.piles) if fresh else []))

    async def opening(tenant: Tenant, box: str) -> BoxOpened:
        boundary = await platform.log.read_boundary(tenant.id, desk.opening_of(box))
        events = events_of(platform.schemes.catalogue, boundary.events)
        return desk.opened(event for _, event in events)

    async def dispatched(
        tenant: Tenant, actor: str, request: AnyRequest, command: Command
    ) -> Receipt:
        envelope, dry_run = envelope_of(request, tenant, actor), flag(request, "dry_run")
        return await platform.dispatcher.dispatch(tenant, command, envelope, dry_run=dry_run)

    @post("/api/{tenant:str}/ballots/desk/void", status_code=200)
    async def void(tenant: FromPath[str], request: Request[Any, Any, Any]) -> Receipt:
        """Void a slip by its code, and give out a spare one in its place if that is named."""
        known, actor = await _teller(platform, tenant, request)
        order = await body_of(request, VoidOrder)
        command = desk.voiding(order.box, order.code, order.reason, order.spare)
        return await dispatched(known, actor, request, command)

    @post("/api/{tenant:str}/ballots/desk/papers/enter", status_code=200)
    async def enter(tenant: FromPath[str], request: Request[Any, Any, Any]) -> Receipt:
        """Enter a paper as read. It is sealed here, and the choices are kept nowhere."""
        known, actor = await _teller(platform, tenant, request)
        read = await body_of(request, PaperRead)
        command = entry(await opening(known, read.box), read)
        return await dispatched(known, actor, request, command)

    @post("/api/{tenant:str}/ballots/desk/papers/confirm", status_code=200)
    async def confirm(tenant: FromPath[str], request: Request[Any, Any, Any]) -> Receipt:
        """Read the same paper anew: if both readings agree, its ballot is cast."""
        known, actor = await _teller(platform, tenant, request)
        read = await body_of(request, PaperRead)
        command = confirmation(await opening(known, read.box), read)
        return await dispatched(known, actor, request, command)

    @post("/api/{tenant:str}/ballots/desk/count", status_code=200)
    async def count(tenant: FromPath[str], request: Request[Any, Any, Any]) -> Receipt:
        """Open the ballots of a closed box and record the tally."""
        known, actor = await _teller(platform, tenant, request)
        order = await body_of(request, CountOrder)
        boundary = await platform.log.read_boundary(known.id, desk.ballots_of(order.box))
        events = events_of(platform.schemes.catalogue, boundary.events)
        breakdown = (await _rules(platform, known, envelope_of(request, known, actor))).breakdown
        minimum = breakdown.minimum if breakdown else None
        tally = desk.count((event for _, event in events), order.shares, minimum)
        return await dispatched(known, actor, request, tally)

    return [keys, slips, sheets, void, enter, confirm, count]


async def _teller(platform: Platform, slug: str, request: AnyRequest) -> tuple[Tenant, str]:
    tenant = await tenant_of(platform, slug)
    actor = await actor_of(platform, tenant, request)
    if not (await platform.dispatcher.authority(tenant)).may(actor, DESK_ROLES):
        raise Refused(CLOSED_DESK())
    return tenant, actor


async def _rules(platform: Platform, tenant: Tenant, envelope: Envelope) -> BallotRules:
    """The tenant's own, in force on the day of the order or today."""
    authority = await platform.dispatcher.authority(tenant)
    on = envelope.on or await _today(platform, tenant)
    return authority.rules(on).of(BallotRules)


async def _today(platform: Platform, tenant: Tenant) -> date:
    """By the tenant's clock: a rehearsal's is not ours."""
    boundary = await platform.log.read_boundary(tenant.id, [])
    return boundary.now.astimezone(CHINA).date()


def _labelled(codes: Sequence[str], piles: Mapping[str, int]) -> list[Slip]:
    """The codes come pile after pile."""
    names = [name for name, many in piles.items() for _ in range(many)]
    return [Slip(code, name) for code, name in zip_longest(codes, names)]


def _to_print(text: str) -> Response[bytes]:
    return Response(text.encode(), media_type="text/html", headers=_SECRET)
