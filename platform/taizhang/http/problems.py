"""Problem documents (RFC 9457): every refusal and fault as data that says what was expected."""

import logging
from typing import Any
from uuid import uuid4

from litestar import Request, Response
from litestar.exceptions import HTTPException
from msgspec import Struct

from taizhang.database.pool import RETRY_AFTER_SECONDS, UNAVAILABLE, unavailable
from taizhang.errors import Reason, Refusal, Refused

_log = logging.getLogger(__name__)

TITLES = {
    400: "请求格式不正确",
    401: "需要有效的令牌",
    403: "没有办理权限",
    404: "没有找到",
    405: "不支持的方法",
    406: "不能按 Accept 的要求回答",
    409: "与当前状态冲突",
    413: "请求太大",
    415: "不支持的内容类型",
    422: "不符合规则",
    429: "请求太多，请稍后重试",
    500: "服务器内部错误",
    503: "服务暂时不可用",
}
INTERNAL = Refusal(
    "http.internal",
    zh="服务器内部错误，不能确认是否已办理；请把编号 {trace} 告知运维人员",
    en="internal error {trace}; whether anything was written is not known",
    status=500,
)


class Problem(Struct, frozen=True, omit_defaults=True):
    """The members of RFC 9457, and the reasons of a refusal."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: str
    detail_en: str = ""
    rule: str | None = None
    clause: str | None = None
    values: dict[str, Any] = {}
    reasons: list[dict[str, Any]] = []


def problem(request: Request[Any, Any, Any], refused: Refused) -> Response[Problem]:
    """The answer to a refused request."""
    first = refused.reasons[0]
    status = refused.status
    headers = {"Retry-After": str(refused.retry_after)} if refused.retry_after else {}
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    document = Problem(
        type=f"urn:taizhang:problem:{first.refusal.code}",
        title=TITLES.get(status, "请求被拒绝"),
        status=status,
        detail=str(refused),
        instance=request.url.path,
        code=first.refusal.code,
        detail_en="; ".join(reason.sentence("en") for reason in refused.reasons),
        rule=first.refusal.rule,
        clause=first.clause,
        values=dict(first.values),
        reasons=[reason.as_data() for reason in refused.reasons],
    )
    return Response(
        document, status_code=status, media_type="application/problem+json", headers=headers
    )


def from_refused(request: Request[Any, Any, Any], error: Refused) -> Response[Problem]:
    """A refusal of the domain, or of anything below it."""
    return problem(request, error)


def from_http(request: Request[Any, Any, Any], error: HTTPException) -> Response[Problem]:
    """A fault that the HTTP layer found."""
    answer = problem(request, Refused(_reason(error)))
    answer.headers.update(error.headers or {})  # Allow, with 405
    return answer


def from_fault(request: Request[Any, Any, Any], error: Exception) -> Response[Problem]:
    """A fault of ours: told by a number only, and logged with all that is known of it."""
    if unavailable(error):
        return problem(request, Refused(UNAVAILABLE(), retry_after=RETRY_AFTER_SECONDS))
    trace = uuid4().hex[:12]
    _log.exception(
        "%s %s failed, trace %s", request.method, request.url.path, trace, exc_info=error
    )
    return problem(request, Refused(INTERNAL(trace=trace)))


def _reason(error: HTTPException) -> Reason:
    title = TITLES.get(error.status_code, "请求被拒绝")
    kind = Refusal(
        f"http.{error.status_code}", zh="{title}:{detail}", en="{detail}", status=error.status_code
    )
    return kind(title=title, detail=error.detail)
