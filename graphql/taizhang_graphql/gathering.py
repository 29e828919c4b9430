"""Gathering: calls for little that come while others like them are under way go together next.

As with commits of a log, the busier it is, the more go together, and the less each costs. Whoever
comes when it is quiet waits for nobody.
"""

import asyncio
from collections import deque
from collections.abc import Hashable, Sequence
from typing import Any

from msgspec import Struct

from taizhang_graphql.compiler.plan import Plan
from taizhang_graphql.compiler.together import Together
from taizhang_graphql.compiler.work import Call
from taizhang_graphql.connections import Connections
from taizhang_graphql.fetching import Fetched, Fetching, Parameters
from taizhang_graphql.mistakes import TIMEOUT, Mistake

UNDER_WAY = 2
"""Statements of one likeness at a time: one is answered while the other is on its way."""
MOST = 64
"""Calls that go together."""


class _Waiting(Struct, frozen=True, eq=False):
    call: Call
    parameters: Parameters
    answer: "asyncio.Future[Fetched | None]"
    """None where it has to be asked alone."""


class _Likeness:
    """What is alike: how many statements are under way, and who waits."""

    def __init__(self) -> None:
        self.under_way = 0
        self.waiting: deque[_Waiting] = deque()


class Gathering:
    """Fetches what plans ask for, of small ones several at once."""

    def __init__(self, fetching: Fetching) -> None:
        self._fetching = fetching
        self._alike: dict[Hashable, _Likeness] = {}
        self._runs: set[asyncio.Task[None]] = set()

    async def fetch(self, connections: Connections, plan: Plan, call: Call) -> Fetched:
        """What the statement of a plan answers. Raises Mistake where it is the client's fault."""
        parameters = plan.bind(call)
        if plan.sql is None:
            return Fetched(None, [])
        if plan.together is None:
            return await self._alone(connections, plan, call, parameters)
        key = (connections, plan.together.likeness(parameters))
        alike = self._alike.setdefault(key, _Likeness())
        if alike.under_way < UNDER_WAY:
            alike.under_way += 1
            try:
                return await self._alone(connections, plan, call, parameters)
            finally:
                self._next(key, plan, plan.together)
        answer: asyncio.Future[Fetched | None] = asyncio.get_running_loop().create_future()
        alike.waiting.append(_Waiting(call, parameters, answer))
        return await answer or await self._alone(connections, plan, call, parameters)

    async def _alone(
        self, connections: Connections, plan: Plan, call: Call, parameters: Parameters
    ) -> Fetched:
        async with connections.connection(call.scope.setting) as connection:
            return await self._fetching.fetch(connection, plan, call, parameters)

    def _next(self, key: Any, plan: Plan, together: Together) -> None:
        """One that was under way is done: those who wait go next."""
        alike = self._alike[key]
        if waiting := _there(alike.waiting):
            run = asyncio.create_task(self._run(key, plan, together, waiting))
            self._runs.add(run)
            run.add_done_callback(self._runs.discard)
            return
        alike.under_way -= 1
        if not alike.under_way:
            del self._alike[key]

    async def _run(self, key: Any, plan: Plan, together: Together, waiting: list[_Waiting]) -> None:
        call, parameters = waiting[0].call, [each.parameters for each in waiting]
        try:
            async with key[0].connection(call.scope.setting) as connection:
                fetch = self._fetching.fetch_together
                found = await fetch(connection, plan, together, call, parameters)
        except Mistake as mistake:
            if mistake.kind is TIMEOUT:  # they would be no quicker alone
                _fail(waiting, mistake)
            else:  # perhaps of one of them only
                _tell(waiting, [None] * len(waiting))
        except Exception as error:
            _fail(waiting, error)
        else:
            _tell(waiting, found)
        finally:
            for each in waiting:
                each.answer.cancel()  # nobody is left waiting
            self._next(key, plan, together)


def _tell(waiting: list[_Waiting], found: Sequence[Fetched | None]) -> None:
    for each, answer in zip(waiting, found, strict=True):
        if not each.answer.done():  # whoever is gone waits no more
            each.answer.set_result(answer)


def _fail(waiting: list[_Waiting], error: Exception) -> None:
    for each in waiting:
        if not each.answer.done():
            each.answer.set_exception(error)


def _there(all_of_them: deque[_Waiting]) -> list[_Waiting]:
    """As many as go together of those who wait, without whoever is gone."""
    found: list[_Waiting] = []
    while all_of_them and len(found) < MOST:
        first = all_of_them.popleft()
        if not first.answer.done():
            found.append(first)
    return found
