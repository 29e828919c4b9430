"""`/graphql`: rows for other systems and for the explorer; GET and POST as in GraphQL over HTTP."""

from importlib.resources import files
from typing import Any
from urllib.parse import parse_qsl

from litestar import HttpMethod, Request, Response, route
from litestar.handlers import HTTPRouteHandler

from taizhang.app import Platform
from taizhang.database.pool import answering
from taizhang.errors import Refusal, Refused
from taizhang.http.requests import actor_of, bearer
from taizhang.projections.generation import readable
from taizhang.projections.reach import reach
from taizhang.projections.waiting import wait_for
from taizhang.tenancy.register import Tenant
from taizhang.tenancy.roles import Role
from taizhang.tenancy.tokens import BAD_TOKEN, slug_of
from taizhang_graphql.engine import Engine
from taizhang_graphql.exchange import Scope
from taizhang_graphql.route import Parts, serve

PERSONAL = frozenset({Role.CLERK, Role.COMMITTEE_SECRETARY})
WAIT_SECONDS = 5.0

NOT_READY = Refusal(
    "graphql.not_ready",
    zh="数据正在准备（位置 {position} 还没有读到），请稍后重试",
    en="rows have not reached position {position} yet; retry",
    status=503,
)
BAD_POSITION = Refusal(
    "graphql.bad_position",
    zh="参数 minPosition 应为日志位置（非负整数），收到“{value}”",
    en="the parameter minPosition is a position in the log, not {value!r}",
)


def graphql(platform: Platform, engine: Engine) -> HTTPRouteHandler:
    """The endpoint. The token names the tenant; `minPosition` waits for one's own writes."""

    async def answer(request: Request[Any, Any, Any]) -> Response[bytes]:
        if _wants_page(request):
            return _explorer()
        tenant, personal = await _viewer(platform, request)
        parts = Parts(
            method=request.method,
            query=request.url.query,
            body=await request.body(),
            content_type=request.headers.get("content-type"),
            accept=request.headers.get("accept"),
        )
        async with answering():
            scope = await scope_of(platform, tenant, personal, least_of(_min_position(parts.query)))
            async with platform.reader.acquire() as connection:
                answer = await serve(engine, connection, scope, parts)
        return Response(
            answer.body,
            status_code=answer.status,
            media_type=answer.content_type,
            headers=dict(answer.headers),
        )

    methods = [HttpMethod.GET, HttpMethod.POST]
    return route("/graphql", http_method=methods, name="graphql")(answer)


def _wants_page(request: Request[Any, Any, Any]) -> bool:
    accepts = request.headers.get("accept", "")
    return request.method == "GET" and "query" not in request.query_params and "html" in accepts


def _explorer() -> Response[bytes]:
    page = files("taizhang_graphql").joinpath("explorer.html").read_bytes()
    return Response(page, status_code=200, media_type="text/html")


async def _viewer(platform: Platform, request: Request[Any, Any, Any]) -> tuple[Tenant, bool]:
    slug = slug_of(bearer(request) or "")
    if slug is None:
        raise Refused(BAD_TOKEN())
    try:
        tenant = await platform.register.find(slug)
    except Refused:
        raise Refused(BAD_TOKEN()) from None
    actor = await actor_of(platform, tenant, request)
    authority = await platform.dispatcher.authority(tenant)
    return tenant, authority.may(actor, PERSONAL)


def least_of(text: str) -> int:
    """`minPosition` as a number. Raises Refused(`graphql.bad_position`)."""
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Refused(BAD_POSITION(value=text))
    return int(text)


def _min_position(query: str) -> str:
    return dict(parse_qsl(query, keep_blank_values=True)).get("minPosition", "0")


async def scope_of(platform: Platform, tenant: Tenant, personal: bool, least: int) -> Scope:
    """What a viewer sees, once rows have reached `least`. Raises Refused(`graphql.not_ready`)."""
    async with platform.reader.acquire() as connection:
        generation = await readable(connection, platform.worker.shape)
    if generation is None:
        raise Refused(NOT_READY(position=least), retry_after=1)
    name = generation.name
    if least and not await wait_for(platform.reader, name, tenant.id, least, WAIT_SECONDS):
        raise Refused(NOT_READY(position=least), retry_after=1)
    far = await reach(platform.log, platform.reader, name, tenant.id)
    return Scope({tenant.id: tenant.slug}, generation.schema, far.position, personal, far.now)
