"""Fetching: a plan's statement on a connection that is set to the right tenants."""

from typing import Any

import asyncpg

from taizhang_graphql.compiler.plan import SETTING, Plan, setting
from taizhang_graphql.compiler.work import Call
from taizhang_graphql.mistakes import COMPLEX, TIMEOUT, VALUE, Mistake

_SET = f"select set_config('{SETTING}', $1, false)"


class Fetching:
    """One round trip while a connection stays with the same tenants.

    The statement itself says whether the connection was set to them; where it was not, it is set
    and the statement sent again. What is remembered here only saves that first, vain attempt.
    """

    _REMEMBERED = 10_000

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._last: dict[int, str] = {}

    async def fetch(
        self, connection: "asyncpg.Connection[Any]", plan: Plan, call: Call
    ) -> list[str | None]:
        """The columns of the answer. Raises Mistake where the statement is the client's fault."""
        parameters = plan.bind(call)
        if plan.sql is None:
            return []
        try:
            return await self._fetch(connection, plan.sql, parameters, setting(call.scope.tenants))
        except (TimeoutError, asyncpg.QueryCanceledError):
            raise Mistake(TIMEOUT, limit=self._seconds) from None
        except asyncpg.DataError:
            raise Mistake(VALUE) from None
        except (asyncpg.ProgramLimitExceededError, asyncpg.StatementTooComplexError):
            raise Mistake(COMPLEX) from None

    async def _fetch(
        self, connection: "asyncpg.Connection[Any]", sql: str, parameters: list[Any], wanted: str
    ) -> list[str | None]:
        if connection.is_closed():
            raise asyncpg.InterfaceError("the connection is closed")
        server = connection.get_server_pid()
        if self._last.get(server) != wanted:
            await self._set(connection, wanted)
        for _ in range(2):
            row = await connection.fetchrow(sql, *parameters, timeout=self._seconds)
            if row["ready"]:
                return list(row)[1:]
            await self._set(connection, wanted)
        raise RuntimeError("the connection does not keep its tenants")

    async def _set(self, connection: "asyncpg.Connection[Any]", wanted: str) -> None:
        await connection.execute(_SET, wanted, timeout=self._seconds)
        if len(self._last) >= self._REMEMBERED:
            self._last.clear()
        self._last[connection.get_server_pid()] = wanted
