"""The store of attachments: bytes in, hash out; what is read is held against its hash."""

import hashlib
from typing import Any
from uuid import UUID

import asyncpg

from taizhang.database.pool import answering
from taizhang.errors import Refusal, Refused

DAMAGED = Refusal(
    "attachments.damaged",
    zh="附件 {sha256} 的内容与登记的不符，不能提供；请告知运维人员从备份恢复",
    en="the bytes of {sha256} are not what was stored; restore them from a backup",
    status=500,
)
MISSING = Refusal(
    "attachments.missing",
    zh="附件 {sha256} 的内容不在本系统",
    en="the bytes of {sha256} are not kept here",
    status=404,
)
_PUT = """
    insert into tenancy.attachment (tenant_id, sha256, content) values ($1, $2, $3)
    on conflict do nothing
"""
_GET = "select content from tenancy.attachment where tenant_id = $1 and sha256 = $2"


class Attachments:
    """Keeps bytes, each once a tenant. Who may read them is decided by whoever asks."""

    def __init__(self, pool: "asyncpg.Pool[Any]") -> None:
        self._pool = pool

    async def put(self, tenant: UUID, content: bytes) -> str:
        """Keep bytes, unless they are kept already; their hash in hexadecimal digits."""
        digest = hashlib.sha256(content).digest()
        async with answering(), self._pool.acquire() as connection:
            await connection.work_for(tenant)
            await connection.execute(_PUT, tenant, digest, content)
        return digest.hex()

    async def get(self, tenant: UUID, sha256: str) -> bytes:
        """The bytes of a hash. Raises Refused when they are missing or no longer the same."""
        async with answering(), self._pool.acquire() as connection:
            await connection.work_for(tenant)
            found = await connection.fetchval(_GET, tenant, bytes.fromhex(sha256))
        if found is None:
            raise Refused(MISSING(sha256=sha256))
        content = bytes(found)
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Refused(DAMAGED(sha256=sha256))
        return content
