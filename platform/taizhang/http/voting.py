"""The voters' page: `/vote/{tenant}/{box}`, to which the code on a slip leads (S0-11, S1-12).

The code follows `#` in the address, so that no browser sends it and no log of a server holds it.
The page casts by the command that is open to anyone; nothing here knows who asks.
"""

from importlib.resources import files
from typing import Any

from litestar import Response, Router, get
from litestar.datastructures import CacheControlHeader
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.static_files import create_static_files_router

from taizhang.app import Platform
from taizhang.http.requests import tenant_of
from taizhang.http.voting_paper import VotersPaper, read_paper

#: Nothing from elsewhere, no script in the page, and no page around it.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_ALWAYS = {"Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff"}
_PAGE = _ALWAYS | {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
}
_PAPER = _ALWAYS | {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def voting_routes(platform: Platform) -> list[HTTPRouteHandler]:
    """`/vote/{tenant}/{box}` and, for the page, `/vote/{tenant}/{box}/paper`."""
    folder = files("taizhang.http").joinpath("static/voting")
    page = folder.joinpath("page.html").read_bytes()

    @get("/vote/{tenant:str}/{box:str}", sync_to_thread=False)
    def vote(tenant: FromPath[str], box: FromPath[str]) -> Response[bytes]:
        """The page; whether there is such a box is told by the paper."""
        return Response(page, media_type="text/html", headers=_PAGE)

    @get("/vote/{tenant:str}/{box:str}/paper")
    async def paper(tenant: FromPath[str], box: FromPath[str]) -> Response[VotersPaper]:
        """What anybody may know of a box: what it asks, under which key, whether it is open."""
        known = await tenant_of(platform, tenant)
        return Response(await read_paper(platform, known, box), headers=_PAPER)

    return [vote, paper]


def voting_assets() -> Router:
    """Scripts and styles of the page, asked for anew each time: a release changes them together."""
    folder = files("taizhang.http").joinpath("static/voting")
    return create_static_files_router(
        path="/static/voting",
        directories=[str(folder)],
        name="voting",
        cache_control=CacheControlHeader(no_cache=True),
        after_request=_as_said,
    )


def _as_said(response: Response[Any]) -> Response[Any]:
    """No browser takes the files for anything but what they are said to be."""
    response.headers.update(_ALWAYS)
    return response
