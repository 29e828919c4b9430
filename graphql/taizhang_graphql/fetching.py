"""Fetching: a plan's statement on a connection that is set to the right tenants."""

from typing import Any, NamedTuple

import asyncpg
import msgspec

from taizhang_graphql.compiler.plan import Plan
from taizhang_graphql.compiler.standing import SETTING
from taizhang_graphql.compiler.work import Call
from taizhang_graphql.exchange import Positions
from taizhang_graphql.mistakes import COMPLEX, TIMEOUT, VALUE, Mistake

_SET = f"select set_config('{SETTING}', $1, false)"


class Fetched(NamedTuple):
    """The positions that the rows stood at, a column of JSON for each root field, and what the
    answer depends on, if it was asked.
    """

    positions: Positions
    columns: list[Any]
    tag: str | None = None


async def keep_json(connection: Any) -> None:
    """Let a connection give JSON as the bytes that came: it is passed on, never looked into."""
    await connection.set_type_codec(
        "json", schema="pg_catalog", encoder=bytes, decoder=bytes, format="binary"
    )


class Fetching:
    """One round trip while a connection stays with the same tenants.

    The statement itself says whether the connection was set to them; where it was not, it is set
    and the statement sent again. What is remembered here only saves that first, vain attempt.
    """

    _REMEMBERED = 10_000

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._last: dict[int, str] = {}

    async def fetch(self, connection: "asyncpg.Connection[Any]", plan: Plan, call: Call) -> Fetched:
        """What the statement answers. Raises Mistake where it is the client's fault."""
        parameters = plan.bind(call)
        if plan.sql is None:
            return Fetched(None, [])
        found = await self._answered(connection, plan.sql, parameters, call)
        return _tagged(found) if plan.standing else found

    async def standing(
        self, connection: "asyncpg.Connection[Any]", plan: Plan, call: Call
    ) -> Fetched:
        """What `fetch` would say of the answer, without reading any row. Raises Mistake."""
        plan.bind(call)  # a value that is refused has no answer
        if plan.standing is None:
            return Fetched(None, [])
        parameters = plan.standing.bind(call)
        return _tagged(await self._answered(connection, plan.standing.sql, parameters, call))

    async def _answered(
        self, connection: "asyncpg.Connection[Any]", sql: str, parameters: list[Any], call: Call
    ) -> Fetched:
        try:
            return await self._fetch(connection, sql, parameters, call.scope.setting)
        except (TimeoutError, asyncpg.QueryCanceledError):
            raise Mistake(TIMEOUT, limit=self._seconds) from None
        except asyncpg.DataError:
            raise Mistake(VALUE) from None
        except (asyncpg.ProgramLimitExceededError, asyncpg.StatementTooComplexError):
            raise Mistake(COMPLEX) from None

    async def _fetch(
        self, connection: "asyncpg.Connection[Any]", sql: str, parameters: list[Any], wanted: str
    ) -> Fetched:
        if connection.is_closed():
            raise asyncpg.InterfaceError("the connection is closed")
        server = connection.get_server_pid()
        if self._last.get(server) != wanted:
            await self._set(connection, wanted)
        for _ in range(2):
            row = await connection.fetchrow(sql, *parameters, timeout=self._seconds)
            ready, stand, *columns = row
            if ready:
                return Fetched(_positions(stand), columns)
            await self._set(connection, wanted)
        raise RuntimeError("the connection does not keep its tenants")

    async def _set(self, connection: "asyncpg.Connection[Any]", wanted: str) -> None:
        tell = getattr(connection, "are_set", lambda _: None)  # a pool's has a memory of its own
        tell("")
        await connection.execute(_SET, wanted, timeout=self._seconds)
        tell(wanted)
        if len(self._last) >= self._REMEMBERED:
            self._last.clear()
        self._last[connection.get_server_pid()] = wanted


def _tagged(found: Fetched) -> Fetched:
    return Fetched(found.positions, found.columns[1:], found.columns[0])


def _positions(stand: int | str | None) -> Positions:
    """Where nothing was folded yet, rows stand at 0."""
    if isinstance(stand, str):
        return msgspec.json.decode(stand, type=dict[str, int])
    return stand or 0
