"""`/graphql`: rows for other systems and for the explorer; GET and POST as in GraphQL over HTTP."""

from typing import Any
from urllib.parse import parse_qsl

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Send
from litestar.types import Scope as Connection

from taizhang.app import Platform
from taizhang.http.answering import answer, engine_of, least_of
from taizhang.http.explorer import send_explorer
from taizhang.http.raw import Incoming, body_of, incoming, send_answer
from taizhang.http.streaming import accept_beside, streamed
from taizhang.http.websocket import converse
from taizhang_graphql.exchange import Request
from taizhang_graphql.explorer import explorer
from taizhang_graphql.route import Parts, read


def graphql(platform: Platform) -> ASGIApp:
    """The endpoint. The token says whose rows; `minPosition` waits for one's own writes."""
    page = explorer()

    async def endpoint(scope: Connection, receive: Receive, send: Send) -> None:
        if scope["type"] == ScopeType.WEBSOCKET:
            await converse(platform, scope, receive, send)
            return
        request = incoming(scope)
        if _wants_page(request):
            await send_explorer(send, request, page)
            return
        viewer = await platform.gate.viewer(request.token)
        engine = await engine_of(platform, viewer)
        parts = Parts(
            method=request.method,
            query=request.query,
            body=await body_of(receive, engine.limits.body),
            content_type=request.header("content-type"),
            accept=accept_beside(request.header("accept")),
            unless=request.header("if-none-match"),
        )
        asked = read(parts, engine.limits)
        least = least_of(_min_position(parts.query)) if isinstance(asked, Request) else 0
        if await streamed(platform, viewer, engine, request, asked, least, receive, send):
            return
        if isinstance(asked, Request):
            asked = await answer(platform, viewer, engine, asked, least)
        await send_answer(send, request, asked)

    return endpoint


def _wants_page(request: Incoming) -> bool:
    if request.method != "GET" or "html" not in (request.header("accept") or ""):
        return False
    return _parameters(request.query).keys().isdisjoint(("query", "documentId"))


def _min_position(query: str) -> str:
    return _parameters(query).get("minPosition", "0") if "minPosition" in query else "0"


def _parameters(query: str) -> dict[str, Any]:
    return dict(parse_qsl(query, keep_blank_values=True))
