"""The tellers' desk: keys, slips and counting. Their secrets are answered once and kept nowhere."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from litestar import Response, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from taizhang.app import Platform
from taizhang.dispatch.receipt import Receipt
from taizhang.domain.ballots import desk
from taizhang.http.desk_orders import CountOrder, SheetOrder, SlipBook, SlipOrder, VoidOrder
from taizhang.http.paper_desk import paper_routes
from taizhang.http.requests import AnyRequest, body_of, envelope_of, flag
from taizhang.http.slip_sheets import Sheet, Slip, printed
from taizhang.http.slip_tables import by_item
from taizhang.http.tellers import Tellers

#: The codes are on the page: it is kept nowhere and fetches nothing.
_SECRET = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "Referrer-Policy": "no-referrer",
}


def desk_routes(platform: Platform) -> list[HTTPRouteHandler]:
    """`POST /api/{tenant}/ballots/desk/{keys,slips,sheets,void,papers/...,count}`."""
    tellers = Tellers(platform)
    return [*_slip_routes(tellers), *paper_routes(tellers), *_count_routes(tellers)]


def _slip_routes(tellers: Tellers) -> list[HTTPRouteHandler]:
    @post("/api/{tenant:str}/ballots/desk/keys", status_code=200)
    async def keys(tenant: FromPath[str], request: AnyRequest) -> desk.BoxKey:
        """A new box key: the public key, and three shares to hand out."""
        await tellers.admit(tenant, request)
        return desk.make_box_key()

    @post("/api/{tenant:str}/ballots/desk/slips", status_code=200)
    async def slips(tenant: FromPath[str], request: AnyRequest) -> SlipBook:
        """New slips, their hashes registered before the codes are shown."""
        known, actor = await tellers.admit(tenant, request)
        order = await body_of(request, SlipOrder)
        made = desk.make_slips(order.box, order.meeting, order.count, order.piles)
        receipt = await tellers.dispatch(known, actor, request, made.command)
        # Unregistered codes are good for nothing.
        return SlipBook([] if flag(request, "dry_run") else made.codes, receipt)

    @post("/api/{tenant:str}/ballots/desk/sheets", status_code=200)
    async def sheets(tenant: FromPath[str], request: AnyRequest) -> Response[bytes]:
        """New slips as a page to print, registered before it is shown; a dry run: a specimen."""
        known, actor = await tellers.admit(tenant, request)
        order = await body_of(request, SheetOrder)
        made = desk.make_slips(order.box, order.meeting, order.count, order.piles)
        forms = (await tellers.rules(known, envelope_of(request, known, actor))).forms
        lines = by_item(order.lines, forms)
        receipt = await tellers.dispatch(known, actor, request, made.command)
        fresh = receipt.state == "appended"
        sheet = Sheet(order.title, order.english, lines, forms, order.page)
        return _to_print(printed(sheet, _labelled(made.codes, order.piles) if fresh else []))

    @post("/api/{tenant:str}/ballots/desk/void", status_code=200)
    async def void(tenant: FromPath[str], request: AnyRequest) -> Receipt:
        """Void a slip by its code, and give out a spare one in its place if that is named."""
        known, actor = await tellers.admit(tenant, request)
        order = await body_of(request, VoidOrder)
        command = desk.voiding(order.box, order.code, order.reason, order.spare)
        return await tellers.dispatch(known, actor, request, command)

    return [keys, slips, sheets, void]


def _count_routes(tellers: Tellers) -> list[HTTPRouteHandler]:
    @post("/api/{tenant:str}/ballots/desk/count", status_code=200)
    async def count(tenant: FromPath[str], request: AnyRequest) -> Receipt:
        """Open the ballots of a closed box and record the tally."""
        known, actor = await tellers.admit(tenant, request)
        order = await body_of(request, CountOrder)
        events = await tellers.events(known, desk.ballots_of(order.box))
        breakdown = (await tellers.rules(known, envelope_of(request, known, actor))).breakdown
        minimum = breakdown.minimum if breakdown else None
        tally = desk.count(events, order.shares, minimum)
        return await tellers.dispatch(known, actor, request, tally)

    return [count]


def _labelled(codes: Sequence[str], piles: Mapping[str, int]) -> list[Slip]:
    """The codes come pile after pile."""
    names = [name for name, many in piles.items() for _ in range(many)]
    return [Slip(code, name) for code, name in zip_longest(codes, names)]


def _to_print(text: str) -> Response[bytes]:
    return Response(text.encode(), media_type="text/html", headers=_SECRET)
