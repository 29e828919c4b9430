"""Pools: connections that act as one of the platform's database roles."""

from collections.abc import Awaitable, Callable, Mapping
from types import TracebackType
from typing import Any
from uuid import UUID

import asyncpg

from taizhang.database.login import login
from taizhang.errors import Refusal, Refused

UNAVAILABLE = Refusal(
    "database.unavailable",
    zh="数据库暂时连接不上，不能确认是否已办理；请稍后用同一个 Idempotency-Key 重试，不会重复办理",
    en="the database cannot be reached; retry with the same Idempotency-Key, it is done once",
    status=503,
)
RETRY_AFTER_SECONDS = 2

_AWAY = (
    OSError,
    TimeoutError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # a connection that dies between two messages of one query
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.CannotConnectNowError,
    asyncpg.TooManyConnectionsError,
    # While a backup is put in its place: the database takes no connections, or has another name.
    asyncpg.ObjectNotInPrerequisiteStateError,
    asyncpg.InvalidCatalogNameError,
)


class TenantConnection(asyncpg.Connection):  # type: ignore[misc]
    """A connection that remembers which tenants it works for, and is kept warm for them."""

    tenants = ""

    async def work_for(self, *tenants: UUID) -> None:
        """Let row-level security show these tenants' rows. Every statement names them as well."""
        wanted = ",".join(str(tenant) for tenant in tenants)
        if wanted != self.tenants:
            self.tenants = ""
            await self.execute("select set_config('taizhang.tenants', $1, false)", wanted)
            self.tenants = wanted

    def are_set(self, tenants: str) -> None:
        """Whoever has set them otherwise tells so; empty: nobody knows what they are."""
        self.tenants = tenants


async def open_pool(
    dsn: str,
    role: str,
    *,
    size: int,
    init: Callable[[Any], Awaitable[None]] | None = None,
    settings: Mapping[str, str] = {},
) -> "asyncpg.Pool[Any]":
    """A pool whose connections start as `role`, e.g. `taizhang_app`; `init` is given each.

    `settings` are PostgreSQL's, for the sessions of this pool.
    """
    address, own = login(dsn, role)
    pool = await asyncpg.create_pool(
        address,
        # A floor of connections would be restored in vain, with a traceback each time, for as
        # long as the database is away.
        min_size=0,
        max_size=size,
        server_settings={**own, **settings},
        command_timeout=60,
        timeout=5,
        connection_class=TenantConnection,
        init=init,
        reset=_keep,
    )
    try:
        async with pool.acquire():  # told now, not by whoever asks first
            return pool
    except BaseException:
        pool.terminate()
        raise


async def _keep(connection: Any) -> None:
    """Nothing to reset: the tenants that a connection works for are set by whoever takes it."""


def unavailable(error: BaseException) -> bool:
    """Whether an error means that the database is away, rather than that a statement was wrong."""
    # Among the driver's interface errors, those on values mean that a statement was wrong.
    return isinstance(error, _AWAY) and not isinstance(error, ValueError)


class answering:  # noqa: N801 - read as a verb: `async with answering():`
    """Turns a database that is away into a refusal with Retry-After."""

    async def __aenter__(self) -> None:
        pass

    async def __aexit__(
        self, _: type[BaseException] | None, error: BaseException | None, __: TracebackType | None
    ) -> None:
        if error is not None and unavailable(error):
            raise Refused(UNAVAILABLE(), retry_after=RETRY_AFTER_SECONDS) from error
