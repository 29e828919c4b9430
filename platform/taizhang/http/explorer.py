"""The explorer over HTTP: its page at `/graphql`, made of what is at `/static/graphiql/…`."""

import asyncio
from pathlib import Path

from litestar import Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.types import Send

from taizhang.http.packing import packing
from taizhang.http.raw import Incoming, reply
from taizhang_graphql import explorer
from taizhang_graphql.explorer import Page

_TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".ttf": "font/ttf",
    ".txt": "text/plain",
}
_ALWAYS = {"Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff"}
_PLAIN = "default-src 'none'; style-src 'self'; img-src data:; frame-ancestors 'none'"
"""For what is no page of scripts: guides, and workers, which ask for nothing."""
_FOR_EVER = "public, max-age=31536000, immutable"
"""For names that carry a hash of what they hold."""


async def send_explorer(send: Send, request: Incoming, page: Page) -> None:
    """The page, or that the browser has it already."""
    headers = _ALWAYS | {
        "Cache-Control": "no-cache",
        "Content-Security-Policy": page.policy,
        "Cross-Origin-Opener-Policy": "same-origin",
        "ETag": page.etag,
        "Vary": "Accept, Accept-Encoding",
    }
    had = {tag.strip() for tag in (request.header("if-none-match") or "").split(",")}
    if page.etag in had:
        await reply(send, 304, "", b"", headers)
        return
    accepted = request.header("accept-encoding")
    await reply(send, 200, "text/html; charset=utf-8", page.body, headers, accepted=accepted)


def explorer_assets() -> HTTPRouteHandler:
    """Scripts, styles and guides as built, each compressed once when it was built."""
    folder, known = explorer.BUILT, explorer.assets()

    @get("/static/graphiql/{name:str}")
    async def asset(request: Request, name: FromPath[str]) -> Response[bytes]:  # type: ignore[type-arg]
        """One file by its name."""
        kind = _TYPES.get(Path(name).suffix)
        if name not in known or kind is None:
            raise NotFoundException(detail="没有这个文件")
        headers = _ALWAYS | {
            "Cache-Control": _FOR_EVER if "-" in name else "no-cache",
            "Content-Security-Policy": _PLAIN,
            "Cross-Origin-Resource-Policy": "same-origin",
            "Vary": "Accept-Encoding",
        }
        encoding = packing(request.headers.get("accept-encoding")).encoding
        if encoding and f"{name}.gz" in known:
            headers["Content-Encoding"], name = encoding, f"{name}.gz"
        body = await asyncio.to_thread((folder / name).read_bytes)
        return Response(body, media_type=kind, headers=headers)

    return asset
