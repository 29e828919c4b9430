"""`/graphql`: rows for other systems and for the explorer; GET and POST as in GraphQL over HTTP."""

from typing import Any
from urllib.parse import parse_qsl

import asyncpg
from litestar import asgi
from litestar.enums import ScopeType
from litestar.handlers import ASGIRouteHandler
from litestar.types import Receive, Send
from litestar.types import Scope as Connection

from taizhang.app import Platform
from taizhang.database.pool import answering
from taizhang.errors import Refusal, Refused
from taizhang.http.operating import Means
from taizhang.http.raw import Incoming, body_of, incoming, reply
from taizhang.http.streaming import accept_beside, streamed
from taizhang.http.websocket import converse
from taizhang.viewing.asked import Kind
from taizhang.viewing.registered import chosen
from taizhang.viewing.standing import not_ready
from taizhang.viewing.viewer import Viewer
from taizhang_graphql.engine import Engine
from taizhang_graphql.exchange import Answer, Request
from taizhang_graphql.mistakes import BUSY, Mistake
from taizhang_graphql.refusing import refused
from taizhang_graphql.route import Parts, explorer, read
from taizhang_graphql.schema import NothingGranted

BAD_POSITION = Refusal(
    "graphql.bad_position",
    zh="参数 minPosition 应为日志位置（非负整数），收到“{value}”",
    en="the parameter minPosition is a position in the log, not {value!r}",
)
_KEPT = {
    "cache-control": "private, no-cache",
    "vary": "Authorization, Accept, Accept-Encoding",
}
NOTHING = Refusal(
    "access.nothing_left",
    zh="授权里的数据类型，本平台目前一种也没有；请与授权单位核对",
    en="none of the granted row types is installed here",
    status=403,
)


def graphql(platform: Platform) -> ASGIRouteHandler:
    """The endpoint. The token says whose rows; `minPosition` waits for one's own writes."""
    means = Means(engine_of, answer)

    @asgi("/graphql", copy_scope=False)
    async def endpoint(scope: Connection, receive: Receive, send: Send) -> None:
        if scope["type"] == ScopeType.WEBSOCKET:
            await converse(platform, means, scope, receive, send)
            return
        request = incoming(scope)
        if _wants_page(request):
            accepted = request.header("accept-encoding")
            await reply(send, 200, "text/html; charset=utf-8", explorer(), accepted=accepted)
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
        if await streamed(platform, means, viewer, engine, request, asked, least, receive, send):
            return
        if isinstance(asked, Request):
            asked = await answer(platform, viewer, engine, asked, least)
        await send_answer(send, request, asked)

    return endpoint


async def send_answer(
    send: Send, request: Incoming, answer: Answer, content_type: str | None = None
) -> None:
    """Send an answer as the client takes it. What was asked by GET may be kept, and asked after."""
    headers = {**_KEPT, **answer.headers} if request.method != "POST" else answer.headers
    sent = content_type or answer.content_type
    accepted = request.header("accept-encoding")
    await reply(send, answer.status, sent, answer.body, headers, accepted=accepted)


async def engine_of(platform: Platform, viewer: Viewer) -> Engine:
    """The schema that a viewer sees. Raises Refused where a grant leaves nothing."""
    if viewer.access is None:
        return platform.worlds.whole
    try:
        return await platform.worlds.granted(viewer.access.grant.rows)
    except NothingGranted:
        raise Refused(NOTHING()) from None


async def answer(
    platform: Platform,
    viewer: Viewer,
    engine: Engine,
    request: Request,
    least: int = 0,
    kind: Kind = Kind.QUERY,
) -> Answer:
    """The answer to a viewer's request, once rows have come as far as `least`; what another system
    asks is logged.

    Raises Refused(`graphql.not_ready`, `database.unavailable`, `access.log_away`).
    """
    found: Answer | None = None
    try:
        request = chosen(viewer, request)
    except Mistake as mistake:
        found = refused(mistake, request.media)
    document, operation = request.document, request.operation
    with platform.queries.asked(
        viewer, kind, request.query, name=document, operation=operation
    ) as asked:
        found = found or await _in_turn(platform, viewer, engine, request, least)
        asked.answered(found)
    return found


async def _in_turn(
    platform: Platform, viewer: Viewer, engine: Engine, request: Request, least: int
) -> Answer:
    try:
        with platform.turns.taken((viewer.tenant.id, viewer.actor, viewer.token)):
            return await _answer(platform, viewer, engine, request, least)
    except Refused as full:
        if full.code != BUSY.refusal.code:
            raise
        return refused(Mistake(BUSY, limit=engine.limits.concurrent), request.media)


async def _answer(
    platform: Platform, viewer: Viewer, engine: Engine, request: Request, least: int
) -> Answer:
    async with answering():
        try:
            scope = await platform.standing.scope(viewer, least)
            plan, call = engine.prepared(scope, request)
            if (newest := plan.newest(call)) is not None:
                call = call.until(await platform.standing.now(scope, newest))
        except Mistake as mistake:
            return refused(mistake, request.media)
        async with platform.reader.acquire() as connection:
            try:
                return await engine.run(connection, plan, call, request)
            except asyncpg.UndefinedTableError:  # its generation was retired a moment ago
                raise not_ready(least) from None


def least_of(text: str) -> int:
    """`minPosition` as a number. Raises Refused(`graphql.bad_position`)."""
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Refused(BAD_POSITION(value=text))
    return int(text)


def _wants_page(request: Incoming) -> bool:
    if request.method != "GET" or "html" not in (request.header("accept") or ""):
        return False
    return _parameters(request.query).keys().isdisjoint(("query", "documentId"))


def _min_position(query: str) -> str:
    return _parameters(query).get("minPosition", "0") if "minPosition" in query else "0"


def _parameters(query: str) -> dict[str, Any]:
    return dict(parse_qsl(query, keep_blank_values=True))
