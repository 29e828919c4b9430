"""Answering: what a viewer asks in GraphQL, in whichever way it came."""

import asyncpg

from taizhang.app import Platform
from taizhang.database.pool import answering
from taizhang.errors import Refusal, Refused
from taizhang.viewing.asked import Kind
from taizhang.viewing.registered import chosen
from taizhang.viewing.standing import not_ready
from taizhang.viewing.viewer import Viewer
from taizhang_graphql.engine import Engine
from taizhang_graphql.exchange import Answer, Request
from taizhang_graphql.mistakes import BUSY, Mistake
from taizhang_graphql.refusing import refused
from taizhang_graphql.schema import NothingGranted

BAD_POSITION = Refusal(
    "graphql.bad_position",
    zh="参数 minPosition 应为日志位置（非负整数），收到“{value}”",
    en="the parameter minPosition is a position in the log, not {value!r}",
)
NOTHING = Refusal(
    "access.nothing_left",
    zh="授权里的数据类型，本平台目前一种也没有；请与授权单位核对",
    en="none of the granted row types is installed here",
    status=403,
)


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
        try:
            return await engine.run(platform.readers, plan, call, request)
        except asyncpg.UndefinedTableError:  # its generation was retired a moment ago
            raise not_ready(least) from None


def least_of(text: str) -> int:
    """`minPosition` as a number. Raises Refused(`graphql.bad_position`)."""
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Refused(BAD_POSITION(value=text))
    return int(text)
