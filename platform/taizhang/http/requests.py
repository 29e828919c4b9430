"""Requests: tenant, actor and envelope from what HTTP carries."""

from datetime import date
from typing import Any
from uuid import UUID, uuid5

from litestar import Request
from uuid_utils.compat import uuid7

from taizhang.app import Platform
from taizhang.commands.context import Envelope, Late
from taizhang.errors import Refusal, Refused
from taizhang.tenancy.register import Tenant
from taizhang.tenancy.roles import ANYONE
from taizhang.tenancy.tokens import BAD_TOKEN

BAD_DATE = Refusal(
    "http.bad_date",
    zh="参数 {name} 应为 RFC 3339 日期(如 2015-12-20),收到“{value}”",
    en="the parameter {name} must be an RFC 3339 date, not {value!r}",
)
BAD_FLAG = Refusal(
    "http.bad_flag",
    zh="参数 {name} 应为 true 或 false,收到“{value}”",
    en="the parameter {name} is true or false, not {value!r}",
)
BAD_KEY = Refusal(
    "http.bad_idempotency_key",
    zh="Idempotency-Key 应为 1 至 200 个字符",
    en="Idempotency-Key must have 1 to 200 characters",
)

AnyRequest = Request[Any, Any, Any]


def bearer(request: AnyRequest) -> str | None:
    """The token of the Authorization header (RFC 6750), if there is one."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None


async def actor_of(platform: Platform, tenant: Tenant, request: AnyRequest) -> str:
    """Who sends this request. Raises Refused(`tenancy.bad_token`)."""
    token = bearer(request)
    if token is None:
        raise Refused(BAD_TOKEN())
    return await platform.tokens.actor(tenant, token)


def envelope_of(request: AnyRequest, tenant: Tenant, actor: str = ANYONE) -> Envelope:
    """The envelope of a command: `Idempotency-Key` and the query parameters beside the body."""
    query = request.query_params
    reason, evidence = query.get("late_reason"), query.get("late_evidence")
    return Envelope(
        command_id=_command_id(request, tenant),
        actor=actor,
        on=_date(query.get("on")),
        on_behalf_of=query.get("on_behalf_of"),
        late=Late(reason, evidence) if reason and evidence else None,
    )


def flag(request: AnyRequest, name: str) -> bool:
    """A query parameter that is `true` or left out. Raises Refused for anything else."""
    value = request.query_params.get(name, "false").lower()
    if value not in ("true", "false", "1", "0"):
        raise Refused(BAD_FLAG(name=name, value=value))
    return value in ("true", "1")


def _command_id(request: AnyRequest, tenant: Tenant) -> UUID:
    key = request.headers.get("idempotency-key")
    if key is None:
        return uuid7()
    if not 1 <= len(key) <= 200:
        raise Refused(BAD_KEY())
    try:
        return UUID(key)
    except ValueError:
        return uuid5(tenant.id, key)


def _date(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(BAD_DATE(name="on", value=text)) from None
