"""The desk for papers: each is read twice, by two people, and its choices are kept nowhere."""

from litestar import post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from taizhang.dispatch.receipt import Receipt
from taizhang.domain.ballots import desk
from taizhang.domain.ballots.events import BoxOpened
from taizhang.domain.ballots.paper_reading import (
    Names,
    PaperRead,
    confirmation,
    entry,
    names_asked,
)
from taizhang.domain.naming import names_in
from taizhang.http.requests import AnyRequest, body_of
from taizhang.http.tellers import Tellers
from taizhang.tenancy.register import Tenant


def paper_routes(tellers: Tellers) -> list[HTTPRouteHandler]:
    """`POST /api/{tenant}/ballots/desk/papers/{enter,confirm}`."""

    async def opening(tenant: Tenant, box: str) -> tuple[BoxOpened, Names]:
        opened = desk.opened(await tellers.events(tenant, desk.opening_of(box)))
        return opened, names_in(await tellers.events(tenant, names_asked(opened)))

    @post("/api/{tenant:str}/ballots/desk/papers/enter", status_code=200)
    async def enter(tenant: FromPath[str], request: AnyRequest) -> Receipt:
        """Enter a paper as read. It is sealed here, and the choices are kept nowhere."""
        known, actor = await tellers.admit(tenant, request)
        read = await body_of(request, PaperRead)
        box, names = await opening(known, read.box)
        command = entry(box, read, names)
        return await tellers.dispatch(known, actor, request, command)

    @post("/api/{tenant:str}/ballots/desk/papers/confirm", status_code=200)
    async def confirm(tenant: FromPath[str], request: AnyRequest) -> Receipt:
        """Read the same paper anew: if both readings agree, its ballot is cast."""
        known, actor = await tellers.admit(tenant, request)
        read = await body_of(request, PaperRead)
        box, names = await opening(known, read.box)
        command = confirmation(box, read, names)
        return await tellers.dispatch(known, actor, request, command)

    return [enter, confirm]
