"""Hints: coalesced wake-ups over a poll that always runs. Losing one costs time, not an event."""

import asyncio
import contextlib
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import asyncpg

from taizhang.database.login import login
from taizhang.log.ear import Ear, Grown

POLL_SECONDS = 10.0
"""How long a hint that was lost may cost: everybody who listens looks this often without one."""

_CHANNEL = "taizhang_log"
_NAMED_AT_MOST = 249  # tenants of 32 characters in a payload, which must be below 8,000
_COALESCE_SECONDS = 0.02
_RECONNECT_SECONDS = 1.0
_PROBE_SECONDS = 30.0
_ANSWER_SECONDS = 10.0

#: A connection that dies between two messages of one query raises the last of these.
_LOST = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)


class Hints:
    """Tells whoever listens which logs have grown, in this process and (by NOTIFY) in others."""

    def __init__(self, dsn: str, role: str) -> None:
        self._dsn = dsn
        self._role = role
        self._ears: dict[UUID | None, set[Ear]] = {}
        """By the tenant that each listens for; None for all of them."""
        self._to_send = Ear()
        self._sender: int | None = None
        """How others' connections know ours."""
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "Hints":
        self._task = asyncio.create_task(self._keep_connected())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    @contextlib.contextmanager
    def listen(self, tenant: UUID | None = None) -> Iterator[Ear]:
        """An ear for one tenant's log, or for all logs; what came before, it has not heard."""
        ear = Ear()
        self._ears.setdefault(tenant, set()).add(ear)
        try:
            yield ear
        finally:
            self._ears[tenant].discard(ear)
            if not self._ears[tenant]:
                del self._ears[tenant]

    def grown(self, tenant: UUID | None = None) -> None:
        """A log has grown (None: one or another): wake listeners here now, and elsewhere soon."""
        grown = None if tenant is None else {tenant}
        self._tell(grown)
        self._to_send.hear(grown)

    async def wait(self, seconds: float) -> None:
        """Until any log has grown, or the time is up."""
        with self.listen() as ear:
            await ear.wait(seconds)

    def _tell(self, grown: Grown) -> None:
        tenants = self._ears if grown is None else (None, *grown)
        for tenant in tenants:
            for ear in self._ears.get(tenant, ()):
                ear.hear(grown)

    def _heard(self, connection: Any, sender: int, channel: str, payload: object) -> None:
        if sender != self._sender:  # listeners here were told at once
            self._tell(_named(str(payload)))

    async def _keep_connected(self) -> None:
        while True:
            try:
                await self._converse()
            except _LOST:
                await asyncio.sleep(_RECONNECT_SECONDS)

    async def _converse(self) -> None:
        address, settings = login(self._dsn, self._role, "taizhang_hints")
        options = {"timeout": 5, "command_timeout": _ANSWER_SECONDS}
        connection: Any = await asyncpg.connect(address, server_settings=settings, **options)
        try:
            # Nothing to send wakes the sender below, which then finds out.
            connection.add_termination_listener(lambda _: self._to_send.hear(frozenset()))
            self._sender = connection.get_server_pid()
            await connection.add_listener(_CHANNEL, self._heard)
            self._tell(None)  # whatever was missed while disconnected
            while True:
                await self._to_send.wait(_PROBE_SECONDS)
                await self._send(connection, self._to_send.take())
                await asyncio.sleep(_COALESCE_SECONDS)
        finally:
            connection.terminate()

    async def _send(self, connection: Any, grown: Grown) -> None:
        try:
            if grown == frozenset():
                await connection.execute("select")  # notices a dead server
            else:
                await connection.execute(f"notify {_CHANNEL}, '{_payload(grown)}'")
        except BaseException:
            self._to_send.hear(grown)  # for the next connection
            raise


def _payload(grown: Grown) -> str:
    if grown is None or len(grown) > _NAMED_AT_MOST:
        return ""
    return "".join(tenant.hex for tenant in grown)


def _named(payload: str) -> Grown:
    """Whoever may connect may notify: what cannot be read means that any log may have grown."""
    try:
        return {UUID(payload[at : at + 32]) for at in range(0, len(payload), 32)} or None
    except ValueError:
        return None
