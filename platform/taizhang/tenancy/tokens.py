"""Bearer tokens: shown once, stored hashed, good for one tenant and one actor."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import asyncpg
from msgspec import Struct

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
_ISSUE = """
    insert into tenancy.token (tenant_id, token_hash, actor, label, expires_at)
    values ($1, $2, $3, $4, $5)
"""
_ISSUED = """
    select token_hash, actor, label, created_at, expires_at, revoked_at from tenancy.token
     where tenant_id = $1 and (starts_with(actor, $2) or actor = $3) order by created_at, token_hash
"""
_REVOKE = """
    update tenancy.token set revoked_at = clock_timestamp()
     where tenant_id = $1 and token_hash = any ($2) and revoked_at is null
"""
_DIGITS = 12


class Issued(Struct, frozen=True):
    """A token that was issued, by the first digits of its hash; the token itself is not kept."""

    digits: str
    hash: bytes
    actor: str
    label: str
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None

    def good(self, now: datetime) -> bool:
        """Whether it lets its holder in."""
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > now)


class Tokens:
    """Issues tokens and finds who holds one."""

    def __init__(self, pool: "asyncpg.Pool[Any]") -> None:
        self._pool = pool

    async def issue(
        self, tenant: Tenant, actor: str, label: str, until: datetime | None = None
    ) -> str:
        """A new token for an actor, in the clear for this once; good until revoked, or `until`."""
        token = f"tz.{tenant.slug}.{secrets.token_urlsafe(32)}"
        async with answering(), self._pool.acquire() as connection:
            await connection.work_for(tenant.id)
            await connection.execute(_ISSUE, tenant.id, _hash(token), actor, label, until)
        return token

    async def issued(
        self, tenant: Tenant, *, actor: str | None = None, prefix: str = ""
    ) -> list[Issued]:
        """The tokens of an actor, or of all whose names begin so, the oldest first."""
        wanted = (prefix, None) if actor is None else (None, actor)
        async with answering(), self._pool.acquire() as connection:
            await connection.work_for(tenant.id)
            rows = await connection.fetch(_ISSUED, tenant.id, *wanted)
        return [Issued(_digits(hash), hash, *rest) for hash, *rest in rows]

    async def revoke(self, tenant: Tenant, tokens: Iterable[Issued]) -> None:
        """Let tokens be good no longer; those that are revoked already stay as they are."""
        async with answering(), self._pool.acquire() as connection:
            await connection.work_for(tenant.id)
            await connection.execute(_REVOKE, tenant.id, [token.hash for token in tokens])

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


def digits_of(token: str) -> str:
    """The first digits of a token's hash: enough to tell it from others, of no use to a thief."""
    return _digits(_hash(token))


def _digits(hash: bytes) -> str:
    return hash.hex()[:_DIGITS]


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
