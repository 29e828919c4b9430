"""Requests: tenant, actor and envelope from what HTTP carries."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeVar
from uuid import UUID, uuid5

from litestar import Request
from msgspec import Struct
from uuid_utils.compat import uuid7

from taizhang.app import Platform
from taizhang.commands.context import Envelope, Late
from taizhang.errors import Refusal, Refused
from taizhang.http.bodies import NUL, decode
from taizhang.http.raw import bearer_in
from taizhang.suggest import hint
from taizhang.tenancy.register import UNKNOWN, Tenant
from taizhang.tenancy.roles import ANYONE
from taizhang.tenancy.tokens import BAD_TOKEN

CONTENT_TYPE = Refusal(
    "http.content_type",
    zh="Content-Type 应为 application/json（UTF-8），收到“{given}”",
    en="the Content-Type must be application/json (UTF-8), not {given!r}",
    status=415,
)
UNKNOWN_PARAMETER = Refusal(
    "http.unknown_parameter",
    zh="没有“{name}”这个参数{hint}；可用的参数：{known}",
    en="unknown parameter {name!r}; the parameters are {known}",
)
REPEATED_PARAMETER = Refusal(
    "http.repeated_parameter",
    zh="参数 {name} 只能写一次",
    en="the parameter {name} may be given once",
)
BAD_DATE = Refusal(
    "http.bad_date",
    zh="参数 {name} 应为 RFC 3339 日期（如 2015-12-20），收到“{value}”",
    en="the parameter {name} must be an RFC 3339 date, not {value!r}",
)
BAD_FLAG = Refusal(
    "http.bad_flag",
    zh="参数 {name} 应为 true 或 false，收到“{value}”",
    en="the parameter {name} is true or false, not {value!r}",
)
BAD_KEY = Refusal(
    "http.bad_idempotency_key",
    zh="Idempotency-Key 应为 1 至 200 个字符",
    en="Idempotency-Key must have 1 to 200 characters",
)

AnyRequest = Request[Any, Any, Any]
T = TypeVar("T", bound=Struct)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
PARAMETERS = ("dry_run", "on", "late_reason", "late_evidence", "on_behalf_of")


async def body_of(request: AnyRequest, wanted: type[T]) -> T:
    """The body as a Struct. Raises Refused, saying what was expected."""
    given = request.headers.get("content-type", "")
    name, *parameters = (part.strip().lower() for part in given.split(";"))
    charsets = {p.removeprefix("charset=").strip('"') for p in parameters if "charset=" in p}
    if name != "application/json" or charsets - {"utf-8", "utf8"}:
        raise Refused(CONTENT_TYPE(given=given))
    return decode(await request.body(), wanted)


def bearer(request: AnyRequest) -> str | None:
    """The token of the Authorization header (RFC 6750), if there is one."""
    return bearer_in(request.headers.get("authorization"))


async def tenant_of(platform: Platform, slug: str) -> Tenant:
    """The tenant of the path. Raises Refused(`tenancy.unknown_tenant`)."""
    if "\0" in slug:  # the database would not even look
        raise Refused(UNKNOWN(slug=slug))
    return await platform.register.find(slug)


async def actor_of(platform: Platform, tenant: Tenant, request: AnyRequest) -> str:
    """Who sends this request. Raises Refused(`tenancy.bad_token`)."""
    token = bearer(request)
    if token is None:
        raise Refused(BAD_TOKEN())
    return await platform.tokens.actor(tenant, token)


def envelope_of(request: AnyRequest, tenant: Tenant, actor: str = ANYONE) -> Envelope:
    """The envelope of a command: `Idempotency-Key` and the query parameters beside the body."""
    query = parameters_of(request, PARAMETERS)
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


def parameters_of(request: AnyRequest, known: Sequence[str]) -> Mapping[str, str]:
    """The query parameters, each known and given once: a misspelt `dry_run` must not be carried
    out. Raises Refused, with the nearest name.
    """
    found: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name not in known:
            listed = "、".join(known)
            raise Refused(UNKNOWN_PARAMETER(name=name, hint=hint(name, known), known=listed))
        if name in found:
            raise Refused(REPEATED_PARAMETER(name=name))
        if "\0" in value:
            raise Refused(NUL())
        found[name] = value
    return found


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
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise Refused(BAD_DATE(name="on", value=text))
