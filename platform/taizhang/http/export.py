"""`/export/{tenant}`: all rows that a query matches, as NDJSON (design 9).

A file that is complete ends as HTTP/1.1 has it, with the last chunk; whatever fails once it has
begun closes the connection without. No line of the file says so: every line is a row.
"""

import contextlib
import logging
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl

from litestar import asgi
from litestar.handlers import ASGIRouteHandler
from litestar.types import Receive, Send
from litestar.types import Scope as Connection
from msgspec.structs import replace

from taizhang.app import Platform
from taizhang.errors import Refusal, Refused
from taizhang.http.answering import engine_of, least_of
from taizhang.http.file_stream import FileStream
from taizhang.http.packing import packing
from taizhang.http.raw import Incoming, body_of, incoming, send_answer
from taizhang.viewing.asked import Kind
from taizhang.viewing.exporting import Exporting, Unanswered
from taizhang.viewing.registered import chosen
from taizhang.viewing.turns import Turns
from taizhang.viewing.viewer import Viewer
from taizhang_graphql.engine import Engine
from taizhang_graphql.exchange import Answer, Media, Request
from taizhang_graphql.mistakes import Mistake
from taizhang_graphql.refusing import refused
from taizhang_graphql.route import Parts, read

_log = logging.getLogger(__name__)

OLD_HTTP = Refusal(
    "export.http_1_0",
    zh="导出须用 HTTP/1.1：HTTP/1.0 看不出文件是否中断；反向代理请设 proxy_http_version 1.1",
    en="exports need HTTP/1.1, since HTTP/1.0 cannot tell a whole file from a broken one",
    status=400,
)
FULL = Refusal(
    "export.too_many",
    zh="同一令牌最多同时导出 {limit} 个文件，请等前面的完成",
    en="{limit} exports of one token at a time; wait for those under way",
    status=429,
)
CHANGED = Refusal(
    "export.grant_changed",
    zh="导出期间授权有变，已中断；请重新导出",
    en="what may be read was changed during the export",
    status=403,
)


def export(platform: Platform) -> ASGIRouteHandler:
    """The endpoint. It takes what `/graphql` takes, and `after` to go on behind a cursor."""
    exporting = Exporting(platform.standing, platform.reader)
    turns = Turns(platform.worlds.limits.exports, FULL, retry_after=10)

    # A route of its own for each path would need the method: Litestar 2.25 finds no parameters.
    @asgi("/export", is_mount=True, copy_scope=False)
    async def endpoint(scope: Connection, receive: Receive, send: Send) -> None:
        request = incoming(scope)
        _require_chunks(scope)
        holder = await platform.gate.viewer(request.token)
        viewer = holder.at(_slug(scope))
        engine = await engine_of(platform, viewer)
        asked = await _asked(request, receive, viewer, engine)
        if isinstance(asked, Answer):
            await send_answer(send, request, asked)
            return
        key = (holder.tenant.id, holder.actor, holder.token)
        noting = platform.queries.asked(
            viewer, Kind.EXPORT, asked.query, name=asked.document, operation=asked.operation
        )

        async def recheck() -> None:
            _require_unchanged(holder, await platform.gate.viewer(request.token))

        stream = FileStream(send, packing(request.header("accept-encoding")))
        with turns.taken(key), _cut_short(stream, viewer), noting as noted:
            try:
                begun = await exporting.begin(viewer, engine, asked, **_place(request))
                await stream.copy(begun, receive, noted, recheck)
            except Unanswered as unanswered:
                noted.answered(unanswered.answer)
                if stream.begun:
                    _warn(viewer, unanswered)
                else:
                    await send_answer(send, request, unanswered.answer)

    return endpoint


async def _asked(
    request: Incoming, receive: Receive, viewer: Viewer, engine: Engine
) -> Request | Answer:
    """What is to be exported, or the answer that refuses it."""
    parts = Parts(
        method=request.method,
        query=request.query,
        body=await body_of(receive, engine.limits.body),
        content_type=request.header("content-type"),
    )
    asked = read(parts, engine.limits)
    if isinstance(asked, Answer):
        return asked
    try:
        return chosen(viewer, replace(asked, media=Media.RESPONSE))
    except Mistake as mistake:
        return refused(mistake, Media.RESPONSE)


def _place(request: Incoming) -> dict[str, Any]:
    """From which position on, and behind which cursor."""
    given = dict(parse_qsl(request.query))
    return {"least": least_of(given.get("minPosition", "0")), "after": given.get("after")}


@contextlib.contextmanager
def _cut_short(stream: FileStream, viewer: Viewer) -> Iterator[None]:
    """Once a file has begun, a failure ends it: returning before its end closes the connection."""
    try:
        yield
    except Exception as error:
        if not stream.begun:
            raise
        _warn(viewer, error)


def _warn(viewer: Viewer, error: Exception) -> None:
    _log.warning("an export of %s was cut short: %r", viewer.tenant.slug, error)


def _require_chunks(scope: Connection) -> None:
    found: Any = scope
    if found.get("http_version") == "1.0":
        raise Refused(OLD_HTTP())


def _slug(scope: Connection) -> str:
    found: Any = scope
    return str(found["path"].strip("/"))


def _require_unchanged(then: Viewer, now: Viewer) -> None:
    """Raises Refused where less, or other, may be read than when the export began."""
    fewer = then.tenants.keys() - now.tenants.keys()
    grants = [viewer.access and viewer.access.grant for viewer in (then, now)]
    if fewer or grants[0] != grants[1] or then.personal != now.personal:
        raise Refused(CHANGED())
