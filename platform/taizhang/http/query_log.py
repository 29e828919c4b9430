"""The log of other systems' queries: `GET /access/{tenant}/log?client=&after=&limit=`."""

from uuid import UUID

from litestar import get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from msgspec import Struct

from taizhang.app import Platform
from taizhang.errors import Refusal, Refused
from taizhang.http.requests import AnyRequest, actor_of, parameters_of, tenant_of
from taizhang.tenancy.roles import Role
from taizhang.viewing.queries_asked import Logged, queries_asked

READERS = (Role.AUDITOR, Role.COMMITTEE_SECRETARY)
PARAMETERS = ("client", "after", "limit")
_DEFAULT, _MOST = 100, 1_000

FOR_AUDITORS = Refusal(
    "access.log_for_auditors",
    zh="查询日志由以下角色查阅：{needed}；您的角色：{held}",
    en="the log of queries is read by {needed}; you hold {held}",
    status=403,
)
BAD_AFTER = Refusal(
    "access.bad_after",
    zh="参数 after 应为上一页的 next，收到“{value}”",
    en="the parameter after is the next of the page before, not {value!r}",
)
BAD_LIMIT = Refusal(
    "access.bad_limit",
    zh="参数 limit 应在 1 与 {most} 之间，收到“{value}”",
    en="the parameter limit is between 1 and {most}, not {value!r}",
)


class LogPage(Struct, frozen=True):
    """Queries, the newest first. `next`: the `after` of the page that follows, if there is one."""

    queries: list[Logged]
    next: UUID | None


def query_log_routes(platform: Platform) -> list[HTTPRouteHandler]:
    """What other systems asked by this tenant's grants, and of its rows by its county's."""

    @get("/access/{tenant:str}/log")
    async def log(tenant: FromPath[str], request: AnyRequest) -> LogPage:
        """For auditors; a query is here within a second."""
        known = await tenant_of(platform, tenant)
        actor = await actor_of(platform, known, request)
        roles = (await platform.dispatcher.authority(known)).roles(actor)
        if roles.isdisjoint(READERS):
            held = "、".join(sorted(roles)) or "（无）"
            raise Refused(FOR_AUDITORS(needed="、".join(READERS), held=held))
        asked = parameters_of(request, PARAMETERS)
        limit = _limit(asked.get("limit"))
        client, after = asked.get("client"), _after(asked.get("after"))
        # One more than is shown tells whether more follow.
        found = await queries_asked(
            platform.app, platform.register, known, client=client, after=after, limit=limit + 1
        )
        shown = found[:limit]
        return LogPage(shown, shown[-1].query if len(found) > limit else None)

    return [log]


def _after(text: str | None) -> UUID | None:
    try:
        return None if text is None else UUID(text)
    except ValueError:
        raise Refused(BAD_AFTER(value=text)) from None


def _limit(text: str | None) -> int:
    if text is None:
        return _DEFAULT
    if text.isascii() and text.isdigit() and len(text) < 5 and 1 <= int(text) <= _MOST:
        return int(text)
    raise Refused(BAD_LIMIT(value=text, most=_MOST))
