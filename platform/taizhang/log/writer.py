"""Writer: group commit. Whatever waits for a tenant goes to the database together."""

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

import asyncpg

from taizhang.database.pool import RETRY_AFTER_SECONDS, UNAVAILABLE, unavailable
from taizhang.errors import Refusal, Refused
from taizhang.log.model import NewCommand, Outcome

OVERLOADED = Refusal(
    "log.overloaded",
    zh="本单位的请求排队已满({waiting} 条),请稍后重试",
    en="{waiting} commands of this tenant are waiting already; retry later",
    status=429,
)

_APPEND = """
    select state, first_position, last_position, recorded_at
      from log.append(set_config('taizhang.tenants', $1, true)::uuid, $2::log.new_command[])
"""
_KNOWN = """
    select request_mac, first_position, last_position, recorded_at
      from log.find_command(set_config('taizhang.tenants', $1, true)::uuid, $2)
"""


class _Waiting(NamedTuple):
    command: NewCommand
    answer: "asyncio.Future[Outcome]"


class Writer:
    """A few connections take waiting tenants in turn; no tenant waits behind another's batch."""

    def __init__(
        self,
        pool: "asyncpg.Pool[Any]",
        *,
        connections: int = 4,
        batch: int = 256,
        queue: int = 2048,
        appended: Callable[[UUID], None] = lambda tenant: None,
    ) -> None:
        self._pool = pool
        self._connections = connections
        self._batch = batch
        self._queue = queue
        self._appended = appended
        self._waiting: dict[UUID, deque[_Waiting]] = {}
        self._turns: asyncio.Queue[UUID] = asyncio.Queue()
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> "Writer":
        self._tasks = [asyncio.create_task(self._serve()) for _ in range(self._connections)]
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def append(self, tenant: UUID, command: NewCommand) -> Outcome:
        """Wait for this command's turn and its outcome. Raises Refused(`log.overloaded`)."""
        waiting = self._waiting.get(tenant)
        if waiting is None:
            waiting = self._waiting[tenant] = deque()
            self._turns.put_nowait(tenant)
        if len(waiting) >= self._queue:
            raise Refused(OVERLOADED(waiting=len(waiting)), retry_after=RETRY_AFTER_SECONDS)
        answer: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        waiting.append(_Waiting(command, answer))
        return await answer

    async def _serve(self) -> None:
        while True:
            tenant = await self._turns.get()
            waiting = self._waiting[tenant]
            batch = [waiting.popleft() for _ in range(min(self._batch, len(waiting)))]
            try:
                await self._commit(tenant, batch)
            finally:
                if waiting:
                    self._turns.put_nowait(tenant)
                else:
                    del self._waiting[tenant]

    async def _commit(self, tenant: UUID, batch: Sequence[_Waiting]) -> None:
        try:
            async with self._pool.acquire() as connection:
                rows = await connection.fetch(_APPEND, str(tenant), [w.command for w in batch])
        except Exception as error:
            await self._mend(tenant, batch, error)
            return
        for waiting, row in zip(batch, rows, strict=True):
            _settle(waiting.answer, Outcome(*row))
        self._appended(tenant)

    async def _mend(self, tenant: UUID, batch: Sequence[_Waiting], error: Exception) -> None:
        """A lost answer is looked up; a wrong command is found by halving, alone in its error."""
        if unavailable(error):
            for waiting in batch:
                await self._look_up(tenant, waiting)
        elif len(batch) > 1:
            half = len(batch) // 2
            await self._commit(tenant, batch[:half])
            await self._commit(tenant, batch[half:])
        else:
            _settle(batch[0].answer, error)

    async def _look_up(self, tenant: UUID, waiting: _Waiting) -> None:
        """The commit's answer was lost: only the log knows. It is never blindly tried again."""
        lost = Refused(UNAVAILABLE(), retry_after=RETRY_AFTER_SECONDS)
        try:
            async with self._pool.acquire(timeout=RETRY_AFTER_SECONDS) as connection:
                row = await connection.fetchrow(_KNOWN, str(tenant), waiting.command.command_id)
        except Exception:
            _settle(waiting.answer, lost)
            return
        if row is None or row["request_mac"] != waiting.command.request_mac:
            _settle(waiting.answer, lost)
        else:
            _settle(waiting.answer, Outcome("appended", *row[1:]))


def _settle(answer: "asyncio.Future[Outcome]", outcome: Outcome | Exception) -> None:
    if answer.done():  # whoever asked has gone
        return
    if isinstance(outcome, Exception):
        answer.set_exception(outcome)
    else:
        answer.set_result(outcome)
