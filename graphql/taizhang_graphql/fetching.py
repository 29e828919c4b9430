"""Fetching: a plan's statement on a connection that is set to the right tenants."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import asyncpg
import msgspec

from taizhang_graphql.compiler.plan import Plan
from taizhang_graphql.compiler.standing import SETTING, set_to
from taizhang_graphql.compiler.together import Together
from taizhang_graphql.compiler.work import Call
from taizhang_graphql.exchange import Positions
from taizhang_graphql.mistakes import COMPLEX, TIMEOUT, VALUE, Mistake

_SET = f"select set_config('{SETTING}', $1, false), set_config('DateStyle', 'ISO', false)"
_REACHED = f"""
    select {set_to("$1::text")} as ready,
           array(select log.position_at(o.id, $3::timestamptz)
                   from unnest($2::uuid[]) with ordinality o (id, place)
                  order by o.place) as reached
"""  # noqa: S608 - names of our own


Parameters = Sequence[Any]
"""Of a statement, in their order."""


class Fetched(NamedTuple):
    """The positions that the rows stood at, a column of JSON for each root field, and what the
    answer depends on, if it was asked.
    """

    positions: Positions
    columns: list[Any]
    tag: str | None = None


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
        self, connection: "asyncpg.Connection[Any]", plan: Plan, call: Call, parameters: Parameters
    ) -> Fetched:
        """What the statement answers. Raises Mistake where it is the client's fault."""
        assert plan.sql is not None
        (row,) = await self._answered(connection, plan.sql, parameters, call.scope.setting)
        return _fetched(row, tagged=plan.standing is not None)

    async def fetch_together(
        self,
        connection: "asyncpg.Connection[Any]",
        plan: Plan,
        together: Together,
        call: Call,
        parameters: Sequence[Parameters],
    ) -> list[Fetched]:
        """What the statement answers to several calls that are like this one."""
        bound = together.bind(parameters)
        rows = await self._answered(connection, together.sql, bound, call.scope.setting)
        return [_fetched(row, tagged=plan.standing is not None) for row in rows]

    async def standing(
        self, connection: "asyncpg.Connection[Any]", plan: Plan, call: Call
    ) -> Fetched:
        """What `fetch` would say of the answer, without reading any row. Raises Mistake."""
        plan.bind(call)  # a value that is refused has no answer
        if plan.standing is None:
            return Fetched(None, [])
        parameters = plan.standing.bind(call)
        (row,) = await self._answered(connection, plan.standing.sql, parameters, call.scope.setting)
        return _fetched(row, tagged=True)

    async def reached(
        self,
        connection: "asyncpg.Connection[Any]",
        setting: str,
        tenants: Sequence[UUID],
        moment: datetime,
    ) -> Sequence[int]:
        """The positions that the logs of tenants had reached by a moment. Raises Mistake."""
        (row,) = await self._answered(connection, _REACHED, (setting, tenants, moment), setting)
        return row["reached"]  # type: ignore[no-any-return]

    async def _answered(
        self, connection: "asyncpg.Connection[Any]", sql: str, parameters: Parameters, wanted: str
    ) -> list[Any]:
        try:
            return await self._rows(connection, sql, parameters, wanted)
        except (TimeoutError, asyncpg.QueryCanceledError):
            raise Mistake(TIMEOUT, limit=self._seconds) from None
        except asyncpg.DataError:
            raise Mistake(VALUE) from None
        except (asyncpg.ProgramLimitExceededError, asyncpg.StatementTooComplexError):
            raise Mistake(COMPLEX) from None

    async def _rows(
        self, connection: "asyncpg.Connection[Any]", sql: str, parameters: Parameters, wanted: str
    ) -> list[Any]:
        if connection.is_closed():
            raise asyncpg.InterfaceError("the connection is closed")
        server = connection.get_server_pid()
        if self._last.get(server) != wanted:
            await self._set(connection, wanted)
        for _ in range(2):
            rows: list[Any] = await connection.fetch(sql, *parameters, timeout=self._seconds)
            if rows[0]["ready"]:
                return rows
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


def _fetched(row: Any, *, tagged: bool) -> Fetched:
    _, stand, *columns = row
    if tagged:
        return Fetched(_positions(stand), columns[1:], columns[0])
    return Fetched(_positions(stand), columns)


def _positions(stand: int | str | None) -> Positions:
    """Where nothing was folded yet, rows stand at 0."""
    if isinstance(stand, str):
        return msgspec.json.decode(stand, type=dict[str, int])
    return stand or 0
