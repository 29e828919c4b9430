"""Bearer tokens: shown once, stored hashed, good for one tenant and one actor."""

import hashlib
import secrets
from typing import Any

import asyncpg

from taizhang.database.pool import answering
from taizhang.errors import Refusal, Refused
from taizhang.tenancy.register import Tenant

BAD_TOKEN = Refusal(
    "tenancy.bad_token",
    zh="令牌无效、已过期或不属于本单位；请使用 Authorization: Bearer <令牌>",
    en="the token is unknown, expired or of another tenant; send Authorization: Bearer <token>",
    status=401,
)
_FIND = """
    select actor from tenancy.token
     where tenant_id = $1 and token_hash = $2 and revoked_at is null
       and (expires_at is null or expires_at > clock_timestamp())
"""
_ISSUE = "insert into tenancy.token (tenant_id, token_hash, actor, label) values ($1, $2, $3, $4)"


class Tokens:
    """Issues tokens and finds who holds one."""

    def __init__(self, pool: "asyncpg.Pool[Any]") -> None:
        self._pool = pool

    async def issue(self, tenant: Tenant, actor: str, label: str) -> str:
        """A new token for an actor, in the clear for this once."""
        token = f"tz.{tenant.slug}.{secrets.token_urlsafe(32)}"
        async with answering(), self._pool.acquire() as connection:
            await connection.work_for(tenant.id)
            await connection.execute(_ISSUE, tenant.id, _hash(token), actor, label)
        return token

    async def actor(self, tenant: Tenant, token: str) -> str:
        """Who holds a token. Raises Refused(`tenancy.bad_token`)."""
        async with answering(), self._pool.acquire() as connection:
            await connection.work_for(tenant.id)
            actor = await connection.fetchval(_FIND, tenant.id, _hash(token))
        if actor is None:
            raise Refused(BAD_TOKEN())
        return str(actor)


def slug_of(token: str) -> str | None:
    """The tenant that a token names, so that a request need not say it again."""
    parts = token.split(".")
    return parts[1] if len(parts) == 3 and parts[0] == "tz" else None


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
