"""Writer: group commit. Whatever waits for a tenant goes to the database together."""

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

import asyncpg

from taizhang.database.pool import RETRY_AFTER_SECONDS, UNAVAILABLE, unavailable
from taizhang.errors import Refusal, Refused
from taizhang.log.batch import CASTS, columns, outcomes
from taizhang.log.line import Line, Waiting
from taizhang.log.model import NewCommand, Outcome

OVERLOADED = Refusal(
    "log.overloaded",
    zh="本单位的请求排队已满（{waiting} 条），请稍后重试",
    en="{waiting} commands of this tenant are waiting already; retry later",
    status=429,
)

_COLUMNS = ", ".join(f"${number}::{cast}" for number, cast in enumerate(CASTS, 2))
APPEND = f"""
    select place, state, first_position, last_position, recorded_at
      from log.append(set_config('taizhang.tenants', $1, true)::uuid, {_COLUMNS})
"""  # noqa: S608
_KNOWN = """
    select request_mac, first_position, last_position, recorded_at
      from log.find_command(set_config('taizhang.tenants', $1, true)::uuid, $2)
"""


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
        self._lines: dict[UUID, Line] = {}
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
        line = self._lines.get(tenant)
        if line is None:
            line = self._lines[tenant] = Line(self._batch)
        if len(line) >= self._queue:
            raise Refused(OVERLOADED(waiting=len(line)), retry_after=RETRY_AFTER_SECONDS)
        answer: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        line.add(Waiting(command, answer))
        self._call(tenant, line)
        return await answer

    def _call(self, tenant: UUID, line: Line) -> None:
        if line.ready:
            line.called = True
            self._turns.put_nowait(tenant)

    async def _serve(self) -> None:
        while True:
            tenant = await self._turns.get()
            line = self._lines[tenant]
            batch = line.take()
            self._call(tenant, line)
            try:
                await self._commit(tenant, batch)
            finally:
                line.done(batch)
                self._call(tenant, line)
                if line.empty:
                    del self._lines[tenant]

    async def _commit(self, tenant: UUID, batch: Sequence[Waiting]) -> None:
        commands = [waiting.command for waiting in batch]
        try:
            async with self._pool.acquire() as connection:
                rows = await connection.fetch(APPEND, str(tenant), *columns(commands))
        except Exception as error:
            await self._mend(tenant, batch, error)
            return
        for waiting, outcome in zip(batch, outcomes(commands, rows), strict=True):
            _settle(waiting.answer, outcome)
        self._appended(tenant)

    async def _mend(self, tenant: UUID, batch: Sequence[Waiting], error: Exception) -> None:
        """A lost answer is looked up; a wrong command is found by halving, alone in its error."""
        if unavailable(error):
            await self._look_up(tenant, batch)
        elif len(batch) > 1:
            half = len(batch) // 2
            await self._commit(tenant, batch[:half])
            await self._commit(tenant, batch[half:])
        else:
            _settle(batch[0].answer, error)

    async def _look_up(self, tenant: UUID, batch: Sequence[Waiting]) -> None:
        """The commit's answer was lost: only the log knows. It is never blindly tried again."""
        with contextlib.suppress(Exception):
            async with self._pool.acquire(timeout=RETRY_AFTER_SECONDS) as connection:
                for command, answer in batch:
                    row = await connection.fetchrow(_KNOWN, str(tenant), command.command_id)
                    if row is not None and row["request_mac"] == command.request_mac:
                        _settle(answer, Outcome("appended", *row[1:]))
        for _, answer in batch:
            _settle(answer, Refused(UNAVAILABLE(), retry_after=RETRY_AFTER_SECONDS))


def _settle(answer: "asyncio.Future[Outcome]", outcome: Outcome | Exception) -> None:
    if answer.done():  # settled before, or whoever asked has gone
        return
    if isinstance(outcome, Exception):
        answer.set_exception(outcome)
    else:
        answer.set_result(outcome)
